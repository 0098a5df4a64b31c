/* SPDX-License-Identifier: MIT */
/* text.c - one line of running text as a browser shows it: white space folded (CSS Text 3, 4.1) */
#include "parse/text.h"

#include <string.h>

#include "lib/ascii.h"

void
text_init(struct text *text, struct arena *arena)
{
	*text = (struct text){.arena = arena};
}

static void
append(struct text *text, const char *ptr, size_t len)
{
	if (text->len + len + 2 > text->cap) {
		size_t cap = text->cap ? text->cap * 2 : 64;
		while (cap < text->len + len + 2)
			cap *= 2;
		char *larger = arena_take(text->arena, cap);
		if (text->len > 0)
			memcpy(larger, text->ptr, text->len);
		text->ptr = larger;
		text->cap = cap;
	}
	memcpy(text->ptr + text->len, ptr, len);
	text->len += len;
}

static void
flush_space(struct text *text)
{
	if (text->space && text->len > 0 && text->ptr[text->len - 1] != '\n')
		append(text, " ", 1);
	text->space = false;
}

void
text_add(struct text *text, struct str piece)
{
	for (size_t i = 0; i < piece.len;) {
		size_t from = i;
		while (i < piece.len && !ascii_is_space(piece.ptr[i]))
			i++;
		if (i > from) {
			flush_space(text);
			append(text, piece.ptr + from, i - from);
		}
		while (i < piece.len && ascii_is_space(piece.ptr[i])) {
			text->space = true;
			i++;
		}
	}
}

void
text_break(struct text *text)
{
	text->space = false;
	if (text->len > 0)
		append(text, "\n", 1);
}

void
text_add_raw(struct text *text, struct str piece)
{
	flush_space(text);
	if (piece.len > 0)
		append(text, piece.ptr, piece.len);
}

struct str
text_done(struct text *text)
{
	while (text->len > 0 && ascii_is_space(text->ptr[text->len - 1]))
		text->len--;
	text->space = false;
	return (struct str){text->ptr ? text->ptr : "", text->len};
}

struct str
text_fold(struct arena *arena, struct str raw)
{
	struct text text;
	text_init(&text, arena);
	text_add(&text, raw);
	return text_done(&text);
}
