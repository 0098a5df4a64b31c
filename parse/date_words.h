/* SPDX-License-Identifier: MIT */
/* date_words.h - the words that dates are written with, in the languages of the web */
#ifndef PARSE_DATE_WORDS_H
#define PARSE_DATE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/str.h"
#include "parse/date.h"

/* The length of the word (letters of an alphabet, no ideographs) at the start of UTF-8 text. */
size_t date_word_len(struct str text);

/* The month that a whole word names, 1 to 12, or 0; case does not matter. */
int date_month(struct str word);

/* Whether a whole word may stand between day, month and year ("de", "of"), or, the second, between
 * a date and its time ("at", "um"). */
bool date_is_joint(struct str word);
bool date_is_time_joint(struct str word);

/* Whether a whole word is two to five capitals: the name of some time zone. */
bool date_is_abbreviation(struct str word);

/* The length of a day of the week at the start of the text, or 0. */
size_t date_weekday_len(struct str text);

/* The length of a label at the start of the text, or 0; its meaning goes to *label. */
size_t date_label_len(struct str text, enum date_label *label);

/* The length of a word that may stand beside a date and says nothing ("at", "日期"), or 0. */
size_t date_filler_len(struct str text);

/* The length of the name of a calendar's era at the start of the text, or 0; *before_first is the
 * Gregorian year before the era's first. */
size_t date_era_len(struct str text, int *before_first);

/* The length of the name of a zone or of a prefix to an offset ("GMT" in "GMT+8"), or 0; *minutes
 * east of UTC. */
size_t date_zone_len(struct str text, int *minutes);

/* The length of a mark of the half of the day at the start of the text, or 0. */
size_t date_half_len(struct str text, bool *afternoon);

#endif
