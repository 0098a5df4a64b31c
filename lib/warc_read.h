/* SPDX-License-Identifier: MIT */
/* warc_read.h - web archives in: WARC 0.17 to 1.1 and ARC 1, plain or gzip, tolerant of damage */
#ifndef LIB_WARC_READ_H
#define LIB_WARC_READ_H

#include <stdbool.h>

#include "lib/arena.h"
#include "lib/compiler.h"
#include "lib/warc.h"
#include "lib/warc_source.h"

struct warc_in {
	struct warc_source source;
	bool is_arc; /* an ARC file's first record was seen */
};

/* False (errno says why) when the file cannot be opened; "-" is the standard input. */
NODISCARD bool warc_in_open(struct warc_in *warc, const char *name);
void warc_in_fd(struct warc_in *warc, int fd, const char *name); /* takes the descriptor over */
void warc_in_close(struct warc_in *warc);

enum warc_result {
	WARC_RECORD,
	WARC_BAD,       /* damage: a record that is cut short, has a wrong length, or is none */
	WARC_TOO_LARGE, /* a whole record whose block is over LIMIT_WARC_BLOCK_BYTES */
	WARC_END
};

/*
 * The next record.  The texts of *header live in the arena; *block is a view, valid until the next
 * call.  WARC_BAD and WARC_TOO_LARGE give *why, a sentence that names the byte offset, and in
 * *header what could be read of it (target_uri is absent when not even that could); reading then
 * goes on at the next record, wherever it begins.  Never waits for more bytes than the record has,
 * so that a pipe flows record by record.  Line ends between records are skipped silently; every
 * other stretch that is no record gives exactly one WARC_BAD.
 */
enum warc_result warc_next(struct warc_in *warc, struct arena *arena, struct warc_header *header,
    struct str *block, struct str *why);

/* Whether bytes begin an archive, plain or gzip: for telling archives from pages.  A few hundred
 * bytes are enough. */
bool warc_is_archive(struct str bytes);

#endif
