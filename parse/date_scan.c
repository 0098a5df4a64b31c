/* SPDX-License-Identifier: MIT */
/* date_scan.c - what the readers of dates and times take off the front of a text */
#include "parse/date_scan.h"

#include "lib/ascii.h"

void
date_scan_advance(struct str *text, size_t len)
{
	*text = str_slice(*text, len, text->len);
}

bool
date_scan(struct str *text, struct str what)
{
	if (!str_starts(*text, what))
		return false;
	date_scan_advance(text, what.len);
	return true;
}

static size_t
blank_len(struct str text)
{
	static const struct str BLANKS[] = {STR_INIT("\xc2\xa0"), STR_INIT("\xe3\x80\x80"),
	    STR_INIT("\xe2\x80\xaf"), STR_INIT("\xe2\x80\x82"), STR_INIT("\xe2\x80\x83"),
	    STR_INIT("\xe2\x80\x89"), STR_INIT("\xe2\x80\x8b")};
	if (text.len > 0 && ascii_is_space(text.ptr[0]))
		return 1;
	for (size_t i = 0; i < sizeof BLANKS / sizeof *BLANKS; i++) {
		if (str_starts(text, BLANKS[i]))
			return BLANKS[i].len;
	}
	return 0;
}

bool
date_scan_blanks(struct str *text)
{
	size_t len, before = text->len;
	while ((len = blank_len(*text)) > 0)
		date_scan_advance(text, len);
	return text->len < before;
}

int
date_scan_digit(struct str text, size_t *len)
{
	*len = 1;
	if (text.len > 0 && ascii_is_digit(text.ptr[0]))
		return text.ptr[0] - '0';
	*len = 3;
	if (text.len >= 3 && str_starts(text, STR("\xef\xbc")) &&
	    (unsigned char)text.ptr[2] >= 0x90 && (unsigned char)text.ptr[2] <= 0x99)
		return (unsigned char)text.ptr[2] - 0x90;
	return -1;
}

bool
date_scan_number(struct str *text, int least, int most, int *out)
{
	struct str rest = *text;
	int value = 0, n = 0, digit;
	size_t len;
	while (n <= most && (digit = date_scan_digit(rest, &len)) >= 0) {
		value = value * 10 + digit;
		date_scan_advance(&rest, len);
		n++;
	}
	if (n < least || n > most)
		return false;
	*text = rest;
	*out = value;
	return true;
}

bool
date_scan_digits(struct str *text, int n, int *out)
{
	struct str rest = *text;
	int value = 0;
	size_t len;
	for (; n > 0; n--) {
		int digit = date_scan_digit(rest, &len);
		if (digit < 0)
			return false;
		value = value * 10 + digit;
		date_scan_advance(&rest, len);
	}
	*text = rest;
	*out = value;
	return true;
}
