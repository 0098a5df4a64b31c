/* SPDX-License-Identifier: MIT */
/* marks.c - half-width marks of Chinese text to their full-width forms (--punctuation zh) */
#include "normalize/marks.h"

#include <string.h>

#include "lib/unicode.h"

static bool
is_mark(char c)
{
	return c != '\0' && strchr(",:;?!()", c) != NULL;
}

static bool
is_western(uint32_t c)
{
	return unicode_is_digit(c) || unicode_is_latin(c);
}

/* The nearest character before `at` that is no space; 0 for none. */
static uint32_t
character_before(struct str text, size_t at)
{
	while (at > 0) {
		uint32_t c = unicode_previous(text, &at);
		if (!unicode_is_space(c))
			return c;
	}
	return 0;
}

static uint32_t
character_after(struct str text, size_t at)
{
	while (at < text.len) {
		uint32_t c = unicode_next(text, &at);
		if (!unicode_is_space(c))
			return c;
	}
	return 0;
}

static bool
is_chinese(struct str text, size_t at)
{
	uint32_t before = character_before(text, at), after = character_after(text, at + 1);
	if (is_western(before) || is_western(after))
		return false;
	return unicode_is_han(before) || unicode_is_han(after);
}

struct str
marks_to_chinese(struct arena *arena, struct str text)
{
	size_t n = 0;
	for (size_t i = 0; i < text.len; i++)
		n += is_mark(text.ptr[i]) && is_chinese(text, i);
	if (n == 0)
		return text;
	char *out = arena_alloc(arena, text.len + 2 * n);
	size_t len = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (is_mark(text.ptr[i]) && is_chinese(text, i))
			len += unicode_put(out + len, 0xFF01 + (uint32_t)(text.ptr[i] - '!'));
		else
			out[len++] = text.ptr[i];
	}
	return (struct str){out, len};
}
