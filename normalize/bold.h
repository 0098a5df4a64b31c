/* SPDX-License-Identifier: MIT */
/* bold.h - asterisks that machine-written text left around its bold words */
#ifndef NORMALIZE_BOLD_H
#define NORMALIZE_BOLD_H

#include <stdbool.h>

#include "lib/arena.h"
#include "lib/str.h"

enum bold { BOLD_NONE, BOLD_PART, BOLD_WHOLE };

/*
 * Takes the marks of every **pair** out of *text; with `cut`, when the text may stop in the middle
 * of a pair, a single mark too.  Says whether the pair was all of the text.  A power (2**3) and a
 * pair with space inside its marks are none.
 */
enum bold bold_strip(struct arena *arena, bool cut, struct str *text);

#endif
