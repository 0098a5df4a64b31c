/* SPDX-License-Identifier: MIT */
/* json.c - strict JSON (RFC 8259): a door for lines of others, and strings for our own */
#include "lib/json.h"

#include <json-c/json.h>
#include <limits.h>
#include <stdint.h>
#include <string.h>

#include "lib/ascii.h"
#include "lib/limits.h"
#include "lib/unicode.h"

#define EACH(byte) (0x0101010101010101u * (byte)) /* in all eight bytes of a word */

/* Whether one of eight bytes is below `low` (at most 0x80); bytes from 0x80 up are not. */
static uint64_t
has_below(uint64_t word, uint64_t low)
{
	return (word - EACH(1) * low) & ~word & EACH(0x80);
}

/* Eight at a time, because nearly all do. */
size_t
json_plain_run(const char *ptr, size_t len)
{
	size_t n = 0;
	for (; n + 8 <= len; n += 8) {
		uint64_t word;
		memcpy(&word, ptr + n, sizeof word);
		if (has_below(word, 0x20) | has_below(word ^ EACH('"'), 1) |
		    has_below(word ^ EACH('\\'), 1) | has_below(word ^ EACH(0x7F), 1))
			break;
	}
	for (; n < len; n++) {
		unsigned char c = (unsigned char)ptr[n];
		if (c < 0x20 || c == '"' || c == '\\' || c == 0x7F)
			break;
	}
	return n;
}

/* The code unit of the four digits after `\u`, or -1. */
static int
code_unit(struct str text, size_t at)
{
	int unit = 0;
	if (at + 4 > text.len)
		return -1;
	for (size_t i = 0; i < 4; i++) {
		int digit = ascii_hex(text.ptr[at + i]);
		if (digit < 0)
			return -1;
		unit = unit * 16 + digit;
	}
	return unit;
}

/* Looks at one escape at text[*at] == '\\' and moves past it; NULL when it is fine. */
static const char *
check_escape(struct str text, size_t *at)
{
	char kind = *at + 1 < text.len ? text.ptr[*at + 1] : '\0';
	if (kind != 'u') {
		*at += 2;
		return NULL; /* the parser refuses the unknown ones */
	}
	int unit = code_unit(text, *at + 2);
	*at += 6;
	if (unit == 0)
		return "a NUL character in a string";
	if (unit >= 0xDC00 && unit <= 0xDFFF)
		return "a lone surrogate in a string";
	if (unit < 0xD800 || unit > 0xDBFF)
		return NULL;
	bool escaped = *at + 1 < text.len && text.ptr[*at] == '\\' && text.ptr[*at + 1] == 'u';
	int low = escaped ? code_unit(text, *at + 2) : -1;
	if (low < 0xDC00 || low > 0xDFFF)
		return "a lone surrogate in a string";
	*at += 6;
	return NULL;
}

/* What json-c 0.16 lets through although RFC 8259 does not: a number such as 01, 1., .5 or -. */
static bool
number_is_strict(struct str text, size_t *at)
{
	size_t i = *at;
	if (text.ptr[i] == '-')
		i++;
	size_t digits = i;
	while (i < text.len && ascii_is_digit(text.ptr[i]))
		i++;
	if (i == digits || (text.ptr[digits] == '0' && i > digits + 1))
		return false;
	if (i < text.len && text.ptr[i] == '.') {
		size_t fraction = ++i;
		while (i < text.len && ascii_is_digit(text.ptr[i]))
			i++;
		if (i == fraction)
			return false;
	}
	if (i < text.len && ascii_lower(text.ptr[i]) == 'e') {
		i++;
		if (i < text.len && (text.ptr[i] == '+' || text.ptr[i] == '-'))
			i++;
		size_t exponent = i;
		while (i < text.len && ascii_is_digit(text.ptr[i]))
			i++;
		if (i == exponent)
			return false;
	}
	*at = i;
	return true;
}

