/* SPDX-License-Identifier: MIT */
/* header.h - the header of an HTTP response, as it comes and as it is archived (RFC 9112) */
#ifndef FETCH_HEADER_H
#define FETCH_HEADER_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/buf.h"
#include "lib/compiler.h"
#include "lib/str.h"

/* The lines of the last response: interim ones (100, 103) are dropped when the next begins. */
struct header {
	struct buf raw;
	size_t received; /* bytes in all, interim responses too */
	int status;      /* 0 until a status line came */
	bool is_whole;   /* its empty line came */
};

void header_init(struct header *header);
void header_clear(struct header *header);
void header_reset(struct header *header); /* for the next response; keeps the memory */

/* Takes one line as received. False when there is more than LIMIT_HEADER_BYTES. */
NODISCARD bool header_add(struct header *header, struct str line);

/* The value of the first field with this name, trimmed; absent when there is none. */
struct str header_field(const struct header *header, const char *name);

/*
 * Appends the header as it belongs to a body of `body_len` bytes from which transfer and content
 * codings were taken: fields that no longer fit are renamed X-Archive-Orig-..., and Content-Length
 * is right.  All other lines are as received, ended by CR LF, and an empty line closes them.
 */
void header_archive(const struct header *header, size_t body_len, struct buf *out);

#endif
