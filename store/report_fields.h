/* SPDX-License-Identifier: MIT */
/* report_fields.h - how many of a site's articles have each field, and where that has dropped */
#ifndef STORE_REPORT_FIELDS_H
#define STORE_REPORT_FIELDS_H

#include "store/db.h"
#include "store/report_html.h"

/* What a field of temp.fill is called; it must be one. */
enum word fields_word(struct str name);

void fields_write(struct html *html, struct db *db);

#endif
