/* SPDX-License-Identifier: MIT */
/* tokenizer.h - text into search terms: words, and pairs of characters where none divide words */
#ifndef STORE_TOKENIZER_H
#define STORE_TOKENIZER_H

#include <stdbool.h>

#include "lib/str.h"
#include "store/db.h"

/*
 * Registers the FTS5 tokenizer "winnow" with a connection.  A run of Han characters, kana or hangul
 * gives every pair of neighbours, so that a phrase of pairs finds any word of two characters or
 * more; a run of one gives itself.  Other letters and digits give words, in lower case and half
 * width.
 */
void tokenizer_register(struct db *db);

/* Whether the index can answer for this text: it has a token, and no run of one character that may
 * stand inside a longer one. */
bool tokenizer_knows(struct str text);

#endif
