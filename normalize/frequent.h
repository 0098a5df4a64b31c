/* SPDX-License-Identifier: MIT */
/* frequent.h - which texts many pages of a site have: counts from a file or made on the spot */
#ifndef NORMALIZE_FREQUENT_H
#define NORMALIZE_FREQUENT_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/arena.h"
#include "lib/compiler.h"
#include "lib/learned.h"
#include "lib/record.h"

struct frequent;

/* At most `most` texts (at least 4) are counted at a time, 24 bytes each in a table that is at
 * least three eighths full, and twice that while it is rebuilt; sites and the texts that turned out
 * frequent come on top. */
struct frequent *frequent_new(size_t most);
void frequent_free(struct frequent *frequent);

/* Reads the file that `winnow-store --lines` wrote; false with one line in *why (memory of the
 * arena) when it cannot be read or a line is none. */
NODISCARD bool
frequent_load(struct frequent *frequent, struct arena *arena, const char *path, struct str *why);

/* Counts one article, as normalize left it. */
void frequent_count(struct frequent *frequent, struct arena *arena, const struct record *record);
/*
 * Ends a pass in which every article was counted once.  True when there were more texts than are
 * counted at a time: then all articles are to be counted again, for the next share of the texts.
 * The result depends neither on the order of the articles nor on the number of passes.
 */
NODISCARD bool frequent_next_pass(struct frequent *frequent);

/* Whether the text is on so many pages of the site that it is boilerplate. */
bool frequent_has(
    const struct frequent *frequent, struct str site, enum learned_kind kind, struct str text);

#endif
