/* SPDX-License-Identifier: MIT */
/* warc_write.h - web archives out: strict WARC/1.1, plain or one gzip member a record */
#ifndef LIB_WARC_WRITE_H
#define LIB_WARC_WRITE_H

#include <stdbool.h>

#include "lib/arena.h"
#include "lib/io.h"
#include "lib/warc.h"

/*
 * Headers of each kind of record, with a new WARC-Record-ID and the current second as WARC-Date;
 * the caller adds or replaces fields before writing.  Texts are not copied.
 */
struct warc_header warc_warcinfo(struct arena *arena);
struct warc_header warc_response(struct arena *arena, struct str target_uri);
struct warc_header
warc_request(struct arena *arena, struct str target_uri, struct str concurrent_to);
/* target_uri and concurrent_to may be absent. */
struct warc_header
warc_metadata(struct arena *arena, struct str target_uri, struct str concurrent_to);
/* `profile` is WARC_PROFILE_NOT_MODIFIED (the block is the head of a 304) or
 * WARC_PROFILE_SAME_PAYLOAD (set payload_digest; the block is the head of the response). */
struct warc_header warc_revisit(struct arena *arena, struct str target_uri, const char *profile);

/*
 * Writes one record, whose block is `head` followed by `body`, and commits it.  Content-Length and
 * WARC-Block-Digest are computed; so is WARC-Payload-Digest of a response (over `body`) when it is
 * absent.  Digests are "sha256:" and 64 lower-case hexadecimal digits, the same words as
 * payload_digest in records (WARC/1.1 leaves algorithm and base to the writer).  CR, LF and NUL in
 * values become spaces.  The type, record id and date must be there.
 */
void warc_write(struct io_out *out, const struct warc_header *header, struct str head,
    struct str body, bool gzip);

#endif
