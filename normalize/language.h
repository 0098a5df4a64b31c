/* SPDX-License-Identifier: MIT */
/* language.h - which language a text is written in, by scripts and by its most frequent words */
#ifndef NORMALIZE_LANGUAGE_H
#define NORMALIZE_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/str.h"

#define LANGUAGE_SAMPLE 1536  /* bytes at the start by which the language is judged */
#define SCRIPTS_SAMPLE  16384 /* by which the mixture of scripts is judged */

/*
 * The language of the text as a BCP 47 tag: zh-Hans, zh-Hant, ja, ko, or en, de, fr, es, it, pt,
 * nl.  Where the text is too short or in none of them, what the page declares (its common forms for
 * Chinese rewritten), which may be absent.  A constant, or `declared`.
 */
struct str language_of(struct str text, struct str declared);

/* Whether a good part of the text is in a second script. */
bool language_is_mixed(struct str text);

/* Words; each Han and kana character counts as one. */
size_t language_count_words(struct str text);

#endif
