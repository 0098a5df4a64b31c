/* SPDX-License-Identifier: MIT */
/* coding.h - undo the transfer and content codings that an archive left in a body */
#ifndef PARSE_CODING_H
#define PARSE_CODING_H

#include <stdbool.h>

#include "lib/arena.h"
#include "parse/http.h"

/* Codings one on another; more than gzip over gzip is a bomb or a mistake. */
#define CODING_MAX 5
/* Decoded bytes for each stored byte, looked at from CODING_RATIO_FROM decoded bytes up: pages of
 * machine-made tables come to 100, deflate bombs to 1,000, brotli's and zstd's to millions. */
#define CODING_MAX_RATIO  250u
#define CODING_RATIO_FROM (4u << 20)

enum coding_result {
	CODING_OK,        /* the body is decoded, as far as it goes (see truncated) */
	CODING_BAD,       /* an unknown coding, too many of them, or nothing that decodes */
	CODING_TOO_LARGE, /* over LIMIT_PAGE_BYTES or CODING_MAX_RATIO */
};

struct coding {
	struct str body; /* decoded, in the arena, or a view of the stored body when nothing was */
	bool truncated;  /* a stream ended early or was damaged: the body is what came before */
	int n_undone;    /* codings that were undone */
	struct str why;  /* CODING_BAD, CODING_TOO_LARGE, truncated: one sentence for people */
};

/*
 * Undoes Transfer-Encoding, then Content-Encoding (chunked, gzip, x-gzip, deflate with or without
 * zlib's header, br, zstd, identity), last applied first.  Headers that lie are not believed: a
 * body that is no gzip, or is not chunked, stays as it is, and one that is chunked from its first
 * to its last byte is joined without a header saying so.  Headers renamed X-Archive-Orig-* say
 * that a coding is already undone and ask for nothing.  On CODING_BAD and CODING_TOO_LARGE the
 * body is as far as it was decoded.
 */
enum coding_result
coding_undo(struct arena *arena, const struct http_response *response, struct coding *out);

#endif
