/* SPDX-License-Identifier: MIT */
/* names.h - authors' names out of the bylines of Latin-script pages and out of lists of names */
#ifndef PARSE_NAMES_H
#define PARSE_NAMES_H

#include <stdbool.h>

#include "lib/arena.h"
#include "lib/article.h"
#include "parse/segment.h"

/*
 * Reads the authors off a line such as "By Jane Doe and John Roe, Health correspondent", "Von Max
 * Muster" or, when a class or rel=author says so (`hinted`), bare names.  Appends to *people; a
 * line that is no byline appends nothing.
 */
void names_read(struct arena *arena, const struct dom *dom, const struct segment *segment,
    bool hinted, struct person_list *people);

/* The part of a line that is a list of names: behind what announces it ("By", "Author:"), up to the
 * next label; all of it when `hinted`; empty when the line announces nobody. */
struct str names_of_line(struct str line, bool hinted);

/* Whether a line is only what announces an author ("By", "Written by:"): the name comes next. */
bool names_are_announced(struct str line);

/* Splits "Jane Doe, John Roe and Max Muster" into people. */
void names_split(struct arena *arena, struct str text, struct person_list *people);

#endif
