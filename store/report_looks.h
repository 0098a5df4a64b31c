/* SPDX-License-Identifier: MIT */
/* report_looks.h - what of the last night stands out against the nights before it */
#ifndef STORE_REPORT_LOOKS_H
#define STORE_REPORT_LOOKS_H

#include "store/db.h"
#include "store/report_html.h"

/* Adds to temp.look what store/suspicion.h judges of the last night, as winnow-store --report does;
 * how many looks there are then. */
int64_t looks_find(struct db *db);

void looks_write(struct html *html, struct db *db);

#endif
