/* SPDX-License-Identifier: MIT */
/* byline.h - where a page shows who wrote it and when: beside the title, or at the end of the body
 */
#ifndef PARSE_BYLINE_H
#define PARSE_BYLINE_H

#include "parse/page.h"

/* A range of segments in which a byline may stand. */
struct window {
	size_t from, to;
};

/* Two places: around the title, and after the body.  They do not overlap.  Fills page->body_hints.
 */
struct bylines {
	struct window at_title, at_end;
};
struct bylines byline_windows(struct page *page);

/* Whether a segment may be a byline: a short line that is seen and has no other use. */
bool byline_may_be(const struct page *page, const struct segment *segment);

/* What was read as a byline is no part of the body. */
void byline_mark(struct page *page, size_t from, size_t to);

#endif
