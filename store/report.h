/* SPDX-License-Identifier: MIT */
/* report.h - what a night stored, as one line of JSON */
#ifndef STORE_REPORT_H
#define STORE_REPORT_H

#include "lib/buf.h"
#include "store/db.h"

/*
 * Appends one object and a line feed, over the runs of the night that began at `since` (RFC 3339),
 * or all that were stored since where no run is of that night:
 *     {"since":TIME,"articles":ARTICLES,"outcomes":{CLASS:{OUTCOME:N}},"runs":{STATE:N},
 *      "sites":[{"site":NAME,"asked":N,"good":N,"failed":N,"articles":ARTICLES,
 *        "nights":N,"usual":{"asked":N,"good":N,"articles":N,"new":N}}],
 *      "suspicious":[{"site":NAME,"reason":WORD,"detail":TEXT}]}
 * ARTICLES is {"new":N,"changed":N,"unchanged":N,"deleted":N}.  `usual` are medians over the site's
 * last `nights` nights (store/site_nights.h), absent without any; store/suspicion.h has the
 * reasons.
 */
void report_write(struct db *db, struct str since, struct buf *out);

#endif
