/* SPDX-License-Identifier: MIT */
/* compare.h - whether two texts say the same, whatever their case, width, spaces and punctuation */
#ifndef PARSE_COMPARE_H
#define PARSE_COMPARE_H

#include <stdbool.h>

#include "lib/arena.h"
#include "lib/str.h"

/* Letters and digits only, folded in case and width. */
struct str compare_key(struct arena *arena, struct str text);

/* Equal keys. */
bool compare_same(struct arena *arena, struct str a, struct str b);

/* Equal keys, one key within the other and at least half of it, or most character pairs shared. */
bool compare_alike(struct arena *arena, struct str a, struct str b);

/* The same, of keys that compare_key gave. */
bool compare_keys_alike(struct str x, struct str y);

/* The share, 0 to 1, of the character pairs of both that are common (Sorensen-Dice). */
double compare_dice(struct arena *arena, struct str a, struct str b);
double compare_keys_dice(struct str x, struct str y);

#endif
