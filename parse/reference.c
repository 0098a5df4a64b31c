/* SPDX-License-Identifier: MIT */
/* reference.c - character references too large for the parser's arithmetic */
#include "parse/reference.h"

#include <stdbool.h>
#include <string.h>

#include "lib/ascii.h"

#define FEWEST_DECIMAL 10 /* significant digits that may not fit into an int */
#define FEWEST_HEX     8

static bool
is_digit_of(char c, bool hex)
{
	return hex ? ascii_hex(c) >= 0 : ascii_is_digit(c);
}

/* The digits [from, to) become zeros and the first number that is no character. */
static void
clamp(char *html, size_t from, size_t to, bool hex)
{
	struct str beyond = hex ? STR("110000") : STR("1114112");
	memset(html + from, '0', to - from);
	memcpy(html + to - beyond.len, beyond.ptr, beyond.len);
}

struct str
reference_clamp(struct arena *arena, struct str html)
{
	char *copy = NULL;
	for (size_t at = 0; at < html.len;) {
		size_t next = str_find(str_slice(html, at, html.len), STR("&#"));
		if (next == STR_NOT_FOUND)
			break;
		at += next + 2;
		bool hex = at < html.len && ascii_lower(html.ptr[at]) == 'x';
		at += hex;
		while (at < html.len && html.ptr[at] == '0')
			at++;
		size_t from = at;
		while (at < html.len && is_digit_of(html.ptr[at], hex))
			at++;
		if (at - from < (hex ? FEWEST_HEX : FEWEST_DECIMAL))
			continue;
		if (!copy)
			copy = memcpy(arena_alloc(arena, html.len + 1), html.ptr, html.len);
		clamp(copy, from, at, hex);
	}
	return copy ? (struct str){copy, html.len} : html;
}
