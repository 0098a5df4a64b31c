/* SPDX-License-Identifier: MIT */
/* bold.h - asterisks that machine-written text left around its bold words */
#ifndef NORMALIZE_BOLD_H
#define NORMALIZE_BOLD_H

#include <stdbool.h>

#include "lib/arena.h"
#include "lib/str.h"
#include "normalize/repair.h"

enum bold { BOLD_NONE, BOLD_PART, BOLD_WHOLE };

/*
 * Takes the marks of every **pair** out of *text; with `cut`, when the text may stop in the middle
 * of a pair, a single mark too.  Says whether the pair was all of the text.  A power (2**3) and a
 * pair with space inside its marks are none.
 */
enum bold bold_strip(struct arena *arena, bool cut, struct str *text);

/* Repairs the text and strips it, again and again until both leave it as it is: what stood around a
 * mark may need a repair now.  Says what the stripping found. */
enum bold bold_repair(
    struct repair *repair, struct arena *arena, enum repair_kind kind, bool cut, struct str *text);

#endif
