/* SPDX-License-Identifier: MIT */
/* io.h - files and pipes: buffered reading by line or byte count, writing that is checked */
#ifndef LIB_IO_H
#define LIB_IO_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/buf.h"
#include "lib/compiler.h"
#include "lib/str.h"

/* An input. A read error ends the program with status 1 and the input's name. */
struct io_in {
	int fd;
	const char *name; /* "-" is the standard input, for messages too; not copied */
	struct buf data;  /* read and not yet taken: data.ptr[taken .. data.len) */
	size_t taken;
	unsigned long long offset; /* of the next byte, from the start of the input */
	bool eof;
};

enum io_line { IO_LINE, IO_TOO_LONG, IO_END };

/* False (errno says why) when the file cannot be opened. */
NODISCARD bool io_in_open(struct io_in *in, const char *name);
void io_in_fd(struct io_in *in, int fd, const char *name); /* takes the descriptor over */
void io_in_close(struct io_in *in);

/* The next line without its "\n" (a "\r" before it stays), valid until the next call; the last one
 * may lack its line feed.  A line over `limit` bytes is skipped whole: IO_TOO_LONG, and *line holds
 * its first bytes. */
enum io_line io_in_line(struct io_in *in, size_t limit, struct str *line);

/* At least `len` bytes of look-ahead if the input has them; a view, valid until the next call. */
struct str io_in_peek(struct io_in *in, size_t len);
void io_in_take(struct io_in *in, size_t len); /* moves past bytes that were peeked */

/* Whether a line, or the end, can be had without waiting. */
bool io_in_is_ready(struct io_in *in);

/*
 * An output, written whole records at a time: io_out_add collects, io_out_commit ends a record and
 * writes when enough has come together, io_out_flush writes all.  A write error ends the program
 * with status 1; a reader that is gone (EPIPE) ends it quietly.
 */
struct io_out {
	int fd;
	const char *name;
	struct buf data;
};

/* "-" is the standard output; false (errno says why) when the file cannot be created. */
NODISCARD bool io_out_open(struct io_out *out, const char *name);
void io_out_fd(struct io_out *out, int fd, const char *name);
void io_out_add(struct io_out *out, struct str bytes);
void io_out_commit(struct io_out *out);
void io_out_flush(struct io_out *out);
void io_out_close(struct io_out *out); /* flushes; a failed close is a write error */

/* Reads a whole file; false (with a reason in *why) when it cannot be read or is over `limit`. */
NODISCARD bool io_read_file(const char *path, size_t limit, struct buf *out, const char **why);

#endif
