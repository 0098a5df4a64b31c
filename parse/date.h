/* SPDX-License-Identifier: MIT */
/* date.h - dates as pages write them, in many languages, to RFC 3339 */
#ifndef PARSE_DATE_H
#define PARSE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/arena.h"
#include "lib/compiler.h"
#include "lib/str.h"

#define DATE_FIRST_YEAR 1990 /* nothing on the web was published before */

/*
 * The language settles 03/04/2024: American English ("en-US") puts the month first, other languages
 * the day; English of no country, Chinese, Japanese, Korean and an absent language leave it open,
 * and it is no date then, unless a number is over 12 or both are the same.
 */
struct date_context {
	struct str language; /* BCP 47 tag of the page ("en-US", "zh-Hans"); may be absent */
	int64_t now;         /* UTC seconds; a date more than a day later is none; 0: any */
};

/* What stands before a date and says what it means ("发布时间：", "Updated", "Stand:"). */
enum date_label {
	DATE_UNLABELLED,
	DATE_PUBLISHED,
	DATE_MODIFIED,
	DATE_OF_PERSON /* when somebody joined: no date of an article */
};

/*
 * A day of the Gregorian calendar.  The time is kept only where the page gives its zone: RFC 3339
 * has no local time, and a guessed zone would be a lie; without one the date is all we know.
 */
struct date {
	int year, month, day;
	bool has_time; /* hour, minute, second and offset are known */
	int hour, minute, second;
	int offset; /* minutes east of UTC */
};

/*
 * Reads a text that is a date, with or without a label before it and white space around it, and
 * nothing else.  Relative dates (昨天, "2 hours ago"), impossible days, years before
 * DATE_FIRST_YEAR and days to come are no dates.
 */
NODISCARD bool date_read(struct str text, const struct date_context *context, struct date *out);

/* The same for a number out of JSON: seconds or milliseconds since 1970, as text of digits. */
NODISCARD bool
date_read_epoch(struct str digits, const struct date_context *context, struct date *out);

struct date_found {
	struct date date;
	enum date_label label;
	size_t from, to; /* the date without its label lies in [from, to) of the text */
};

/* The first date inside running text, a byline say. */
NODISCARD bool
date_find(struct str text, const struct date_context *context, struct date_found *out);

/* "2024-03-19", or "2024-03-19T20:26:27+08:00" when the time is known ("Z" for UTC). */
struct str date_print(struct arena *arena, const struct date *date);

/* Compares points in time; a day without a time counts as its midnight UTC. <0, 0, >0. */
int date_compare(const struct date *a, const struct date *b);

/* Days from `a` to `b`, whatever their times; negative when `b` is earlier. */
int date_days_between(const struct date *a, const struct date *b);

#endif
