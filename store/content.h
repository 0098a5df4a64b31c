/* SPDX-License-Identifier: MIT */
/* content.h - reading the articles of an export as a consumer does, and counting them */
#ifndef STORE_CONTENT_H
#define STORE_CONTENT_H

#include "store/export.h"

struct content {
	enum export_format format;
	bool has_tombstones; /* else one is a fault */
	struct export_counts counts;
	bool lacks_kinds; /* some articles do not say their page kind */
	int64_t n_lines;
	struct str fault; /* what is wrong with line n_lines; absent while nothing is */
	struct arena arena;
	struct buf line, url; /* the line at hand, as far as it came; the URL before it */
	/* Of tables. */
	bool is_quoted, after_quote;
	size_t field, n_columns; /* of the row at hand; of the header, 0 before it came */
	struct buf fields[2];    /* the first two */
};

void content_open(struct content *content, enum export_format format, bool has_tombstones);
void content_close(struct content *content);

/* Takes the next bytes of the file.  After a fault nothing more is taken. */
void content_take(struct content *content, struct str bytes);

/* The file is over: a line that has no end is a fault. */
void content_end(struct content *content);

#endif
