/* SPDX-License-Identifier: MIT */
/* dateline.h - when the article was published and modified */
#ifndef PARSE_DATELINE_H
#define PARSE_DATELINE_H

#include "parse/byline.h"

/*
 * Fills date_published and date_modified.  Collects what structured data and meta elements
 * state, what the page shows beside the title or else after the body, and the day in the address;
 * only where that gives no publication, a line in a box that is called a date, and last a line that
 * is nothing but a date or says what date it gives.  date_choice.h says which of them counts.
 * Marks the segments it used.
 */
void dateline_find(struct page *page, const struct bylines *bylines);

#endif
