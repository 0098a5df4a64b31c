/* SPDX-License-Identifier: MIT */
/* json_in.c - a strict reader of JSON (RFC 8259) that builds no tree: values are asked for in turn
 */
#include "lib/json_in.h"

#include <string.h>

#include "lib/ascii.h"
#include "lib/json.h"
#include "lib/limits.h"
#include "lib/unicode.h"

/* Says what is wrong; the first thing counts. */
static bool
refuse(struct json_in *in, const char *why)
{
	if (!in->wrong)
		in->wrong = why;
	in->at = in->end;
	return false;
}

void
json_in_start(struct json_in *in, struct str text, struct arena *arena)
{
	*in = (struct json_in){text.ptr, text.ptr + text.len, arena, NULL, 0};
	if (!text.ptr)
		in->at = in->end = "";
	else if (!unicode_is_valid(text))
		refuse(in, "not UTF-8");
}

char
json_in_next(struct json_in *in)
{
	while (in->at < in->end &&
	       (*in->at == ' ' || *in->at == '\t' || *in->at == '\n' || *in->at == '\r'))
		in->at++;
	return in->at < in->end ? *in->at : '\0';
}

/* ---- strings ---- */

/* The code unit of the four digits at `at`, or -1. */
static int
code_unit(const char *at, const char *end)
{
	int unit = 0;
	if (end - at < 4)
		return -1;
	for (int i = 0; i < 4; i++) {
		int digit = ascii_hex(at[i]);
		if (digit < 0)
			return -1;
		unit = unit * 16 + digit;
	}
	return unit;
}

static char *
put_utf8(char *to, unsigned code)
{
	if (code < 0x80) {
		*to++ = (char)code;
	} else if (code < 0x800) {
		*to++ = (char)(0xC0 | code >> 6);
		*to++ = (char)(0x80 | (code & 0x3F));
	} else if (code < 0x10000) {
		*to++ = (char)(0xE0 | code >> 12);
		*to++ = (char)(0x80 | (code >> 6 & 0x3F));
		*to++ = (char)(0x80 | (code & 0x3F));
	} else {
		*to++ = (char)(0xF0 | code >> 18);
		*to++ = (char)(0x80 | (code >> 12 & 0x3F));
		*to++ = (char)(0x80 | (code >> 6 & 0x3F));
		*to++ = (char)(0x80 | (code & 0x3F));
	}
	return to;
}

/* The escape "\uXXXX", a pair of them for what is beyond 16 bits; in->at is at the first digit. */
static bool
read_code(struct json_in *in, char **to)
{
	int unit = code_unit(in->at, in->end);
	if (unit < 0)
		return refuse(in, "an escape that JSON does not know");
	if (unit == 0)
		return refuse(in, "a NUL character in a string");
	in->at += 4;
	unsigned code = (unsigned)unit;
	if (unit >= 0xD800 && unit <= 0xDFFF) {
		bool escaped = in->end - in->at >= 6 && in->at[0] == '\\' && in->at[1] == 'u';
		int low = escaped && unit <= 0xDBFF ? code_unit(in->at + 2, in->end) : -1;
		if (low < 0xDC00 || low > 0xDFFF)
			return refuse(in, "a lone surrogate in a string");
		code = 0x10000u + ((unsigned)unit - 0xD800u) * 0x400u + ((unsigned)low - 0xDC00u);
		in->at += 6;
	}
	*to = put_utf8(*to, code);
	return true;
}

