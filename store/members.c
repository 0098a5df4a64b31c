/* SPDX-License-Identifier: MIT */
/* members.c - the members of a stored record, one after another, without reading what they hold */
#include "store/members.h"

/* The length of the string that begins with the quote at ptr[0], with its quotes. */
static size_t
string_len(struct str text)
{
	size_t at = 1;
	while (at < text.len && text.ptr[at] != '"')
		at += text.ptr[at] == '\\' ? 2 : 1;
	return at < text.len ? at + 1 : text.len;
}

/* The length of a value: up to the comma or brace that ends it, outside of strings and nests. */
static size_t
value_len(struct str text)
{
	size_t at = 0, depth = 0;
	while (at < text.len) {
		char c = text.ptr[at];
		if (c == '"') {
			at += string_len(str_slice(text, at, text.len));
			continue;
		}
		if (depth == 0 && (c == ',' || c == '}' || c == ']'))
			break;
		if (c == '{' || c == '[')
			depth++;
		else if (c == '}' || c == ']')
			depth--;
		at++;
	}
	return at;
}

bool
members_next(struct str *rest, struct str *name, struct str *value)
{
	struct str text = str_slice(*rest, 1, rest->len); /* without the brace, or the comma */
	if (text.len == 0 || text.ptr[0] != '"')
		return false;
	size_t len = string_len(text);
	*name = str_slice(text, 1, len - 1);
	text = str_slice(text, len + 1, text.len);
	len = value_len(text);
	*value = str_slice(text, 0, len);
	*rest = str_slice(text, len, text.len);
	return true;
}
