/* SPDX-License-Identifier: MIT */
/* person.h - people out of the pieces of a byline: name, job title, hospital, grade, department */
#ifndef PARSE_PERSON_H
#define PARSE_PERSON_H

#include "lib/arena.h"
#include "lib/article.h"
#include "parse/dom.h"

/*
 * Reads one person off the texts of the nodes [from, to), which are a byline, a doctor's card or a
 * teaser's line: one element a piece, or several pieces in one text, in any order, with labels
 * (作者：, 职称：, By) or without.  True when a name was found together with something that makes
 * it a person: a job title, an institution or a label.  What no rule knows is left out; nothing is
 * invented.
 */
bool person_read(
    struct arena *arena, const struct dom *dom, uint32_t from, uint32_t to, struct person *out);

/* The same for one text. */
bool person_read_text(struct arena *arena, struct str text, struct person *out);

/* Whether `a` has every member that `b` has. */
bool person_is_as_full(const struct person *a, const struct person *b);
/* Takes over the members that `person` lacks and `more` has. */
void person_fill(struct person *person, const struct person *more);

/* What a piece of text is by itself. */
enum person_part {
	PERSON_NOTHING,
	PERSON_NAME, /* could be a name: two to four Han characters, or capitalised words */
	PERSON_JOB_TITLE,
	PERSON_GRADE,
	PERSON_DEPARTMENT,
	PERSON_AFFILIATION
};
enum person_part person_part_of(struct str piece);

#endif
