/* SPDX-License-Identifier: MIT */
/* selector_scan.c - the characters of a selector: names, strings, numbers, escapes (CSS Syntax 3)
 */
#include "parse/selector_scan.h"

#include "lib/ascii.h"
#include "lib/unicode.h"

#define ESCAPE_DIGITS 6          /* of one code point */
#define MOST_NUMBER   1000000000 /* larger ones select nothing more */

static char
peek_at(const struct selector_scan *scan, size_t ahead)
{
	size_t at = scan->at + ahead;
	if (at >= scan->text.len)
		return '\0';
	return scan->text.ptr[at] == '\0' ? '\x01' : scan->text.ptr[at];
}

char
selector_scan_peek(const struct selector_scan *scan)
{
	return peek_at(scan, 0);
}

bool
selector_scan_take(struct selector_scan *scan, char c)
{
	if (peek_at(scan, 0) != c)
		return false;
	scan->at++;
	return true;
}

bool
selector_scan_space(struct selector_scan *scan)
{
	bool space = false;
	for (;;) {
		if (ascii_is_space(peek_at(scan, 0))) {
			space = true;
			scan->at++;
		} else if (peek_at(scan, 0) == '/' && peek_at(scan, 1) == '*') {
			struct str rest = str_slice(scan->text, scan->at + 2, scan->text.len);
			size_t end = str_find(rest, STR("*/"));
			scan->at = end == STR_NOT_FOUND ? scan->text.len : scan->at + 2 + end + 2;
		} else {
			return space;
		}
	}
}

static bool
is_escape(const struct selector_scan *scan, size_t ahead)
{
	char next = peek_at(scan, ahead + 1);
	return peek_at(scan, ahead) == '\\' && next != '\0' && next != '\n' && next != '\r' &&
	       next != '\f';
}

static bool
starts_name(char c)
{
	return ascii_is_alpha(c) || c == '_' || (unsigned char)c >= 0x80;
}

bool
selector_scan_at_name(const struct selector_scan *scan)
{
	size_t dash = peek_at(scan, 0) == '-';
	if (dash && peek_at(scan, 1) == '-')
		return true;
	return starts_name(peek_at(scan, dash)) || is_escape(scan, dash);
}

/* Takes an escape and writes what it stands for; its length. */
static size_t
take_escape(struct selector_scan *scan, char *out)
{
	uint32_t c = 0;
	size_t digits = 0;
	scan->at++;
	while (digits < ESCAPE_DIGITS && ascii_hex(peek_at(scan, 0)) >= 0) {
		c = c * 16 + (uint32_t)ascii_hex(peek_at(scan, 0));
		scan->at++;
		digits++;
	}
	if (digits == 0) {
		size_t from = scan->at;
		c = unicode_next(scan->text, &scan->at);
		return unicode_put(out, scan->text.ptr[from] == '\0' ? UNICODE_REPLACEMENT : c);
	}
	if (peek_at(scan, 0) == '\r' && peek_at(scan, 1) == '\n')
		scan->at++;
	if (ascii_is_space(peek_at(scan, 0)))
		scan->at++;
	if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		c = UNICODE_REPLACEMENT;
	return unicode_put(out, c);
}

/* Room for all that can come: an escape of two bytes may become three (U+FFFD). */
static char *
make_room(struct selector_scan *scan)
{
	return arena_alloc(scan->arena, 2 * (scan->text.len - scan->at) + UNICODE_MAX_BYTES + 1);
}

bool
selector_scan_name(struct selector_scan *scan, struct str *out)
{
	if (!selector_scan_at_name(scan))
		return false;
	char *name = make_room(scan);
	size_t len = 0;
	for (;;) {
		char c = peek_at(scan, 0);
		if (starts_name(c) || ascii_is_digit(c) || c == '-') {
			name[len++] = c;
			scan->at++;
		} else if (is_escape(scan, 0)) {
			len += take_escape(scan, name + len);
		} else {
			break;
		}
	}
	*out = (struct str){name, len};
	return true;
}

bool
selector_scan_string(struct selector_scan *scan, struct str *out)
{
	size_t from = scan->at;
	char quote = peek_at(scan, 0);
	if (quote != '"' && quote != '\'')
		return false;
	char *string = make_room(scan);
	size_t len = 0;
	scan->at++;
	while (!selector_scan_take(scan, quote)) {
		char c = peek_at(scan, 0);
		if (c == '\0' || c == '\n' || c == '\r' || c == '\f' ||
		    (c == '\\' && !is_escape(scan, 0))) {
			scan->at = from;
			return false;
		}
		if (c == '\\')
			len += take_escape(scan, string + len);
		else
			string[len++] = scan->text.ptr[scan->at++];
	}
	*out = (struct str){string, len};
	return true;
}

/* A sign or none. */
static int64_t
take_sign(struct selector_scan *scan)
{
	if (selector_scan_take(scan, '-'))
		return -1;
	selector_scan_take(scan, '+');
	return 1;
}

static bool
take_number(struct selector_scan *scan, int64_t *out)
{
	int64_t value = 0;
	if (!ascii_is_digit(peek_at(scan, 0)))
		return false;
	while (ascii_is_digit(peek_at(scan, 0))) {
		value = value * 10 + (peek_at(scan, 0) - '0');
		value = value < MOST_NUMBER ? value : MOST_NUMBER;
		scan->at++;
	}
	*out = value;
	return true;
}

static bool
take_word(struct selector_scan *scan, struct str word)
{
	struct str rest = str_slice(scan->text, scan->at, scan->text.len);
	if (!str_starts_nocase(rest, word))
		return false;
	scan->at += word.len;
	return true;
}

/* What follows the n: "+ 1", "-1", or nothing. */
static bool
take_offset(struct selector_scan *scan, int64_t *b)
{
	size_t from = scan->at;
	*b = 0;
	selector_scan_space(scan);
	if (peek_at(scan, 0) != '+' && peek_at(scan, 0) != '-') {
		scan->at = from;
		return true;
	}
	int64_t sign = take_sign(scan);
	selector_scan_space(scan);
	if (!take_number(scan, b))
		return false;
	*b *= sign;
	return true;
}

bool
selector_scan_nth(struct selector_scan *scan, int64_t *a, int64_t *b)
{
	*a = 2;
	*b = 1;
	if (take_word(scan, STR("odd")))
		return true;
	*b = 0;
	if (take_word(scan, STR("even")))
		return true;
	int64_t sign = take_sign(scan), number = 1;
	bool has_number = take_number(scan, &number);
	if (take_word(scan, STR("n"))) {
		*a = sign * number;
		return take_offset(scan, b);
	}
	*a = 0;
	*b = sign * number;
	return has_number;
}
