/* SPDX-License-Identifier: MIT */
/* date_time.h - the time of the day behind a date, and its zone */
#ifndef PARSE_DATE_TIME_H
#define PARSE_DATE_TIME_H

#include <stdbool.h>

#include "lib/str.h"
#include "parse/date.h"

/*
 * Takes the time behind a date off the front of the text, with what stands between ("at", "T", a
 * day of the week) and with its zone; nothing when no time is there.  date->has_time says whether
 * it is a possible time whose zone is known.
 */
void date_time_read(struct str *text, struct date *date);

/* The same for a clock right at the start, as C's asctime puts it before the year. */
bool date_time_read_clock(struct str *text, struct date *date);

/*
 * "Z", "+08:00", "+0800", "GMT+8", "EST", in parentheses or not; minutes east of UTC.  10:00-12:30
 * may be hours of opening: after a clock that is not `exact` a bare minus is no zone.
 */
bool date_time_zone(struct str *text, bool exact, int *minutes);

/* Sets has_time: the clock's numbers are possible and the zone is known. */
void date_time_settle(struct date *date, bool zone);

#endif
