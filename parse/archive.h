/* SPDX-License-Identifier: MIT */
/* archive.h - a WARC stream in, its pages and notes to the pool */
#ifndef PARSE_ARCHIVE_H
#define PARSE_ARCHIVE_H

#include "lib/io.h"
#include "lib/stage.h"
#include "lib/warc_read.h"
#include "parse/pool.h"

/*
 * Reads `warc` to its end (or to a signal).  Each response or resource becomes a page for the pool,
 * or the outcome that its status says; revisits and outcome notes become outcomes; winnow's
 * warcinfo and end note become run and end records; damage becomes bad-record outcomes.  Requests,
 * metadata of others and the like are passed over: they are no URLs' outcomes.  `defaults` is what
 * the operator says of every page: its charset, and whether noindex counts.
 */
void archive_parse(struct warc_in *warc, const struct document *defaults, struct stage *stage,
    struct pool *pool, struct io_out *out);

#endif
