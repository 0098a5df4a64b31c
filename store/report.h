/* SPDX-License-Identifier: MIT */
/* report.h - what was stored since a time, as one line of JSON */
#ifndef STORE_REPORT_H
#define STORE_REPORT_H

#include "lib/buf.h"
#include "store/db.h"

/*
 * {"since":TIME,"articles":{"new":N,"changed":N,"unchanged":N},"outcomes":{CLASS:{OUTCOME:N}},
 * "runs":{STATE:N}} over everything stored at or after `since` (RFC 3339), and a line feed.
 */
void report_write(struct db *db, struct str since, struct buf *out);

#endif
