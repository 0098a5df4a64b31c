/* SPDX-License-Identifier: MIT */
/* date_time.c - the time of the day behind a date, and its zone */
#include "parse/date_time.h"

#include "parse/date_scan.h"
#include "parse/date_words.h"
#include "parse/utf8.h"

/* H:MM, H:MM:SS and H:MM:SS.fff; "20h26" and "20时26分05秒" as well. */
static bool
read_clock(struct str *text, struct date *date, bool *to_the_second)
{
	static const struct {
		struct str hour, minute, second;
	} MARKS[] = {
	    {STR_INIT(":"), STR_INIT(":"), STR_INIT("")},
	    {STR_INIT("："), STR_INIT("："), STR_INIT("")},
	    {STR_INIT("时"), STR_INIT("分"), STR_INIT("秒")},
	    {STR_INIT("時"), STR_INIT("分"), STR_INIT("秒")},
	    {STR_INIT("点"), STR_INIT("分"), STR_INIT("秒")},
	    {STR_INIT("시 "), STR_INIT("분 "), STR_INIT("초")},
	    {STR_INIT("h"), STR_INIT("m"), STR_INIT("s")},
	};
	int hour, minute, second = 0, unused;
	bool second_given = false;
	struct str rest = *text;
	if (!date_scan_number(&rest, 1, 2, &hour))
		return false;
	size_t i = 0, n = sizeof MARKS / sizeof *MARKS;
	while (i < n && !date_scan(&rest, MARKS[i].hour))
		i++;
	if (i == n || !date_scan_digits(&rest, 2, &minute))
		return false;
	struct str behind = rest;
	if (date_scan(&behind, MARKS[i].minute)) {
		rest = behind;
		second_given = date_scan_digits(&behind, 2, &second);
		if (second_given) {
			rest = behind;
			(void)date_scan(&rest, MARKS[i].second);
			behind = rest;
			if ((date_scan(&behind, STR(".")) || date_scan(&behind, STR(","))) &&
			    date_scan_number(&behind, 1, 9, &unused))
				rest = behind;
		}
	}
	*text = rest;
	date->hour = hour;
	date->minute = minute;
	date->second = second;
	*to_the_second = second_given;
	return true;
}

/* "+08:00", "+0800", "-05:30", and where a zone's name stands before it, "+8". */
static bool
read_offset(struct str *text, bool named, int *minutes)
{
	static const struct str MINUS = STR_INIT("\xe2\x88\x92");
	struct str rest = *text;
	int hours, part = 0;
	bool west = date_scan(&rest, STR("-")) || date_scan(&rest, MINUS);
	if (!west && !date_scan(&rest, STR("+")))
		return false;
	struct str behind = rest;
	if (date_scan_digits(&behind, 2, &hours)) {
		rest = behind;
		(void)date_scan(&behind, STR(":"));
		if (date_scan_digits(&behind, 2, &part))
			rest = behind;
		else if (!named)
			return false;
	} else if (!named || !date_scan_digits(&rest, 1, &hours)) {
		return false;
	}
	size_t len;
	if (hours > 14 || part > 59 || date_scan_digit(rest, &len) >= 0)
		return false;
	*text = rest;
	*minutes = (west ? -1 : 1) * (hours * 60 + part);
	return true;
}

bool
date_time_zone(struct str *text, bool exact, int *minutes)
{
	struct str rest = *text;
	date_scan_blanks(&rest);
	(void)date_scan(&rest, STR("("));
	int named = 0;
	size_t len = date_zone_len(rest, &named);
	date_scan_advance(&rest, len);
	bool bare = len == 0 && !exact && str_starts(rest, STR("-"));
	bool offset = !bare && read_offset(&rest, len > 0, minutes);
	if (!offset && len == 0)
		return false;
	if (!offset)
		*minutes = named;
	(void)date_scan(&rest, STR(")"));
	*text = rest;
	return true;
}

/* What may stand between a date and its time. */
static void
skip_to_time(struct str *text)
{
	static const struct str SIGNS[] = {STR_INIT(","), STR_INIT("-"), STR_INIT("|"),
	    STR_INIT("("), STR_INIT(")"), STR_INIT("·"), STR_INIT("–"), STR_INIT("—"),
	    STR_INIT("/"), STR_INIT("."), STR_INIT("，"), STR_INIT("（"), STR_INIT("）")};
	for (;;) {
		size_t word = date_word_len(*text), weekday = date_weekday_len(*text), i = 0;
		while (i < sizeof SIGNS / sizeof *SIGNS && !date_scan(text, SIGNS[i]))
			i++;
		if (i < sizeof SIGNS / sizeof *SIGNS || date_scan_blanks(text))
			continue;
		if (weekday > 0)
			date_scan_advance(text, weekday);
		else if (word > 0 && date_is_time_joint(str_slice(*text, 0, word)))
			date_scan_advance(text, word);
		else
			return;
	}
}

/* Twelve-hour clocks: 12 am is midnight, 12 pm is noon. */
static int
hour_of_half(int hour, bool afternoon)
{
	if (hour > 12)
		return hour;
	return hour % 12 + (afternoon ? 12 : 0);
}

void
date_time_settle(struct date *date, bool zone)
{
	date->has_time = zone && date->hour < 24 && date->minute < 60 && date->second <= 60;
	if (date->second == 60)
		date->second = 59; /* a leap second */
}

/* "CST" and the like, which we cannot place; or, behind a zone, its name: "(China Standard Time)".
 */
static void
skip_zone_name(struct str *text, bool zone)
{
	struct str rest = *text;
	(void)date_scan_blanks(&rest);
	bool bracket = zone && date_scan(&rest, STR("("));
	size_t len = date_word_len(rest);
	if (!bracket && !date_is_abbreviation(str_slice(rest, 0, len)))
		return;
	date_scan_advance(&rest, len);
	while (bracket && (date_scan_blanks(&rest) || date_word_len(rest) > 0))
		date_scan_advance(&rest, date_word_len(rest));
	if (!bracket || date_scan(&rest, STR(")")))
		*text = rest;
}

void
date_time_read(struct str *text, struct date *date)
{
	struct str rest = *text;
	bool afternoon, exact;
	skip_to_time(&rest);
	bool iso = rest.len < text->len && rest.ptr[-1] == 'T';
	size_t half = date_half_len(rest, &afternoon);
	date_scan_advance(&rest, half);
	date_scan_blanks(&rest);
	if (!read_clock(&rest, date, &exact))
		return;
	struct str behind = rest;
	date_scan_blanks(&behind);
	size_t late = half > 0 ? 0 : date_half_len(behind, &afternoon);
	if (late > 0) {
		rest = behind;
		date_scan_advance(&rest, late);
		half = late;
	}
	if (half > 0)
		date->hour = hour_of_half(date->hour, afternoon);
	bool zone = date_time_zone(&rest, exact || iso, &date->offset);
	date_time_settle(date, zone);
	skip_zone_name(&rest, zone);
	*text = rest;
}

bool
date_time_read_clock(struct str *text, struct date *date)
{
	struct str rest = *text;
	bool exact;
	if (!read_clock(&rest, date, &exact))
		return false;
	date_time_settle(date, date_time_zone(&rest, false, &date->offset));
	*text = rest;
	return true;
}
