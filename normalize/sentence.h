/* SPDX-License-Identifier: MIT */
/* sentence.h - where sentences end */
#ifndef NORMALIZE_SENTENCE_H
#define NORMALIZE_SENTENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/str.h"

/* The offset behind the last full sentence, its closing quotes and brackets included; 0 when there
 * is none.  A point between two digits or before a letter ends nothing. */
size_t sentence_last_end(struct str text);

/* Whether the text stops in the middle: it ends in an ellipsis, or in neither a sentence's mark nor
 * a colon although it is long enough to be a sentence (30 characters). */
bool sentence_is_cut(struct str text);

#endif
