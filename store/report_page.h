/* SPDX-License-Identifier: MIT */
/* report_page.h - the report as one page of HTML that needs nothing else */
#ifndef STORE_REPORT_PAGE_H
#define STORE_REPORT_PAGE_H

#include "store/db.h"
#include "store/report_words.h"

struct page_request {
	enum language language;
	const char *title; /* or NULL */
	struct str site;   /* the only one, or absent */
	int64_t nights;    /* the last ones, 1 or more */
};

/* Writes the page of one state of the database, which is not changed.  Nothing is printed before
 * all of it is there and the database is free again. */
void page_print(struct db *db, const struct page_request *request);

#endif
