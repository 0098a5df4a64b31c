/* SPDX-License-Identifier: MIT */
/* dateline.h - when the article was published and modified */
#ifndef PARSE_DATELINE_H
#define PARSE_DATELINE_H

#include "parse/byline.h"

/*
 * Fills date_published and date_modified.  Structured data and meta elements come first, then what
 * the page shows beside the title or after the body, a line anywhere that is called a date, the
 * address, and last a line that is nothing but a date.  Marks the segments it used.
 */
void dateline_find(struct page *page, const struct bylines *bylines);

#endif