/* What follows a backslash. */
static bool
read_escape(struct json_in *in, char **to)
{
	static const char letters[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
	char c = in->at < in->end ? *in->at++ : '\0';
	if (c == 'u')
		return read_code(in, to);
	const char *found = c ? strchr(letters, c) : NULL;
	if (!found)
		return refuse(in, "an escape that JSON does not know");
	*(*to)++ = values[found - letters];
	return true;
}

/* The string's bytes from the one after its opening quote to its closing one, escapes undone into
 * `to`, which has room for as many; NULL: they are only looked at. */
static bool
read_characters(struct json_in *in, char *to, size_t *len)
{
	char *start = to, four[4];
	for (;;) {
		size_t n = json_plain_run(in->at, (size_t)(in->end - in->at));
		if (to) {
			memcpy(to, in->at, n);
			to += n;
		}
		in->at += n;
		if (in->at == in->end)
			return refuse(in, "ends in the middle");
		char c = *in->at++, *aside = four;
		if (c == '"')
			break;
		if ((unsigned char)c < 0x20)
			return refuse(in, "a raw control character in a string");
		if (c == '\\' && !read_escape(in, to ? &to : &aside))
			return false;
		if (c == 0x7F && to)
			*to++ = c;
	}
	*len = to ? (size_t)(to - start) : 0;
	return true;
}

bool
json_in_string(struct json_in *in, struct str *out)
{
	if (json_in_next(in) != '"')
		return false;
	const char *from = ++in->at;
	size_t len = json_plain_run(from, (size_t)(in->end - from));
	if (from + len < in->end && from[len] == '"') { /* nearly all */
		in->at = from + len + 1;
		*out = arena_copy(in->arena, (struct str){from, len});
		return true;
	}
	/* With escapes it is no longer than it is written: the closing quote is looked for first.
	 */
	size_t none;
	if (!read_characters(in, NULL, &none))
		return false;
	char *text = arena_take(in->arena, (size_t)(in->at - from) + 1);
	in->at = from;
	if (!read_characters(in, text, &len))
		return false;
	text[len] = '\0';
	*out = (struct str){text, len};
	return true;
}

/* ---- other values ---- */

static const char *
after_digits(const char *at, const char *end)
{
	while (at < end && ascii_is_digit(*at))
		at++;
	return at;
}

/* The number at in->at, which is not moved: where it ends, and whether it is an integer. */
static const char *
end_of_number(const struct json_in *in, bool *is_int)
{
	const char *at = in->at, *end = in->end;
	*is_int = true;
	if (at < end && *at == '-')
		at++;
	const char *digits = at;
	at = after_digits(at, end);
	if (at == digits || (*digits == '0' && at > digits + 1))
		return NULL;
	if (at < end && *at == '.') {
		const char *fraction = ++at;
		*is_int = false;
		at = after_digits(at, end);
		if (at == fraction)
			return NULL;
	}
	if (at < end && (*at == 'e' || *at == 'E')) {
		at++;
		*is_int = false;
		if (at < end && (*at == '+' || *at == '-'))
			at++;
		const char *exponent = at;
		at = after_digits(at, end);
		if (at == exponent)
			return NULL;
	}
	return at;
}

bool
json_in_int(struct json_in *in, int64_t *out)
{
	bool is_int;
	char c = json_in_next(in);
	if (c != '-' && !ascii_is_digit(c))
		return false;
	const char *end = end_of_number(in, &is_int);
	if (!end)
		return refuse(in, "a number that JSON does not know");
	bool negative = c == '-';
	struct str digits = {in->at + negative, (size_t)(end - in->at) - negative};
	unsigned long long value;
	if (!is_int || !str_to_uint(digits, &value) || value > INT64_MAX)
		return false;
	*out = negative ? -(int64_t)value : (int64_t)value;
	in->at = end;
	return true;
}

static bool
take_word(struct json_in *in, const char *word)
{
	size_t len = strlen(word);
	if ((size_t)(in->end - in->at) < len || memcmp(in->at, word, len) != 0)
		return refuse(in, "not JSON");
	in->at += len;
	return true;
}

bool
json_in_bool(struct json_in *in, bool *out)
{
	char c = json_in_next(in);
	if (c != 't' && c != 'f')
		return false;
	if (!take_word(in, c == 't' ? "true" : "false"))
		return false;
	*out = c == 't';
	return true;
}

/* ---- objects and arrays ---- */

bool
json_in_open(struct json_in *in, char bracket)
{
	if (json_in_next(in) != bracket)
		return false;
	if (in->depth == LIMIT_JSON_DEPTH)
		return refuse(in, "nested too deep");
	in->depth++;
	in->at++;
	return true;
}

/* Past the comma before all but the first; false when the bracket closes or something is wrong. */
static bool
goes_on(struct json_in *in, size_t *n, char closing)
{
	char c = json_in_next(in);
	if (c == closing) {
		in->at++;
		in->depth--;
		return false;
	}
	if (c == '\0')
		return refuse(in, "ends in the middle");
	if (*n > 0) {
		if (c != ',')
			return refuse(in, "not JSON");
		in->at++;
		c = json_in_next(in);
		if (c == closing)
			return refuse(in, "not JSON");
	}
	++*n;
	return true;
}

bool
json_in_item(struct json_in *in, size_t *n)
{
	return goes_on(in, n, ']');
}

static bool
take_colon(struct json_in *in)
{
	char c = json_in_next(in);
	if (c != ':')
		return refuse(in, c ? "not JSON" : "ends in the middle");
	in->at++;
	return true;
}

bool
json_in_member(struct json_in *in, size_t *n, struct str *key)
{
	if (!goes_on(in, n, '}'))
		return false;
	if (!json_in_string(in, key))
		return refuse(in, "a member without a name");
	return take_colon(in);
}

/* A value that is neither object nor array. */
static bool
skip_scalar(struct json_in *in)
{
	size_t none;
	bool is_int;
	char c = json_in_next(in);
	switch (c) {
	case '"':
		in->at++;
		return read_characters(in, NULL, &none);
	case 't':
		return take_word(in, "true");
	case 'f':
		return take_word(in, "false");
	case 'n':
		return take_word(in, "null");
	case '\0':
		return refuse(in, "ends in the middle");
	}
	if (c != '-' && !ascii_is_digit(c))
		return refuse(in, "not JSON");
	const char *end = end_of_number(in, &is_int);
	if (!end)
		return refuse(in, "a number that JSON does not know");
	in->at = end;
	return true;
}

static bool
skip_key(struct json_in *in)
{
	if (json_in_next(in) != '"')
		return refuse(in, "a member without a name");
	return skip_scalar(in) && take_colon(in);
}

bool
json_in_skip(struct json_in *in, struct str *raw)
{
	struct {
		char closing;
		size_t n;
	} open[LIMIT_JSON_DEPTH];
	int level = 0;
	json_in_next(in);
	const char *from = in->at;
	do {
		char closing = level > 0 ? open[level - 1].closing : '\0';
		if (closing && !goes_on(in, &open[level - 1].n, closing)) {
			if (in->wrong)
				return false;
			level--;
			continue;
		}
		if (closing == '}' && !skip_key(in))
			return false;
		char c = json_in_next(in);
		if (c != '{' && c != '[') {
			if (!skip_scalar(in))
				return false;
			continue;
		}
		if (!json_in_open(in, c))
			return false;
		open[level].closing = c == '{' ? '}' : ']';
		open[level++].n = 0;
	} while (level > 0);
	*raw = (struct str){from, (size_t)(in->at - from)};
	return true;
}

bool
json_in_is_over(struct json_in *in)
{
	if (in->wrong)
		return false;
	if (json_in_next(in) != '\0' || in->at < in->end)
		return refuse(in, "more than one value");
	return true;
}