/* Moves past the string that starts after its quote at text[*at]; NULL when it is fine. */
static const char *
check_string(struct str text, size_t *at)
{
	for (;;) {
		*at += json_plain_run(text.ptr + *at, text.len - *at);
		if (*at >= text.len || text.ptr[*at] == '"')
			break;
		if ((unsigned char)text.ptr[*at] < 0x20)
			return "a raw control character in a string";
		if (text.ptr[*at] != '\\') {
			++*at; /* DEL */
			continue;
		}
		const char *wrong = check_escape(text, at);
		if (wrong)
			return wrong;
		if (*at > text.len)
			*at = text.len;
	}
	++*at;
	return NULL;
}

/* What RFC 8259 or we refuse and json-c does not; json-c sees the rest. */
static const char *
check_door(struct str text)
{
	for (size_t i = 0; i < text.len;) {
		char c = text.ptr[i];
		if (c == '"') {
			i++;
			const char *wrong = check_string(text, &i);
			if (wrong)
				return wrong;
		} else if (ascii_is_digit(c) || c == '-') {
			if (!number_is_strict(text, &i))
				return "a number that JSON does not know";
		} else if (c == '+' || c == '.' || c == 'N' || c == 'I' || c == '/' || c == '\'') {
			return "not JSON";
		} else if ((unsigned char)c < 0x20 && c != '\t' && c != '\r' && c != '\n') {
			return "a control character";
		} else {
			i++;
		}
	}
	return NULL;
}

bool
json_read(struct str text, struct json_object **out, const char **why)
{
	const char *wrong = text.len > INT_MAX        ? "too long"
			    : !unicode_is_valid(text) ? "not UTF-8"
						      : check_door(text);
	if (wrong) {
		*why = wrong;
		return false;
	}
	struct json_tokener *tokener = json_tokener_new_ex(LIMIT_JSON_DEPTH);
	if (!tokener) {
		*why = "out of memory";
		return false;
	}
	json_tokener_set_flags(tokener, JSON_TOKENER_STRICT); /* the door has seen the UTF-8 */
	struct json_object *value = json_tokener_parse_ex(tokener, text.ptr, (int)text.len);
	enum json_tokener_error error = json_tokener_get_error(tokener);
	if (error == json_tokener_continue) /* a bare number ends only with what follows it */
		value = json_tokener_parse_ex(tokener, "", 1),
		error = json_tokener_get_error(tokener);
	json_tokener_free(tokener);
	if (error != json_tokener_success) {
		json_object_put(value);
		*why = error == json_tokener_continue ? "ends in the middle"
						      : json_tokener_error_desc(error);
		return false;
	}
	*out = value;
	return true;
}

static bool
write_plain(struct buf *out, struct str s)
{
	if (!buf_reserve(out, s.len + 2))
		return false;
	char *to = out->ptr + out->len;
	*to++ = '"';
	if (s.len > 0)
		memcpy(to, s.ptr, s.len);
	memcpy(to + s.len, "\"", 2);
	out->len += s.len + 2;
	return true;
}

static void
write_escape(struct buf *out, char c)
{
	static const char short_escapes[] = "\b\t\n\f\r\"\\";
	static const char letters[] = "btnfr\"\\";
	size_t at = str_find_char(STR(short_escapes), c);
	if (at != STR_NOT_FOUND)
		buf_addf(out, "\\%c", letters[at]);
	else
		buf_addf(out, "\\u%04x", (unsigned char)c);
}

bool
json_write_string(struct buf *out, struct str s)
{
	size_t n = json_plain_run(s.ptr, s.len);
	if (n == s.len)
		return write_plain(out, s);
	buf_add_char(out, '"');
	for (; n < s.len; n = json_plain_run(s.ptr, s.len)) {
		buf_add(out, s.ptr, n);
		write_escape(out, s.ptr[n]);
		s = str_slice(s, n + 1, s.len);
	}
	buf_add(out, s.ptr, n);
	return buf_add_char(out, '"');
}
