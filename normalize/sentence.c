/* SPDX-License-Identifier: MIT */
/* sentence.c - where sentences end */
#include "normalize/sentence.h"

#include "lib/ascii.h"
#include "lib/unicode.h"

#define SENTENCE_LEAST 30

static bool
is_end_mark(struct str text, size_t at, uint32_t c)
{
	if (c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == '!' || c == '?')
		return true;
	if (c != '.')
		return false;
	/* "e.g. 1.5" and "vs.Placebo" go on; "..." is no end. */
	bool last = at + 1 == text.len || text.ptr[at + 1] == ' ' || text.ptr[at + 1] == '"' ||
		    text.ptr[at + 1] == ')';
	return last && at > 1 && text.ptr[at - 1] != '.' && !ascii_is_digit(text.ptr[at - 1]) &&
	       text.ptr[at - 2] != '.' && text.ptr[at - 2] != ' ';
}

static bool
is_closing(uint32_t c)
{
	return c == '"' || c == '\'' || c == ')' || c == 0x201D || c == 0x2019 || c == 0xFF09 ||
	       c == 0x300D || c == 0x300F;
}

size_t
sentence_last_end(struct str text)
{
	size_t end = 0;
	bool open = false;
	for (size_t at = 0; at < text.len;) {
		size_t here = at;
		uint32_t c = unicode_next(text, &at);
		if (is_end_mark(text, here, c))
			open = true;
		else if (!open || !is_closing(c))
			open = false;
		if (open)
			end = at;
	}
	return end;
}

bool
sentence_is_cut(struct str text)
{
	if (str_ends(text, STR("…")) || str_ends(text, STR("...")))
		return true;
	if (sentence_last_end(text) == text.len || unicode_count(text) < SENTENCE_LEAST)
		return false;
	size_t end = text.len;
	uint32_t last = unicode_previous(text, &end);
	return last != ':' && last != 0xFF1A && last != ';' && last != 0xFF1B && last != ')' &&
	       last != 0xFF09 && last != '.';
}
