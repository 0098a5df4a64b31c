/* SPDX-License-Identifier: MIT */
/* authors.h - the people who wrote the article */
#ifndef PARSE_AUTHORS_H
#define PARSE_AUTHORS_H

#include "parse/byline.h"

/*
 * Fills authors.  A visible byline wins over structured data about the same title, that over the
 * page's meta elements, those over bylines far from the title and over page->self.  Names of sites
 * and organisations, editors and sources are no authors.  Marks the segments it used.
 */
void authors_find(struct page *page, const struct bylines *bylines);

#endif
