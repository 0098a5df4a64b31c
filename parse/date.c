/* SPDX-License-Identifier: MIT */
/* date.c - dates as pages write them, in many languages, to RFC 3339 */
#include "parse/date.h"

#include <stdio.h>
#include <string.h>

#include "lib/ascii.h"
#include "lib/timestamp.h"
#include "parse/date_form.h"
#include "parse/date_words.h"
#include "parse/utf8.h"

#define DAY           86400
#define PRINTED_MAX   64 /* room for any date that snprintf can make of these numbers */
#define LABEL_BYTES   64 /* how far before a date its label may begin */
#define EPOCH_SECONDS 10 /* digits: 2001 to 2286 */
#define EPOCH_MILLIS  13

static void
print(const struct date *date, char *out)
{
	int n = snprintf(out, PRINTED_MAX, "%04d-%02d-%02d", date->year, date->month, date->day);
	if (!date->has_time || n <= 0)
		return;
	int offset = date->offset < 0 ? -date->offset : date->offset;
	n += snprintf(out + n, PRINTED_MAX - (size_t)n, "T%02d:%02d:%02d", date->hour, date->minute,
	    date->second);
	if (offset == 0)
		snprintf(out + n, PRINTED_MAX - (size_t)n, "Z");
	else
		snprintf(out + n, PRINTED_MAX - (size_t)n, "%c%02d:%02d",
		    date->offset < 0 ? '-' : '+', offset / 60, offset % 60);
}

/* UTC seconds; false for a day that the calendar does not have. */
static bool
instant(const struct date *date, int64_t *at)
{
	char text[PRINTED_MAX];
	print(date, text);
	return timestamp_read(str_from(text), at);
}

static bool
is_believable(const struct date *date, const struct date_context *context)
{
	int64_t at;
	if (date->year < DATE_FIRST_YEAR || !instant(date, &at))
		return false;
	return context->now == 0 || at <= context->now + DAY;
}

static size_t
character_len(struct str text)
{
	size_t len;
	(void)utf8_decode(text, &len);
	return len < text.len ? len : text.len;
}

/* What may stand around a date in a text that is nothing but one: signs, blanks, known words. */
static size_t
noise_len(struct str text)
{
	static const char *const SIGNS = " \t\r\n\f:|,.()[]-/ \"'";
	static const struct str WIDE[] = {STR_INIT("："), STR_INIT("，"), STR_INIT("。"),
	    STR_INIT("（"), STR_INIT("）"), STR_INIT("【"), STR_INIT("】"), STR_INIT("［"),
	    STR_INIT("］"), STR_INIT("丨"), STR_INIT("｜"), STR_INIT("·"), STR_INIT("•"),
	    STR_INIT("–"), STR_INIT("—"), STR_INIT("　"), STR_INIT("\xc2\xa0")};
	enum date_label label;
	if (text.ptr[0] != '\0' && strchr(SIGNS, text.ptr[0]))
		return 1;
	for (size_t i = 0; i < sizeof WIDE / sizeof *WIDE; i++) {
		if (str_starts(text, WIDE[i]))
			return WIDE[i].len;
	}
	size_t len = date_label_len(text, &label);
	if (len > 0 && label == DATE_OF_OTHER)
		return 0;
	if (len == 0)
		len = date_weekday_len(text);
	return len > 0 ? len : date_filler_len(text);
}

static bool
is_noise(struct str text)
{
	size_t len;
	while (text.len > 0 && (len = noise_len(text)) > 0)
		text = str_slice(text, len, text.len);
	return text.len == 0;
}

static bool
read_at(struct str text, const struct date_context *context, bool compact, struct date *out,
    size_t *len)
{
	struct date date;
	if (!date_form(text, context->language, compact, &date, len))
		return false;
	if (!date.has_time)
		date.hour = date.minute = date.second = date.offset = 0;
	if (!is_believable(&date, context))
		return false;
	*out = date;
	return true;
}

/* The text up to its last digit: no date is written without one, and most lines have none. */
static size_t
end_of_digits(struct str text)
{
	size_t end = text.len;
	while (end > 0 && !ascii_is_digit(text.ptr[end - 1]) && text.ptr[end - 1] != '\xef')
		end--; /* EF begins U+FF10-FF19 */
	return end;
}

bool
date_read(struct str text, const struct date_context *context, struct date *out)
{
	struct date date;
	const char *end = text.ptr + end_of_digits(text);
	while (text.ptr < end) {
		size_t len;
		if (read_at(text, context, true, &date, &len)) {
			if (!is_noise(str_slice(text, len, text.len)))
				return false;
			*out = date;
			return true;
		}
		len = noise_len(text);
		if (len == 0)
			return false;
		text = str_slice(text, len, text.len);
	}
	return false;
}

/* The calendar's day of a point in time. */
static bool
from_instant(int64_t at, struct date *out)
{
	char text[TIMESTAMP_LEN + 1];
	size_t len;
	timestamp_print(at, text);
	return date_form(str_from(text), (struct str){NULL, 0}, false, out, &len);
}

