/* SPDX-License-Identifier: MIT */
/* http.c - a stored HTTP response: status, headers, and where its body lies (RFC 9112) */
#include "parse/http.h"

#include "lib/ascii.h"
#include "lib/limits.h"

/* Cuts a line off *rest, without its line end. */
static struct str
cut_line(struct str *rest)
{
	struct str line = str_cut(rest, '\n');
	if (line.len > 0 && line.ptr[line.len - 1] == '\r')
		line.len--;
	return line;
}

/* "HTTP/1.1 200 OK", also without a reason, with a version of any shape, and ICY's. */
static bool
read_status(struct str line, int *status)
{
	unsigned long long number;
	if (!str_starts_nocase(line, STR("HTTP/")) && !str_starts_nocase(line, STR("ICY ")))
		return false;
	str_cut(&line, ' ');
	line = str_trim(line);
	if (!str_to_uint(str_slice(line, 0, 3), &number) || number < 100 || number > 999)
		return false;
	if (line.len > 3 && ascii_is_digit(line.ptr[3]))
		return false;
	*status = (int)number;
	return true;
}

static bool
is_folded(struct str line)
{
	return line.len > 0 && (line.ptr[0] == ' ' || line.ptr[0] == '\t');
}

/* RFC 9112 5.2: a line that begins with a blank goes on with the value before it. */
static void
fold(struct arena *arena, struct http_header_list *list, struct str line)
{
	line = str_trim(line);
	if (list->n == 0 || line.len == 0)
		return;
	struct str *value = &list->items[list->n - 1].value;
	*value = value->len > 0 ? arena_printf(arena, "%.*s %.*s", STR_ARGS(*value), STR_ARGS(line))
				: arena_copy(arena, line);
}

static void
read_header(struct arena *arena, struct http_header_list *list, struct str line)
{
	struct str name = str_trim(str_cut(&line, ':'));
	if (!line.ptr || name.len == 0)
		return;
	struct http_header *header = ARENA_PUSH(arena, list);
	header->name = arena_copy(arena, name);
	header->value = arena_copy(arena, str_trim(line));
}

/* Reads header lines up to the empty one, which is taken too; *rest becomes the body. */
static void
read_headers(struct arena *arena, struct str *rest, struct http_header_list *list)
{
	struct str body = {rest->ptr ? rest->ptr + rest->len : NULL, 0};
	struct str head = str_slice(*rest, 0, LIMIT_HEADER_BYTES);
	bool cut = head.len < rest->len;
	while (head.ptr) {
		struct str before = head;
		struct str line = cut_line(&head);
		if (!head.ptr && cut) {
			*rest = str_slice(*rest, (size_t)(before.ptr - rest->ptr), rest->len);
			return;
		}
		if (line.len == 0) {
			if (head.ptr)
				body = str_slice(*rest, (size_t)(head.ptr - rest->ptr), rest->len);
			break;
		}
		if (is_folded(line))
			fold(arena, list, line);
		else
			read_header(arena, list, line);
	}
	*rest = body;
}

void
http_read(struct arena *arena, struct str block, struct http_response *out)
{
	struct str rest = block;
	*out = (struct http_response){.body = block};
	for (;;) {
		struct http_response next = {.has_head = true};
		while (rest.len > 0 && (rest.ptr[0] == '\r' || rest.ptr[0] == '\n'))
			rest = str_slice(rest, 1, rest.len);
		struct str start = str_slice(rest, 0, LIMIT_HEADER_BYTES);
		struct str line = cut_line(&start);
		if (!read_status(line, &next.status))
			return;
		rest = start.ptr ? str_slice(rest, (size_t)(start.ptr - rest.ptr), rest.len)
				 : str_slice(rest, rest.len, rest.len);
		read_headers(arena, &rest, &next.headers);
		next.body = rest;
		*out = next;
		/* RFC 9110 15.2: interim responses come before the one that counts. */
		if (next.status >= 200 || next.status == 101)
			return;
	}
}

struct str
http_header(const struct http_response *response, struct str name)
{
	for (size_t i = 0; i < response->headers.n; i++)
		if (str_eq_nocase(response->headers.items[i].name, name))
			return response->headers.items[i].value;
	return (struct str){NULL, 0};
}

struct str
http_header_list(struct arena *arena, const struct http_response *response, struct str name)
{
	struct str all = {NULL, 0};
	for (size_t i = 0; i < response->headers.n; i++) {
		const struct http_header *header = &response->headers.items[i];
		if (!str_eq_nocase(header->name, name))
			continue;
		all = all.ptr ? arena_printf(
				    arena, "%.*s, %.*s", STR_ARGS(all), STR_ARGS(header->value))
			      : header->value;
	}
	return all;
}
