/* SPDX-License-Identifier: MIT */
/* input.h - request lines from a descriptor of the poll loop, without ever waiting for one */
#ifndef FETCH_INPUT_H
#define FETCH_INPUT_H

#include <stdbool.h>

#include "lib/buf.h"
#include "lib/str.h"

struct input {
	int fd;
	struct buf data; /* read and not yet taken: data.ptr[taken .. data.len) */
	size_t taken;
	bool eof;      /* everything was read, not: everything was taken */
	bool skipping; /* inside a line that is too long */
};

void input_init(struct input *input, int fd);
void input_clear(struct input *input);

/* Reads once; call it when the descriptor is ready. A read error ends the program. */
void input_fill(struct input *input);

enum input_line { INPUT_LINE, INPUT_TOO_LONG, INPUT_NONE };

/*
 * The next line without its end, valid until the next call.  INPUT_TOO_LONG: over
 * LIMIT_REQUEST_BYTES, and *line is its beginning.  INPUT_NONE: none is whole; with `eof`, none
 * will come.  The last line may lack its line feed.
 */
enum input_line input_next(struct input *input, struct str *line);

/* Everything was read and taken. */
bool input_is_over(const struct input *input);

#endif
