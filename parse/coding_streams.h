/* SPDX-License-Identifier: MIT */
/* coding_streams.h - one coding of HTTP at a time: chunked, gzip, deflate, br, zstd */
#ifndef PARSE_CODING_STREAMS_H
#define PARSE_CODING_STREAMS_H

#include "lib/buf.h"
#include "lib/str.h"

/* Where decoded bytes go, and how many may. */
struct coding_out {
	struct buf buf;
	size_t stored; /* bytes of the body as it was stored, for the ratio */
};

enum coding_stream {
	CODING_STREAM_WHOLE,
	CODING_STREAM_CUT,  /* ended early or damaged; what came before (maybe nothing) is there */
	CODING_STREAM_NONE, /* not of this coding */
	CODING_STREAM_LARGE /* over a limit */
};

typedef enum coding_stream (*coding_decode)(struct str in, struct coding_out *out);

enum coding_stream coding_chunked(struct str in, struct coding_out *out);
enum coding_stream coding_gzip(struct str in, struct coding_out *out);
enum coding_stream coding_deflate(struct str in, struct coding_out *out);
enum coding_stream coding_brotli(struct str in, struct coding_out *out);
enum coding_stream coding_zstd(struct str in, struct coding_out *out);

#endif
