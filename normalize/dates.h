/* SPDX-License-Identifier: MIT */
/* dates.h - dates as records carry them: RFC 3339, with the precision the page gave */
#ifndef NORMALIZE_DATES_H
#define NORMALIZE_DATES_H

#include <stdbool.h>

#include "lib/arena.h"
#include "lib/str.h"

/*
 * Writes a date in one of the usual numeric forms (2024-03-19, 2024/3/9, 2025.01.20, 2024年3月19日,
 * with or without a time and its zone) as RFC 3339; YYYY-MM-DD where no time or no zone is given.
 * False when it is none of them, has no year, or does not exist.  A text that is RFC 3339 stays.
 */
bool dates_normalize(struct arena *arena, struct str text, struct str *out);

/* Whether a date so written is more than a day after `now`, an RFC 3339 time. */
bool dates_is_future(struct str date, struct str now);

#endif
