/* SPDX-License-Identifier: MIT */
/* print.h - what winnow-store prints instead of loading */
#ifndef STORE_PRINT_H
#define STORE_PRINT_H

#include "lib/io.h"
#include "store/db.h"

/* Each writes the standard output and gives the program's exit status. */

/* What was stored at or after `since` (RFC 3339), as one line of JSON (report.h). */
int print_report(struct db *db, const char *since, bool of_night);

/* What `write` writes of the articles (records.h, duplicates.h).  All of it comes from the database
 * before the first line goes out: who reads us may write to it. */
int print_articles(struct db *db, int64_t (*write)(struct db *db, struct io_out *out));

#endif
