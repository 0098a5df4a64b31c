/* SPDX-License-Identifier: MIT */
/* prepass_out.c - the page as it is written anew: what stays, what goes, what is put aside */
#include "parse/prepass_out.h"

#include <string.h>

#include "lib/ascii.h"
#include "lib/unicode.h"

#define SHORTEST_ASIDE 8 /* bytes: for less, the way there and back takes longer */

void
prepass_out_add(struct prepass_out *out, struct str bytes)
{
	memcpy(out->ptr + out->len, bytes.ptr, bytes.len);
	out->len += bytes.len;
}

void
prepass_out_replace(struct prepass_out *out, size_t from, size_t to, struct str instead)
{
	if (!out->ptr)
		out->ptr = arena_take(out->arena, out->html.len);
	prepass_out_add(out, str_slice(out->html, out->taken, from));
	prepass_out_add(out, instead);
	out->taken = to;
}

void
prepass_out_mark(struct prepass_out *out, const struct prepass_item *item)
{
	char mark[PREPASS_MARK_BYTES];
	prepass_put_aside(out->aside, out->arena, item, mark);
	prepass_out_add(out, (struct str){mark, sizeof mark});
}

bool
prepass_out_takes(const struct prepass_out *out, size_t len)
{
	return len >= SHORTEST_ASIDE && !out->aside->closed;
}

/*
 * Behind a character reference, or what may be one, at `at` (an ampersand), and the character after
 * it where that decides whether it is one.
 */
static size_t
pass_reference(struct str text, size_t at)
{
	at++;
	while (at < text.len && (ascii_is_alnum(text.ptr[at]) || text.ptr[at] == '#'))
		at++;
	return at < text.len && (text.ptr[at] == ';' || text.ptr[at] == '=') ? at + 1 : at;
}

/* The parser takes CR LF for one character. */
size_t
prepass_out_pass(struct str text, size_t at)
{
	if (text.ptr[at] == '&')
		return pass_reference(text, at);
	if (str_starts(str_slice(text, at, text.len), STR("\r\n")))
		return at + 2;
	unicode_next(text, &at);
	return at;
}

void
prepass_out_runs(struct prepass_out *out, struct str value)
{
	for (size_t at = 0; at < value.len;) {
		size_t from = at;
		at += prepass_plain_len(str_slice(value, at, value.len));
		if (at == from)
			at = prepass_out_pass(value, at);
		struct prepass_item run = {.text = str_slice(value, from, at)};
		if (prepass_out_takes(out, run.text.len) && run.text.ptr[0] != '&')
			prepass_out_mark(out, &run);
		else
			prepass_out_add(out, run.text);
	}
}

struct str
prepass_out_done(struct prepass_out *out)
{
	if (!out->ptr)
		return out->html;
	prepass_out_add(out, str_slice(out->html, out->taken, out->html.len));
	return (struct str){out->ptr, out->len};
}
