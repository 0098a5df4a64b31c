/* SPDX-License-Identifier: MIT */
/* prepass_scan.c - where the tokens of HTML end (HTML Standard, 13.2.5, "Tokenization") */
#include "parse/prepass_scan.h"

#include <string.h>

#include "lib/ascii.h"

/* The character at an offset; past the end a NUL, which no state below takes for anything. */
static char
peek(struct str html, size_t at)
{
	return at < html.len ? html.ptr[at] : '\0';
}

static size_t
skip_space(struct str html, size_t at)
{
	while (at < html.len && ascii_is_space(html.ptr[at]))
		at++;
	return at;
}

static bool
ends_name(char c)
{
	return ascii_is_space(c) || c == '/' || c == '>';
}

/* The value that begins at *at, behind '=' and white space.  False when the input ends in it. */
static bool
scan_value(struct str html, size_t *at, struct str *value)
{
	char quote = peek(html, *at);
	size_t from = *at, to = from;
	if (quote == '"' || quote == '\'') {
		from++;
		const char *end =
		    from < html.len ? memchr(html.ptr + from, quote, html.len - from) : NULL;
		if (!end)
			return false;
		to = (size_t)(end - html.ptr);
		*at = to + 1;
	} else {
		while (to < html.len && !ascii_is_space(html.ptr[to]) && html.ptr[to] != '>')
			to++;
		*at = to;
	}
	*value = str_slice(html, from, to);
	return true;
}

/* One attribute; its name begins at *at.  A '=' as the first character belongs to the name. */
static bool
scan_attribute(struct str html, size_t *at, struct scan_attribute *attribute, bool *odd)
{
	size_t from = *at, to = from;
	while (to < html.len && !ends_name(html.ptr[to]) && (to == from || html.ptr[to] != '=')) {
		char c = html.ptr[to++];
		*odd = *odd || c == '"' || c == '\'' || c == '<' || c == '=';
	}
	*attribute = (struct scan_attribute){.name = str_slice(html, from, to)};
	*at = to;
	size_t sign = skip_space(html, to);
	if (peek(html, sign) == '=') {
		*at = skip_space(html, sign + 1);
		*odd = *odd || peek(html, *at) == '>';
		if (!scan_value(html, at, &attribute->value))
			return false;
	}
	attribute->whole = str_slice(html, from, *at);
	return true;
}

bool
scan_tag(struct str html, size_t at, struct scan_tag *tag)
{
	size_t from = at;
	while (at < html.len && !ends_name(html.ptr[at]))
		at++;
	tag->name = str_slice(html, from, at);
	tag->n = 0;
	tag->odd = tag->closes_itself = false;
	while (at < html.len) {
		char c = html.ptr[at];
		if (c == '>') {
			tag->end = at + 1;
			return true;
		}
		if (c == '/' || ascii_is_space(c)) {
			tag->closes_itself = c == '/' && peek(html, at + 1) == '>';
			at++;
			continue;
		}
		struct scan_attribute spare = {0};
		bool room = tag->n < SCAN_MOST_ATTRIBUTES;
		struct scan_attribute *attribute = room ? &tag->attributes[tag->n++] : &spare;
		tag->odd = tag->odd || !room;
		if (!scan_attribute(html, &at, attribute, &tag->odd))
			return false;
	}
	return false;
}

/* A comment ends with "-->" or "--!>", and "<!-->" and "<!--->" are comments, too. */
size_t
scan_comment(struct str html, size_t at)
{
	const char *text = html.ptr + at, *limit = html.ptr + html.len;
	for (const char *end = text; (size_t)(limit - end) > 0; end++) {
		end = memchr(end, '>', (size_t)(limit - end));
		if (!end)
			break;
		size_t len = (size_t)(end - text);
		if (len == 0 || (len == 1 && end[-1] == '-') ||
		    (len >= 2 && memcmp(end - 2, "--", 2) == 0) ||
		    (len >= 3 && memcmp(end - 3, "--!", 3) == 0))
			return (size_t)(end + 1 - html.ptr);
	}
	return STR_NOT_FOUND;
}

/* Whether `name` stands at `at` and ends there, as a tag's name does. */
static bool
is_name_at(struct str html, size_t at, struct str name)
{
	return at + name.len < html.len && ends_name(html.ptr[at + name.len]) &&
	       str_eq_nocase(str_slice(html, at, at + name.len), name);
}

static size_t
find_char(struct str html, size_t at, char c)
{
	const char *found = at < html.len ? memchr(html.ptr + at, c, html.len - at) : NULL;
	return found ? (size_t)(found - html.ptr) : STR_NOT_FOUND;
}

size_t
scan_raw_text(struct str html, size_t at, struct str name)
{
	for (at = find_char(html, at, '<'); at != STR_NOT_FOUND; at = find_char(html, at + 1, '<'))
		if (peek(html, at + 1) == '/' && is_name_at(html, at + 2, name))
			return at;
	return STR_NOT_FOUND;
}

/*
 * "<!--" begins an escape and "-->" ends it; the dashes may be shared ("<!-->").  Within it,
 * "<script" makes the next "</script" part of the text.
 */
size_t
scan_script(struct str html, size_t at)
{
	const struct str name = STR("script");
	bool escaped = false, doubly = false;
	size_t dashes = 0; /* in a row, up to here */
	while (at < html.len) {
		if (!escaped) {
			at = find_char(html, at, '<');
			if (at == STR_NOT_FOUND)
				break;
		}
		char c = html.ptr[at];
		struct str rest = str_slice(html, at, html.len);
		if (c == '<' && !escaped && str_starts(rest, STR("<!--"))) {
			escaped = true;
			dashes = 2;
			at += 4;
			continue;
		}
		if (c == '<' && peek(html, at + 1) == '/' && is_name_at(html, at + 2, name)) {
			if (!doubly)
				return at;
			doubly = false;
		} else if (c == '<' && escaped && !doubly && is_name_at(html, at + 1, name)) {
			doubly = true;
		} else if (c == '>' && dashes >= 2) {
			escaped = doubly = false;
		}
		dashes = c == '-' ? dashes + 1 : 0;
		at++;
	}
	return STR_NOT_FOUND;
}

size_t
scan_past(struct str html, size_t at, struct str mark)
{
	size_t found = str_find(str_slice(html, at, html.len), mark);
	return found == STR_NOT_FOUND ? found : at + found + mark.len;
}