bool
date_read_epoch(struct str digits, const struct date_context *context, struct date *out)
{
	unsigned long long value;
	struct date date;
	if ((digits.len != EPOCH_SECONDS && digits.len != EPOCH_MILLIS) ||
	    !str_to_uint(digits, &value))
		return false;
	if (digits.len == EPOCH_MILLIS)
		value /= 1000;
	if (!from_instant((int64_t)value, &date) || !is_believable(&date, context))
		return false;
	*out = date;
	return true;
}

/* Whether a number that stands at `at` is one of its own, not the end of another. */
static bool
begins_number(struct str text, size_t at)
{
	if (at == 0)
		return true;
	char before = text.ptr[at - 1];
	if (ascii_is_alnum(before))
		return false;
	if (at == 1 || before == '\0' || !strchr("-./:_", before))
		return true;
	char further = text.ptr[at - 2];
	return before == ':' || before == '/' ? !ascii_is_digit(further) : !ascii_is_alnum(further);
}

/* The last label between the number before a date and the date. */
static enum date_label
label_before(struct str text, size_t date_at)
{
	enum date_label label = DATE_UNLABELLED, found = DATE_UNLABELLED;
	size_t from = date_at;
	while (from > 0 && date_at - from < LABEL_BYTES && !ascii_is_digit(text.ptr[from - 1]) &&
	       text.ptr[from - 1] != '\n')
		from--;
	/* Not in the middle of a character, nor of a word. */
	while (from < date_at && ((unsigned char)text.ptr[from] & 0xc0) == 0x80)
		from++;
	if (date_at - from >= LABEL_BYTES)
		from += date_word_len(str_slice(text, from, date_at));
	while (from < date_at) {
		struct str rest = str_slice(text, from, date_at);
		size_t len = date_label_len(rest, &found);
		if (len > 0)
			label = found;
		else
			len = date_word_len(rest);
		from += len > 0 ? len : character_len(rest);
	}
	return label;
}

/* A label right behind: "2024-03-19 发布", unless it is that of a next date. */
static enum date_label
label_behind(struct str rest)
{
	enum date_label label;
	struct date next;
	rest = str_trim(rest);
	size_t len = date_label_len(rest, &label);
	if (len == 0)
		return DATE_UNLABELLED;
	while (len > 0) {
		rest = str_slice(rest, len, rest.len);
		if (date_form(rest, (struct str){NULL, 0}, false, &next, &len))
			return DATE_UNLABELLED;
		len = rest.len > 0 ? noise_len(rest) : 0;
	}
	return label;
}

/* Whether a digit stands within the next few signs: behind the name of a month one must. */
static bool
digit_is_near(struct str rest)
{
	for (size_t i = 0; i < rest.len && i < 4; i++) {
		if (ascii_is_digit(rest.ptr[i]))
			return true;
	}
	return false;
}

/* Whether a date may begin here; *step is how far the next place to look is. */
static bool
may_begin(struct str text, size_t at, size_t *step)
{
	struct str rest = str_slice(text, at, text.len);
	int unused;
	*step = date_word_len(rest);
	if (*step > 0)
		return digit_is_near(str_slice(rest, *step, rest.len)) &&
		       date_month(str_slice(rest, 0, *step)) > 0;
	*step = character_len(rest);
	if (!ascii_is_digit(rest.ptr[0]))
		return str_starts(rest, STR("\xef\xbc")) || date_era_len(rest, &unused) > 0;
	while (*step < rest.len && ascii_is_digit(rest.ptr[*step]))
		++*step;
	return begins_number(text, at);
}

bool
date_find(struct str text, const struct date_context *context, struct date_found *out)
{
	size_t at = 0, step, len, end = end_of_digits(text);
	while (at < end) {
		struct date date;
		if (may_begin(text, at, &step) &&
		    read_at(str_slice(text, at, text.len), context, false, &date, &len)) {
			enum date_label label = label_before(text, at);
			if (label == DATE_UNLABELLED)
				label = label_behind(str_slice(text, at + len, text.len));
			*out = (struct date_found){date, label, at, at + len};
			return true;
		}
		at += step;
	}
	return false;
}

struct str
date_print(struct arena *arena, const struct date *date)
{
	char text[PRINTED_MAX];
	print(date, text);
	return arena_copy(arena, str_from(text));
}

int64_t
date_instant(const struct date *date)
{
	int64_t at = 0;
	return instant(date, &at) ? at : 0;
}

struct date
date_at(int64_t at, int offset)
{
	struct date date = {0};
	if (from_instant(at + (int64_t)offset * 60, &date))
		date.offset = offset;
	return date;
}

int
date_compare(const struct date *a, const struct date *b)
{
	int64_t first = 0, second = 0;
	bool both = instant(a, &first) && instant(b, &second);
	return both ? (first > second) - (first < second) : 0;
}
