/* SPDX-License-Identifier: MIT */
/* timestamp.c - points in time as seconds since 1970 UTC, printed and read as RFC 3339 */
#include "lib/timestamp.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "lib/ascii.h"

int64_t
timestamp_now(void)
{
	return (int64_t)time(NULL);
}

/* Days since 1970-01-01 of a date of the proleptic Gregorian calendar. */
static int64_t
days_of(int year, int month, int day)
{
	int64_t y = month <= 2 ? year - 1 : year; /* a year starts in March: leap days come last */
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t year_of_era = y - era * 400;
	int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
	return era * 146097 + day_of_era - 719468;
}

static int
days_in_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
	return month == 2 && leap ? 29 : days[month - 1];
}

const char *
timestamp_print(int64_t at, char *out)
{
	const int64_t first = -62167219200, last = 253402300799; /* years 0000 and 9999 */
	time_t clamped = (time_t)(at < first ? first : at > last ? last : at);
	struct tm tm;
	gmtime_r(&clamped, &tm);
	/* Not strftime: its %Y has no leading zeros. */
	char text[80]; /* any int would fit */
	snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02dZ", tm.tm_year + 1900,
	    tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
	memcpy(out, text, TIMESTAMP_LEN);
	out[TIMESTAMP_LEN] = '\0';
	return out;
}

struct str
timestamp_str(struct arena *arena, int64_t at)
{
	char text[TIMESTAMP_LEN + 1];
	return arena_copy(arena, str_from(timestamp_print(at, text)));
}

/* Takes `len` digits off the front. */
static bool
take_number(struct str *text, size_t len, int *out)
{
	unsigned long long value;
	if (text->len < len || !str_to_uint(str_slice(*text, 0, len), &value))
		return false;
	*out = (int)value;
	*text = str_slice(*text, len, text->len);
	return true;
}

static bool
take_char(struct str *text, const char *allowed)
{
	if (text->len == 0 || str_find_char(str_from(allowed), text->ptr[0]) == STR_NOT_FOUND)
		return false;
	*text = str_slice(*text, 1, text->len);
	return true;
}

/* Takes "Z" or "+08:00"; seconds east of UTC. */
static bool
take_offset(struct str *text, int *out)
{
	int hours, minutes;
	if (take_char(text, "Zz")) {
		*out = 0;
		return true;
	}
	int sign = text->len > 0 && text->ptr[0] == '-' ? -1 : 1;
	if (!take_char(text, "+-") || !take_number(text, 2, &hours) || !take_char(text, ":") ||
	    !take_number(text, 2, &minutes) || hours > 23 || minutes > 59)
		return false;
	*out = sign * (hours * 3600 + minutes * 60);
	return true;
}

static bool
take_time(struct str *text, int *out)
{
	int hour, minute, second, offset;
	if (!take_number(text, 2, &hour) || !take_char(text, ":") ||
	    !take_number(text, 2, &minute) || !take_char(text, ":") ||
	    !take_number(text, 2, &second) || hour > 23 || minute > 59 || second > 60)
		return false;
	if (take_char(text, "."))
		while (text->len > 0 && ascii_is_digit(text->ptr[0]))
			*text = str_slice(*text, 1, text->len);
	if (!take_offset(text, &offset))
		return false;
	*out = hour * 3600 + minute * 60 + second - offset;
	return true;
}

bool
timestamp_read(struct str text, int64_t *at)
{
	int year, month, day, seconds = 0;
	if (!take_number(&text, 4, &year) || !take_char(&text, "-") ||
	    !take_number(&text, 2, &month) || !take_char(&text, "-") ||
	    !take_number(&text, 2, &day))
		return false;
	if (month < 1 || month > 12 || day < 1 || day > days_in_month(year, month))
		return false;
	if (text.len > 0 && (!take_char(&text, "Tt ") || !take_time(&text, &seconds)))
		return false;
	if (text.len > 0)
		return false;
	*at = days_of(year, month, day) * 86400 + seconds;
	return true;
}
