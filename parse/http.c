/* SPDX-License-Identifier: MIT */
/* http.c - a stored HTTP response: status, headers, and where its body lies (RFC 9112) */
#include "parse/http.h"

#include <string.h>

#include "lib/ascii.h"
#include "lib/buf.h"
#include "lib/limits.h"
#include "lib/named_fields.h"

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

/* The length of the header lines with the empty one behind them.  Without an empty line, they go to
 * the end, or as far as a head may. */
static size_t
head_len(struct str text)
{
	struct str rest = str_slice(text, 0, LIMIT_HEADER_BYTES);
	bool cut = rest.len < text.len;
	size_t whole_lines = 0;
	while (rest.ptr) {
		struct str line = cut_line(&rest);
		if (rest.ptr)
			whole_lines = (size_t)(rest.ptr - text.ptr);
		if (rest.ptr && line.len == 0)
			return whole_lines;
	}
	return cut ? whole_lines : text.len;
}

static void
read_headers(struct arena *arena, struct str head, struct http_header_list *list)
{
	char *text = arena_alloc(arena, head.len + 1);
	struct str rest = {text, head.len}, name, value;
	if (head.len > 0)
		memcpy(text, head.ptr, head.len);
	named_fields_unfold(text, head.len);
	while (named_fields_next(&rest, &name, &value))
		*ARENA_PUSH(arena, list) = (struct http_header){name, value};
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
		size_t len = head_len(rest);
		read_headers(arena, str_slice(rest, 0, len), &next.headers);
		rest = next.body = str_slice(rest, len, rest.len);
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
	struct str first = http_header(response, name);
	struct buf all;
	buf_init(&all, 2 * LIMIT_HEADER_BYTES);
	for (size_t i = 0; first.ptr && i < response->headers.n; i++) {
		const struct http_header *header = &response->headers.items[i];
		if (!str_eq_nocase(header->name, name))
			continue;
		if (header->value.ptr != first.ptr)
			buf_add_text(&all, ", ");
		buf_add_str(&all, header->value);
	}
	if (all.len > first.len)
		first = arena_copy(arena, buf_str(&all));
	buf_clear(&all);
	return first;
}
