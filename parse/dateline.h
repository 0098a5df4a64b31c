/* SPDX-License-Identifier: MIT */
/* dateline.h - when the article was published and modified */
#ifndef PARSE_DATELINE_H
#define PARSE_DATELINE_H

#include "parse/byline.h"

/*
 * Fills date_published and date_modified.  Structured data and meta elements come first, unless the
 * page shows beside its title a day that it calls that of publication, or an earlier one; then what
 * it shows there or after the body, a line anywhere that is called a date or says what was done on
 * it, the address, and last a line that is nothing but a date.  A stated day that follows the one
 * in the address by one, or is that of the last change, gives way to it.  Marks the segments it
 * used.
 */
void dateline_find(struct page *page, const struct bylines *bylines);

#endif
