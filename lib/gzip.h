/* SPDX-License-Identifier: MIT */
/* gzip.h - deflate in its three wrappings, a stream or member at a time (RFC 1950, 1951, 1952) */
#ifndef LIB_GZIP_H
#define LIB_GZIP_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/buf.h"
#include "lib/compiler.h"
#include "lib/str.h"

enum gzip_form {
	GZIP_MEMBER, /* gzip, RFC 1952 */
	GZIP_ZLIB,   /* RFC 1950 */
	GZIP_RAW     /* bare deflate, RFC 1951 */
};

struct gzip_in; /* one stream being inflated */

struct gzip_in *gzip_in_new(enum gzip_form form);
void gzip_in_reset(struct gzip_in *gzip); /* ready for the next stream of the same form */
void gzip_in_free(struct gzip_in *gzip);  /* NULL is fine */

enum gzip_result {
	GZIP_MORE,   /* all of `bytes` was used, or `out` has got its `room` bytes */
	GZIP_END,    /* the stream or member is complete and its checksum is right */
	GZIP_DAMAGED /* no such stream, bad data or a wrong checksum; what came before is in `out`
		      */
};

/*
 * Inflates from `bytes`, adding at most `room` bytes to `out`, whose own limit must have them;
 * *used says how much of `bytes` was read.  After GZIP_END or GZIP_DAMAGED only reset and free may
 * follow.
 */
enum gzip_result
gzip_in_add(struct gzip_in *gzip, struct str bytes, size_t *used, struct buf *out, size_t room);

/* Whether the bytes begin with gzip's magic number and its one method. */
bool gzip_is_member(struct str bytes);

/* Appends one gzip member that holds the pieces, one after another.  False when out is full. */
bool gzip_write(struct buf *out, const struct str *pieces, size_t n);

/* One gzip member that is written piece by piece. */
struct gzip_out;

struct gzip_out *gzip_out_new(void);
/* Deflates the bytes; what is ready is appended.  False when out is full. */
NODISCARD bool gzip_out_add(struct gzip_out *gzip, struct str bytes, struct buf *out);
/* Appends the rest.  The same member for the same bytes, whatever the pieces and the day. */
NODISCARD bool gzip_out_end(struct gzip_out *gzip, struct buf *out);
void gzip_out_free(struct gzip_out *gzip); /* NULL is fine */

#endif
