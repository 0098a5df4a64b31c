/* SPDX-License-Identifier: MIT */
/* lines.h - JSON Lines in and out: a line that is no record becomes an outcome, never a crash */
#ifndef LIB_LINES_H
#define LIB_LINES_H

#include <stdbool.h>

#include "lib/io.h"
#include "lib/record.h"

struct lines_in {
	struct io_in in;
	const char *stage;         /* the stage that reads, for its bad-record outcomes */
	unsigned long long number; /* of the line read last, from 1 */
};

/* False (errno says why) when the file cannot be opened; "-" is the standard input. */
NODISCARD bool lines_open(struct lines_in *lines, const char *name, const char *stage);
void lines_close(struct lines_in *lines);

enum lines_result { LINES_RECORD, LINES_BAD, LINES_END };

/*
 * The next record, all its memory from `arena` (which the caller resets).  Blank lines are skipped.
 * LINES_BAD: the line is no record; *out is then a failed/bad-record outcome that names the line's
 * number and reason, with the line as `input` (bytes that are not UTF-8 shown as U+FFFD).
 */
enum lines_result lines_next(struct lines_in *lines, struct arena *arena, struct record *out);

/* Writes one record; a record over LIMIT_LINE_BYTES becomes a failed/too-large outcome. */
void lines_write(struct io_out *out, const struct record *record, const char *stage);

#endif
