/* SPDX-License-Identifier: MIT */
/* prepass_aside.c - texts and attributes put aside while one character goes through the parser */
#include "parse/prepass_aside.h"

#include <string.h>

#include "lib/ascii.h"
#include "lib/unicode.h"

#define FIRST_MARK 0xF0000u
#define PLANE      0x10000u
#define PER_PLANE  0xFFFEu /* the last two of each plane are no characters */
#define MOST_ASIDE (2 * PER_PLANE)

/* ---- stand-ins ---- */

/* Whether a stand-in begins here: F3 B0..BF or F4, as bytes of UTF-8. */
static bool
is_mark(struct str text, size_t at)
{
	unsigned char c = (unsigned char)text.ptr[at];
	return text.len - at >= PREPASS_MARK_BYTES &&
	       (c == 0xF4 || (c == 0xF3 && (unsigned char)text.ptr[at + 1] >= 0xB0));
}

static size_t
find_mark(struct str text, size_t at)
{
	for (; at < text.len; at++)
		if ((unsigned char)text.ptr[at] >= 0xF3 && is_mark(text, at))
			return at;
	return STR_NOT_FOUND;
}

const struct prepass_item *
prepass_item_at(const struct prepass_aside *aside, struct str text)
{
	size_t at = 0;
	if (aside->n == 0 || text.len == 0 || !is_mark(text, 0))
		return NULL;
	uint32_t offset = unicode_next(text, &at) - FIRST_MARK;
	size_t index = (size_t)(offset / PLANE) * PER_PLANE + offset % PLANE;
	return index < aside->n ? &aside->items[index] : NULL;
}

/* The text that the stand-in at `at` stands for; none for one that nobody put there. */
static struct str
text_of_mark(const struct prepass_aside *aside, struct str text, size_t at)
{
	const struct prepass_item *item = prepass_item_at(aside, str_slice(text, at, text.len));
	return item ? item->text : STR("");
}

/* Whether a numeric reference (behind its "&#") means a stand-in, or overflows. */
static bool
is_high_reference(struct str html, size_t at)
{
	bool hex = at < html.len && ascii_lower(html.ptr[at]) == 'x';
	uint32_t value = 0;
	for (at += hex; at < html.len && value < FIRST_MARK; at++) {
		int digit = ascii_hex(html.ptr[at]);
		if (digit < 0 || (!hex && digit > 9))
			return false;
		value = value * (hex ? 16 : 10) + (uint32_t)digit;
	}
	return value >= FIRST_MARK;
}

void
prepass_aside_init(struct prepass_aside *aside, struct str html)
{
	*aside = (struct prepass_aside){NULL, 0, false};
	for (int lead = 0xF3; lead <= 0xF4; lead++)
		for (size_t at = 0; at < html.len; at++) {
			const char *found = memchr(html.ptr + at, lead, html.len - at);
			if (!found)
				break;
			at = (size_t)(found - html.ptr);
			aside->closed = aside->closed || is_mark(html, at);
		}
	for (size_t at = 0; at + 1 < html.len; at++) {
		const char *found = memchr(html.ptr + at, '&', html.len - at - 1);
		if (!found)
			break;
		at = (size_t)(found - html.ptr);
		if (html.ptr[at + 1] == '#' && is_high_reference(html, at + 2))
			aside->closed = true;
	}
}

void
prepass_put_aside(struct prepass_aside *aside, struct arena *arena, const struct prepass_item *item,
    char mark[PREPASS_MARK_BYTES])
{
	uint32_t index = (uint32_t)aside->n;
	*ARENA_PUSH(arena, aside) = *item;
	aside->closed = aside->n == MOST_ASIDE;
	unicode_put(mark, FIRST_MARK + index / PER_PLANE * PLANE + index % PER_PLANE);
}

/* ---- what the parser hands on as it is ---- */

/* 1: references, carriage returns and controls; 2: bytes that may begin what the parser replaces.
 */
static const unsigned char classes[256] = {
    /* 00 */ 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 0, 1, 1, 1,
    /* 10 */ 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, ['&'] = 1, [0x7F] = 1, [0xC2] = 2,
    [0xEF] = 2, [0xF0] = 2, [0xF1] = 2, [0xF2] = 2, [0xF3] = 2, [0xF4] = 2};

/* Controls U+0080-009F and what is no character: U+FDD0-FDEF and the last two of each plane. */
static bool
is_replaced(struct str text, size_t at)
{
	uint32_t c = unicode_next(text, &at);
	return c < 0xA0 || (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

size_t
prepass_plain_len(struct str text)
{
	size_t at = 0;
	for (; at < text.len; at++) {
		unsigned char class = classes[(unsigned char)text.ptr[at]];
		if (class == 1 || (class == 2 && is_replaced(text, at)))
			break;
	}
	return at;
}

/* ---- back again ---- */

static struct str
with_texts(const struct prepass_aside *aside, struct arena *arena, struct str text, size_t mark)
{
	size_t len = text.len;
	for (size_t i = mark; i != STR_NOT_FOUND; i = find_mark(text, i + PREPASS_MARK_BYTES))
		len += text_of_mark(aside, text, i).len - PREPASS_MARK_BYTES;
	char *out = arena_alloc(arena, len + 1);
	size_t from = 0, to = 0;
	for (size_t i = mark; i != STR_NOT_FOUND; i = find_mark(text, from)) {
		struct str put = text_of_mark(aside, text, i);
		memcpy(out + to, text.ptr + from, i - from);
		memcpy(out + to + i - from, put.ptr, put.len);
		to += i - from + put.len;
		from = i + PREPASS_MARK_BYTES;
	}
	memcpy(out + to, text.ptr + from, text.len - from);
	return (struct str){out, len};
}

struct str
prepass_restore(const struct prepass_aside *aside, struct arena *arena, struct str text)
{
	size_t mark = aside->n > 0 ? find_mark(text, 0) : STR_NOT_FOUND;
	if (mark == STR_NOT_FOUND)
		return text;
	if (text.len == PREPASS_MARK_BYTES)
		return text_of_mark(aside, text, 0);
	return with_texts(aside, arena, text, mark);
}
