/* SPDX-License-Identifier: MIT */
/* marks.h - half-width marks of Chinese text to their full-width forms (--punctuation zh) */
#ifndef NORMALIZE_MARKS_H
#define NORMALIZE_MARKS_H

#include "lib/arena.h"
#include "lib/str.h"

/*
 * Replaces , : ; ? ! ( ) that stand after or before a Han character and touch neither a digit nor a
 * Latin letter, not even over spaces.  The text as it is when there is none.
 */
struct str marks_to_chinese(struct arena *arena, struct str text);

#endif
