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

/* Past the marks and closing characters that follow the end of a sentence. */
static size_t
pass_closing(struct str text, size_t at)
{
	while (at < text.len) {
		size_t next = at;
		uint32_t c = unicode_next(text, &next);
		if (!is_closing(c) && !is_end_mark(text, at, c))
			break;
		at = next;
	}
	return at;
}

/* Whether the byte is the last one of a mark of is_end_mark. */
static bool
may_end_mark(char byte)
{
	switch ((unsigned char)byte) {
	case '.':
	case '!':
	case '?':
	case 0x81: /* of U+FF01 */
	case 0x82: /* of U+3002 */
	case 0x9F: /* of U+FF1F */
		return true;
	default:
		return false;
	}
}

size_t
sentence_last_end(struct str text)
{
	for (size_t end = text.len; end > 0; end--) {
		if (!may_end_mark(text.ptr[end - 1]))
			continue;
		size_t at = end;
		uint32_t c = unicode_previous(text, &at);
		if (is_end_mark(text, at, c))
			return pass_closing(text, end);
	}
	return 0;
}

bool
sentence_is_cut(struct str text)
{
	if (str_ends(text, STR("…")) || str_ends(text, STR("...")))
		return true;
	if (sentence_last_end(text) == text.len || !unicode_has(text, SENTENCE_LEAST))
		return false;
	size_t end = text.len;
	uint32_t last = unicode_previous(text, &end);
	return last != ':' && last != 0xFF1A && last != ';' && last != 0xFF1B && last != ')' &&
	       last != 0xFF09 && last != '.';
}
