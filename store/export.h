/* SPDX-License-Identifier: MIT */
/* export.h - the current articles out of the database, as JSON Lines or CSV */
#ifndef STORE_EXPORT_H
#define STORE_EXPORT_H

#include "lib/io.h"
#include "store/db.h"

enum export_format {
	EXPORT_JSONL, /* one article record a line, as winnow-record(5) has it */
	EXPORT_CSV    /* RFC 4180, with a header line; nested members are joined */
};

/* The format of a name ("jsonl", "csv"); false for any other. */
bool export_format_of(const char *name, enum export_format *out);

/* Writes every article, in the order of their URLs, out of one snapshot.  How many. */
int64_t export_write(struct db *db, enum export_format format, struct io_out *out);

#endif
