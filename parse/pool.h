/* SPDX-License-Identifier: MIT */
/* pool.h - several workers side by side, their records in the order of the pages */
#ifndef PARSE_POOL_H
#define PARSE_POOL_H

#include "lib/io.h"
#include "lib/stage.h"
#include "parse/document.h"

struct pool;
struct overrules; /* parse/overrule.h */

/* Starts `n_workers` processes (at least one).  Records are counted in `stage` and written to `out`
 * in the order in which they were handed in; with `joins`, the pages of an article as one record
 * (join.h).  `overrules` (or NULL) must outlive the pool. */
struct pool *pool_new(int n_workers, const struct overrules *overrules, bool joins,
    struct stage *stage, struct io_out *out);

/* Hands one page to a worker, waiting for a free one.  What becomes of a page that breaks its
 * worker, takes over LIMIT_PARSE_SECONDS or too much memory is one outcome record. */
void pool_page(struct pool *pool, const struct document *document, const struct record *record);

/* Puts a record that needs no worker behind the pages handed in before it; `counted` says whether
 * stage_count_out is to see it. */
void pool_record(struct pool *pool, const struct record *record, bool counted);

/* Waits until everything handed in is written. */
void pool_drain(struct pool *pool);

/* Drains, writes what waits for further pages, and ends the workers. */
void pool_free(struct pool *pool);

#endif
