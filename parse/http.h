/* SPDX-License-Identifier: MIT */
/* http.h - a stored HTTP response: status, headers, and where its body lies (RFC 9112) */
#ifndef PARSE_HTTP_H
#define PARSE_HTTP_H

#include <stdbool.h>

#include "lib/arena.h"
#include "lib/str.h"

struct http_header {
	struct str name, value; /* the value unfolded and trimmed; bytes as they were */
};
struct http_header_list {
	struct http_header *items;
	size_t n;
};
struct http_response {
	bool has_head; /* false: HTTP/0.9 or a bare body; status is 0 and the body is everything */
	int status;
	struct http_header_list headers;
	struct str body; /* a view into the block, codings not undone */
};

/*
 * Reads the head of `block`.  Tolerant: line feeds alone end lines, folded lines are joined, lines
 * without a colon are skipped, interim 1xx responses before the last one too; a head that never
 * ends, or is over LIMIT_HEADER_BYTES, leaves what follows it as the body (maybe nothing).  Any
 * bytes give a response.
 */
void http_read(struct arena *arena, struct str block, struct http_response *out);

/* The value of the first header of that name (any case), or the absent text. */
struct str http_header(const struct http_response *response, struct str name);
/* All values of that name joined by ", "; absent when there is none. */
struct str
http_header_list(struct arena *arena, const struct http_response *response, struct str name);

#endif
