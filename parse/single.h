/* SPDX-License-Identifier: MIT */
/* single.h - a file that is one page */
#ifndef PARSE_SINGLE_H
#define PARSE_SINGLE_H

#include "lib/io.h"
#include "parse/pool.h"

/*
 * Hands the page to the pool and waits for its record.  `url` may be NULL; `defaults` is what the
 * operator says of every page.  An empty file is an empty page; an empty standard input had nothing
 * to say and gives no record; a file over LIMIT_PAGE_BYTES is an outcome.
 */
void single_parse(struct io_in *in, const char *url, const struct document *defaults,
    struct stage *stage, struct pool *pool);

/* The address of --url as a browser would take it, in `arena`; ends the program when it is none. */
const char *single_url(struct arena *arena, const char *text);

#endif
