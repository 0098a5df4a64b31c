/* SPDX-License-Identifier: MIT */
/* date_form.c - one date at one place of a text, in any of the forms that pages use
 *
 * A form is a pattern; its letters mean
 *
 *   Y  a year of four digits         N  the name of a month
 *   y  a year of two                 E  an era and its year (令和6)
 *   M  a month, D a day in digits    A, B  day and month, or month and day: see `order`;
 *                                    a, b  the same in two digits each
 *   o  the ending of an ordinal      T  a time of the day
 *   ~  blanks, dots, commas, hyphens and words like "de"; at least one, or none before a letter
 *   _  blanks, or none
 *
 * and every other character itself.  The first form that fits is taken.
 */
#include "parse/date_form.h"

#include <string.h>

#include "lib/ascii.h"
#include "parse/date_scan.h"
#include "parse/date_time.h"
#include "parse/date_words.h"
#include "parse/utf8.h"

static const char *const FORMS[] = {
    "Y_年_M_月_D_日",
    "Y_年_M_月_D_号",
    "Y_年_M_月_D_號",
    "Y_년_M_월_D_일",
    "E_年_M_月_D_日",
    "Y-M-D",
    "Y/M/D",
    "Y._M._D",
    "Y年M月D",
    "Y~N~D",
    "Do~N~Y",
    "N~Do~Y",
    "N~D~T~Y",
    "D_th\xc3\xa1ng_M_n\xc4\x83m_Y",
    "D_th\xc3\xa1ng_M,_Y",
    "A._B._Y",
    "A/B/Y",
    "A-B-Y",
    "a.b.y",
};

/* Behind these a number is not a date's last part: 1/2/2024/5, 2024.1.2.3, 2024-01-02-3. */
#define JOINING "-/."

struct reading {
	struct str rest; /* what was not read yet */
	struct date date;
	int first, second; /* A and B */
	char separator;    /* between them */
	bool short_year;
};

static void
skip_ordinal(struct str *text)
{
	static const struct str ENDINGS[] = {STR_INIT("st"), STR_INIT("nd"), STR_INIT("rd"),
	    STR_INIT("th"), STR_INIT("er"), STR_INIT("º"), STR_INIT("ª"), STR_INIT("°"),
	    STR_INIT("-го")};
	for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++) {
		struct str rest = *text;
		if (date_scan(&rest, ENDINGS[i]) && date_word_len(rest) == 0) {
			*text = rest;
			return;
		}
	}
}

/* '~': at least something, unless a letter begins where digits end ("3March"). */
static bool
skip_joints(struct str *text)
{
	struct str before = *text;
	for (;;) {
		size_t word = date_word_len(*text);
		if (word > 0 && text->len < before.len && date_is_joint(str_slice(*text, 0, word)))
			date_scan_advance(text, word);
		else if (!date_scan_blanks(text) && !date_scan(text, STR(".")) &&
			 !date_scan(text, STR(",")) && !date_scan(text, STR("-")) &&
			 !date_scan(text, STR("/")))
			break;
	}
	return text->len < before.len || date_word_len(*text) > 0;
}

static bool
read_month_name(struct str *text, int *out)
{
	size_t len = date_word_len(*text);
	int month = date_month(str_slice(*text, 0, len));
	if (month == 0)
		return false;
	date_scan_advance(text, len);
	*out = month;
	return true;
}

static bool
read_era(struct str *text, int *year)
{
	int before_first, n;
	struct str rest = *text;
	size_t len = date_era_len(rest, &before_first);
	if (len == 0)
		return false;
	date_scan_advance(&rest, len);
	date_scan_blanks(&rest);
	if (date_scan(&rest, STR("元")))
		n = 1;
	else if (!date_scan_number(&rest, 1, 3, &n))
		return false;
	*text = rest;
	*year = before_first + n;
	return true;
}

enum order { ORDER_UNKNOWN, ORDER_DAY_FIRST, ORDER_MONTH_FIRST };

/*
 * What the page's language tells of 03/04/2024.  American English puts the month first; English of
 * no country says nothing, nor do languages that put the year first.
 */
static enum order
order_of_language(struct str language)
{
	static const char *const SILENT[] = {"zh", "ja", "ko", "en", NULL};
	if (language.len < 2)
		return ORDER_UNKNOWN;
	if (str_starts_nocase(language, STR("en-US")) || str_starts_nocase(language, STR("en_US")))
		return ORDER_MONTH_FIRST;
	for (size_t i = 0; SILENT[i]; i++) {
		bool english_of_a_country = SILENT[i][0] == 'e' && language.len > 2;
		if (str_starts_nocase(language, str_from(SILENT[i])) && !english_of_a_country)
			return ORDER_UNKNOWN;
	}
	return ORDER_DAY_FIRST;
}

