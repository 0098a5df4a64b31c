/* SPDX-License-Identifier: MIT */
/* sink.h - where the lines of an export go: a file that is whole or not there, or a pipe */
#ifndef STORE_SINK_H
#define STORE_SINK_H

#include "lib/io.h"
#include "store/durable.h"

struct sink {
	struct io_out out;
	struct gzip_out *gzip; /* NULL: as it is */
	struct buf plain, packed;
	char path[DURABLE_PATH_MAX]; /* "" for what is not renamed in the end */
	char part[DURABLE_PATH_MAX];
	bool is_spooled; /* copied to the standard output in the end */
};

/*
 * Opens the output.  A file is written as PATH.part, which nobody else may be writing (else the
 * program ends with status 75).  "-" is the standard output; where that is no file, all of it is
 * kept until sink_close: a slow reader must not hold the database.
 */
void sink_open(struct sink *sink, const char *path, bool gzip);

void sink_add(struct sink *sink, struct str bytes);
void sink_commit(struct sink *sink); /* a line is whole */

/* Writes what is left, waits for the disk, and puts the file in its place. */
void sink_close(struct sink *sink);

#endif
