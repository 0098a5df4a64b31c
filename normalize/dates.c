/* SPDX-License-Identifier: MIT */
/* dates.c - dates as records carry them: RFC 3339, with the precision the page gave */
#include "normalize/dates.h"

#include "lib/ascii.h"
#include "lib/timestamp.h"

#define DAY        86400
#define FIRST_YEAR 1990 /* nothing on the web was published before */
#define LAST_YEAR  2100

static void
skip_spaces(struct str *rest)
{
	while (rest->len > 0 && ascii_is_space(rest->ptr[0]))
		*rest = str_slice(*rest, 1, rest->len);
}

static bool
take(struct str *rest, struct str mark)
{
	if (!str_starts(*rest, mark))
		return false;
	*rest = str_slice(*rest, mark.len, rest->len);
	return true;
}

/* A number of `least` to `most` digits. */
static bool
take_number(struct str *rest, size_t least, size_t most, int *out)
{
	size_t n = 0;
	int value = 0;
	while (n < rest->len && n <= most && ascii_is_digit(rest->ptr[n]))
		value = value * 10 + (rest->ptr[n++] - '0');
	if (n < least || n > most)
		return false;
	*rest = str_slice(*rest, n, rest->len);
	*out = value;
	return true;
}

struct date {
	int year, month, day;
	int hour, minute, second; /* hour -1: no time */
	struct str zone;
};

struct form {
	struct str after_year, after_month, after_day;
};

static const struct form forms[] = {
    {STR_INIT("-"), STR_INIT("-"), STR_INIT("")},
    {STR_INIT("/"), STR_INIT("/"), STR_INIT("")},
    {STR_INIT("."), STR_INIT("."), STR_INIT("")},
    {STR_INIT("年"), STR_INIT("月"), STR_INIT("日")},
    {STR_INIT("年"), STR_INIT("月"), STR_INIT("号")},
};

static bool
take_day(struct str *rest, struct date *date)
{
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		struct str trial = *rest;
		if (take_number(&trial, 4, 4, &date->year) && take(&trial, forms[i].after_year) &&
		    take_number(&trial, 1, 2, &date->month) && take(&trial, forms[i].after_month) &&
		    take_number(&trial, 1, 2, &date->day) && take(&trial, forms[i].after_day)) {
			*rest = trial;
			return true;
		}
	}
	return false;
}

/* "Z", "+08:00", "+0800" at the end of the text. */
static bool
take_zone(struct arena *arena, struct str *rest, struct str *zone)
{
	int hours, minutes;
	skip_spaces(rest);
	if (rest->len == 0)
		return true;
	if (rest->len == 1 && ascii_lower(rest->ptr[0]) == 'z') {
		*zone = STR("Z");
		return true;
	}
	char sign = rest->ptr[0];
	if (sign != '+' && sign != '-')
		return false;
	*rest = str_slice(*rest, 1, rest->len);
	if (!take_number(rest, rest->len == 4 ? 4 : 2, rest->len == 4 ? 4 : 2, &hours))
		return false;
	minutes = hours % 100;
	if (take(rest, STR(":"))) {
		if (!take_number(rest, 2, 2, &minutes))
			return false;
	} else if (hours > 99) {
		hours /= 100;
	} else {
		minutes = 0;
	}
	*zone = arena_printf(arena, "%c%02d:%02d", sign, hours, minutes);
	return rest->len == 0;
}

static bool
take_time(struct arena *arena, struct str *rest, struct date *date)
{
	int unused;
	date->hour = -1;
	if (!take(rest, STR("T")))
		skip_spaces(rest);
	if (rest->len == 0)
		return true;
	if (!take_number(rest, 1, 2, &date->hour) || !take(rest, STR(":")) ||
	    !take_number(rest, 2, 2, &date->minute))
		return false;
	if (take(rest, STR(":")) && !take_number(rest, 2, 2, &date->second))
		return false;
	if (take(rest, STR(".")) && !take_number(rest, 1, 9, &unused))
		return false;
	return take_zone(arena, rest, &date->zone);
}

static bool
exists(const struct date *date)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	if (date->year < FIRST_YEAR || date->year > LAST_YEAR || date->month < 1 ||
	    date->month > 12 || date->day < 1)
		return false;
	bool leap = date->year % 4 == 0 && (date->year % 100 != 0 || date->year % 400 == 0);
	if (date->day > days[date->month - 1] + (leap && date->month == 2))
		return false;
	return date->hour <= 23 && date->minute <= 59 && date->second <= 59;
}

bool
dates_normalize(struct arena *arena, struct str text, struct str *out)
{
	struct date date = {0};
	struct str rest = str_trim(text);
	if (!take_day(&rest, &date) || !take_time(arena, &rest, &date) || !exists(&date))
		return false;
	if (date.hour < 0 || date.zone.len == 0)
		*out = arena_printf(arena, "%04d-%02d-%02d", date.year, date.month, date.day);
	else
		*out = arena_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02d%.*s", date.year,
		    date.month, date.day, date.hour, date.minute, date.second, STR_ARGS(date.zone));
	return true;
}

bool
dates_is_future(struct str date, struct str now)
{
	int64_t then, at;
	return timestamp_read(date, &then) && timestamp_read(now, &at) && then > at + DAY;
}
