/* SPDX-License-Identifier: MIT */
/* decode.c - bytes in any encoding of the WHATWG Encoding Standard to UTF-8 */
#include "parse/decode.h"

#include <stdint.h>
#include <string.h>

#include "lib/buf.h"
#include "parse/decode_east_asian.h"
#include "parse/decode_single_byte.h"
#include "parse/utf8.h"

#define GROWTH 3           /* one byte becomes U+FFFD at worst */
#define SPARE  (64u << 10) /* what converters ask for ahead of need */

static bool
decode_utf8(struct str body, struct buf *out, size_t *n_replaced)
{
	for (;;) {
		size_t valid = utf8_valid_len(body);
		if (!buf_add(out, body.ptr, valid))
			return false;
		body = str_slice(body, valid, body.len);
		if (body.len == 0)
			return true;
		if (!buf_add_text(out, UTF8_REPLACEMENT))
			return false;
		++*n_replaced;
		body = str_slice(body, utf8_broken_len(body), body.len);
	}
}

static uint32_t
unit_at(struct str body, size_t at, bool big_endian)
{
	uint32_t first = (unsigned char)body.ptr[at], second = (unsigned char)body.ptr[at + 1];
	return big_endian ? first << 8 | second : second << 8 | first;
}

/* One scalar value of UTF-16 at *at, which moves on; U+FFFD and a count for a lone surrogate. */
static uint32_t
next_scalar(struct str body, bool big_endian, size_t *at, size_t *n_replaced)
{
	uint32_t unit = unit_at(body, *at, big_endian);
	*at += 2;
	if (unit < 0xd800 || unit > 0xdfff)
		return unit;
	if (unit < 0xdc00 && *at + 1 < body.len) {
		uint32_t low = unit_at(body, *at, big_endian);
		if (low >= 0xdc00 && low <= 0xdfff) {
			*at += 2;
			return 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
		}
	}
	++*n_replaced;
	return 0xfffd;
}

static bool
decode_utf16(struct str body, bool big_endian, struct buf *out, size_t *n_replaced)
{
	size_t at = 0;
	while (at + 1 < body.len) {
		char bytes[UTF8_MAX];
		uint32_t scalar = next_scalar(body, big_endian, &at, n_replaced);
		if (!buf_add(out, bytes, utf8_encode(scalar, bytes)))
			return false;
	}
	if (at == body.len)
		return true;
	++*n_replaced;
	return buf_add_text(out, UTF8_REPLACEMENT);
}

/* 0x80 and up stand for U+F780 and up (Encoding Standard 14.5). */
static bool
decode_user_defined(struct str body, struct buf *out)
{
	for (size_t i = 0; i < body.len; i++) {
		char bytes[UTF8_MAX];
		uint32_t byte = (unsigned char)body.ptr[i];
		if (!buf_add(out, bytes, utf8_encode(byte < 0x80 ? byte : 0xf700 + byte, bytes)))
			return false;
	}
	return true;
}

static bool
decode_by_name(const char *name, struct str body, struct buf *out, size_t *n_replaced)
{
	if (strcmp(name, "UTF-8") == 0)
		return decode_utf8(body, out, n_replaced);
	if (strcmp(name, "UTF-16LE") == 0 || strcmp(name, "UTF-16BE") == 0)
		return decode_utf16(body, name[6] == 'B', out, n_replaced);
	if (decode_is_east_asian(name))
		return decode_east_asian(name, body, out, n_replaced);
	if (strcmp(name, "x-user-defined") == 0)
		return decode_user_defined(body, out);
	if (strcmp(name, "replacement") == 0) {
		*n_replaced += 1;
		return buf_add_text(out, UTF8_REPLACEMENT);
	}
	return decode_single_byte(name, body, out, n_replaced);
}

/* The encodings that have a byte order mark. */
static const struct {
	const char *name;
	struct str bytes;
} MARKS[] = {
    {"UTF-8", STR_INIT("\xef\xbb\xbf")},
    {"UTF-16LE", STR_INIT("\xff\xfe")},
    {"UTF-16BE", STR_INIT("\xfe\xff")},
};

static struct str
without_mark(struct str body, const char *name)
{
	for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++) {
		if (strcmp(name, MARKS[i].name) == 0 && str_starts(body, MARKS[i].bytes))
			return str_slice(body, MARKS[i].bytes.len, body.len);
	}
	return body;
}

/* Most encodings keep ASCII where it is. */
static bool
is_already_utf8(struct str body, const char *name)
{
	static const char *const NOT_ASCII[] = {
	    "UTF-16LE", "UTF-16BE", "ISO-2022-JP", "replacement"};
	if (body.len == 0)
		return true;
	if (memchr(body.ptr, '\0', body.len))
		return false;
	for (size_t i = 0; i < sizeof NOT_ASCII / sizeof *NOT_ASCII; i++) {
		if (strcmp(name, NOT_ASCII[i]) == 0)
			return false;
	}
	if (strcmp(name, "UTF-8") == 0)
		return utf8_valid_len(body) == body.len;
	return utf8_ascii_len(body) == body.len;
}

/* A copy without U+0000. */
static struct str
copy_without_nul(struct arena *arena, struct str text)
{
	char *copy = arena_alloc(arena, text.len + 1);
	size_t len = 0;
	while (text.len > 0) {
		const char *nul = memchr(text.ptr, '\0', text.len);
		size_t n = nul ? (size_t)(nul - text.ptr) : text.len;
		memcpy(copy + len, text.ptr, n);
		len += n;
		text = str_slice(text, nul ? n + 1 : n, text.len);
	}
	return (struct str){copy, len};
}

bool
decode_to_utf8(
    struct arena *arena, struct str body, const struct encoding_choice *choice, struct decoded *out)
{
	size_t n_replaced = 0;
	body = without_mark(body, choice->name);
	if (is_already_utf8(body, choice->name)) {
		*out = (struct decoded){body, 0};
		return true;
	}
	struct buf text;
	buf_init(&text, body.len * GROWTH + SPARE);
	bool done = decode_by_name(choice->name, body, &text, &n_replaced);
	if (done)
		*out = (struct decoded){copy_without_nul(arena, buf_str(&text)), n_replaced};
	buf_clear(&text);
	return done;
}
