/* SPDX-License-Identifier: MIT */
/* bold.c - asterisks that machine-written text left around its bold words */
#include "normalize/bold.h"

#include <string.h>

#include "lib/ascii.h"

#define MARK     "**"
#define MARK_LEN 2

/* With more of them a text is left alone: pairs within pairs are found one a round. */
#define MOST_MARKS 1000

/* The offset of the next mark from `from` on, or the text's length. */
static size_t
find_mark(struct str text, size_t from)
{
	size_t at = str_find(str_slice(text, from, text.len), STR(MARK));
	return at == STR_NOT_FOUND ? text.len : from + at;
}

/* Whether text[open, close) with marks at both ends is bold text. */
static bool
is_pair(struct str text, size_t open, size_t close)
{
	struct str inner = str_slice(text, open + MARK_LEN, close);
	if (close >= text.len || inner.len == 0 || inner.ptr[0] == '*')
		return false;
	if (ascii_is_space(inner.ptr[0]) || ascii_is_space(inner.ptr[inner.len - 1]))
		return false;
	bool power = open > 0 && ascii_is_alnum(text.ptr[open - 1]) && ascii_is_digit(inner.ptr[0]);
	return !power;
}

static bool
has_too_many(struct str text)
{
	size_t n = 0;
	for (size_t at = find_mark(text, 0); at < text.len; at = find_mark(text, at + MARK_LEN))
		n++;
	return n > MOST_MARKS;
}

/* The text without its pairs, written to its own memory or to *room, which is made for it. */
static struct str
strip_once(struct arena *arena, struct str text, char **room, enum bold *found)
{
	char *out = NULL;
	size_t len = 0, from = 0;
	for (size_t open = find_mark(text, 0); open < text.len;) {
		size_t close = find_mark(text, open + MARK_LEN);
		if (!is_pair(text, open, close)) {
			open = find_mark(text, open + 1);
			continue;
		}
		if (!*room)
			*room = arena_alloc(arena, text.len);
		out = *room;
		memmove(out + len, text.ptr + from, open - from);
		len += open - from;
		memmove(out + len, text.ptr + open + MARK_LEN, close - open - MARK_LEN);
		len += close - open - MARK_LEN;
		from = close + MARK_LEN;
		bool whole = open == 0 && from == text.len;
		*found = whole && *found != BOLD_PART ? BOLD_WHOLE : BOLD_PART;
		open = find_mark(text, from);
	}
	if (!out)
		return text;
	memmove(out + len, text.ptr + from, text.len - from);
	return str_trim((struct str){out, len + text.len - from});
}

/* A text that was cut has at most one mark without its other half. */
static struct str
strip_single(struct arena *arena, struct str text)
{
	size_t at = find_mark(text, 0);
	if (at == text.len || find_mark(text, at + 1) != text.len)
		return text;
	char *out = arena_alloc(arena, text.len);
	memcpy(out, text.ptr, at);
	memcpy(out + at, text.ptr + at + MARK_LEN, text.len - at - MARK_LEN);
	return str_trim((struct str){out, text.len - MARK_LEN});
}

enum bold
bold_strip(struct arena *arena, bool cut, struct str *text)
{
	enum bold found = BOLD_NONE;
	struct str before;
	char *room = NULL;
	if (has_too_many(*text))
		return BOLD_NONE;
	do { /* what was between two pairs may be a pair now */
		before = *text;
		*text = strip_once(arena, before, &room, &found);
	} while (text->len != before.len);
	if (cut)
		*text = strip_single(arena, *text);
	return found;
}

enum bold
bold_repair(
    struct repair *repair, struct arena *arena, enum repair_kind kind, bool cut, struct str *text)
{
	enum bold all = BOLD_NONE;
	for (;;) {
		repair_text(repair, arena, kind, text);
		struct str before = *text;
		enum bold found = text->ptr ? bold_strip(arena, cut, text) : BOLD_NONE;
		if (found > all)
			all = found;
		if (str_eq(before, *text))
			return all;
	}
}
