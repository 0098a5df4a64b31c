/* SPDX-License-Identifier: MIT */
/* records.h - stored articles back as records, and the lines that their sites repeat */
#ifndef STORE_RECORDS_H
#define STORE_RECORDS_H

#include "lib/io.h"
#include "store/db.h"

/* Writes every article that is not gone, with its teasers, in the order in which they were first
 * stored: input for winnow-normalize after a change of its rules.  How many. */
int64_t records_write(struct db *db, struct io_out *out);

/* Writes the counts that winnow-normalize --lines reads, over the same articles, but only of texts
 * that at least two pages of a site have, in the order of site, kind and text.  How many lines. */
int64_t records_write_lines(struct db *db, struct io_out *out);

#endif
