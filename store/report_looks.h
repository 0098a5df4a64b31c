/* SPDX-License-Identifier: MIT */
/* report_looks.h - what of the last night stands out against the nights before it */
#ifndef STORE_REPORT_LOOKS_H
#define STORE_REPORT_LOOKS_H

#include "store/db.h"
#include "store/report_html.h"

/* Fills temp.look (rank, site, reason, field, now, earlier) from the tables of report_facts.h; how
 * many there are.  A look is of a site or, without one, of the night; `reason` and `field` are
 * words, the other two figures as texts. */
int64_t looks_find(struct db *db);

/* Whether addresses were asked for in the last night, and none of them was good. */
bool looks_bad(struct db *db);

void looks_write(struct html *html, struct db *db);

#endif
