/* SPDX-License-Identifier: MIT */
/* byline.h - who wrote the article and when, as the page shows it beside the title or at the end */
#ifndef PARSE_BYLINE_H
#define PARSE_BYLINE_H

#include "parse/page.h"

/*
 * Fills authors, date_published and date_modified.  A visible byline wins over structured data
 * about the same title, that over the page's meta elements, those over page->self.  Names of sites
 * and organisations, editors and sources are no authors.  Marks the segments it used.
 */
void byline_find(struct page *page);

#endif