/* Puts A and B in their places; false when nobody knows which is which. */
static bool
order(struct reading *reading, struct str language)
{
	int a = reading->first, b = reading->second;
	enum order order = order_of_language(language);
	if (reading->short_year && order != ORDER_DAY_FIRST)
		return false;
	if (order == ORDER_UNKNOWN && reading->separator == '.')
		order = ORDER_DAY_FIRST; /* nobody else writes dots */
	if (a == b || a > 12)
		order = ORDER_DAY_FIRST;
	else if (b > 12)
		order = ORDER_MONTH_FIRST;
	if (order == ORDER_UNKNOWN)
		return false;
	reading->date.day = order == ORDER_DAY_FIRST ? a : b;
	reading->date.month = order == ORDER_DAY_FIRST ? b : a;
	return true;
}

/* One letter of a form. */
static bool
read_part(struct reading *reading, char part)
{
	struct str *rest = &reading->rest;
	struct date *date = &reading->date;
	switch (part) {
	case 'Y':
		return date_scan_number(rest, 4, 4, &date->year);
	case 'y':
		reading->short_year = true;
		return date_scan_number(rest, 2, 2, &date->year);
	case 'M':
		return date_scan_number(rest, 1, 2, &date->month);
	case 'D':
		return date_scan_number(rest, 1, 2, &date->day);
	case 'A':
		return date_scan_number(rest, 1, 2, &reading->first);
	case 'B':
		return date_scan_number(rest, 1, 2, &reading->second);
	case 'a':
		return date_scan_number(rest, 2, 2, &reading->first);
	case 'b':
		return date_scan_number(rest, 2, 2, &reading->second);
	case 'N':
		return read_month_name(rest, &date->month);
	case 'E':
		return read_era(rest, &date->year);
	case 'T':
		return date_time_read_clock(rest, date);
	case 'o':
		skip_ordinal(rest);
		return true;
	case '~':
		return skip_joints(rest);
	case '_':
		date_scan_blanks(rest);
		return true;
	default:
		if (strchr("./-", part))
			reading->separator = part;
		return date_scan(rest, (struct str){&part, 1});
	}
}

static bool
read_form(struct reading *reading, const char *form)
{
	for (const char *part = form; *part; part++) {
		if (!read_part(reading, *part))
			return false;
	}
	return true;
}

/* A number that goes on is none of ours: 2024/3/195, 1.2.2024.5; behind 日 there is no number. */
static bool
ends_here(struct str text, struct str rest)
{
	size_t len;
	if (!ascii_is_digit(text.ptr[text.len - rest.len - 1]))
		return true;
	if (date_scan_digit(rest, &len) >= 0)
		return false;
	if (rest.len < 2 || rest.ptr[0] == '\0' || !strchr(JOINING, rest.ptr[0]))
		return true;
	return date_scan_digit(str_slice(rest, 1, rest.len), &len) < 0;
}

/* 20240319, 20240319202627, 20240319T202627Z */
static bool
read_compact(struct reading *reading)
{
	struct date *date = &reading->date;
	struct str *rest = &reading->rest, behind;
	if (!date_scan_digits(rest, 4, &date->year) || !date_scan_digits(rest, 2, &date->month) ||
	    !date_scan_digits(rest, 2, &date->day))
		return false;
	behind = *rest;
	(void)date_scan(&behind, STR("T"));
	if (date_scan_digits(&behind, 2, &date->hour) &&
	    date_scan_digits(&behind, 2, &date->minute)) {
		(void)date_scan_digits(&behind, 2, &date->second);
		date_time_settle(date, date_time_zone(&behind, true, &date->offset));
		*rest = behind;
	}
	return true;
}

bool
date_form(struct str text, struct str language, bool compact, struct date *out, size_t *len)
{
	for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++) {
		struct reading reading = {.rest = text};
		if (!read_form(&reading, FORMS[i]) || !ends_here(text, reading.rest))
			continue;
		if (reading.first > 0 && !order(&reading, language))
			continue;
		if (reading.short_year)
			reading.date.year += 2000;
		if (!strchr(FORMS[i], 'T'))
			date_time_read(&reading.rest, &reading.date);
		*out = reading.date;
		*len = text.len - reading.rest.len;
		return true;
	}
	struct reading reading = {.rest = text};
	if (!compact || !read_compact(&reading) || !ends_here(text, reading.rest))
		return false;
	*out = reading.date;
	*len = text.len - reading.rest.len;
	return true;
}
