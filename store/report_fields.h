/* SPDX-License-Identifier: MIT */
/* report_fields.h - how many of a site's articles have each field, and where that has dropped */
#ifndef STORE_REPORT_FIELDS_H
#define STORE_REPORT_FIELDS_H

#include "store/db.h"
#include "store/report_html.h"

/* Fills temp.fill from temp.piece, and adds what has dropped to temp.look by this rank. */
void fields_look(struct db *db, int64_t rank);

void fields_write(struct html *html, struct db *db);

#endif
