/* SPDX-License-Identifier: MIT */
/* byline.c - where a page shows who wrote it and when: beside the title, or at the end of the body
 */
#include "parse/byline.h"

#define WINDOW_BEFORE   4   /* segments before the title */
#define WINDOW_AFTER    16  /* after the title, until the body has begun */
#define WINDOW_IN_BODY  3   /* first and last segments of the body */
#define WINDOW_END      6   /* after the body */
#define MOST_LINE_CHARS 160 /* a longer line is prose */

static size_t
minus(size_t a, size_t b)
{
	return a > b ? a - b : 0;
}

struct bylines
byline_windows(const struct page *page)
{
	struct bylines bylines;
	size_t n = page->segments.n, title = page->title_at;
	bool has_body = page->body_to > page->body_from;
	size_t start = title != PAGE_NONE ? title : page->body_from;
	size_t stop = start + WINDOW_AFTER;
	if (has_body && page->body_from >= start && stop > page->body_from + WINDOW_IN_BODY)
		stop = page->body_from + WINDOW_IN_BODY;
	bylines.at_title = (struct window){minus(start, WINDOW_BEFORE), stop < n ? stop : n};
	size_t end = has_body ? page->body_to : n;
	size_t last = end + WINDOW_END;
	bylines.at_end = (struct window){minus(end, WINDOW_IN_BODY), last < n ? last : n};
	if (bylines.at_end.from < bylines.at_title.to)
		bylines.at_end.from = bylines.at_title.to;
	return bylines;
}

bool
byline_may_be(const struct page *page, const struct segment *segment)
{
	uint32_t hints = page->hints.inherited[segment->block];
	/* What holds for the middle of the body as well is said of a box around both. */
	if (page->body_to > page->body_from) {
		size_t middle = page->body_from + (page->body_to - page->body_from) / 2;
		hints &= ~page->hints.inherited[page->segments.items[middle].block];
	}
	return !segment->hidden && segment->all.chars > 0 &&
	       segment->all.chars <= MOST_LINE_CHARS && segment->use != SEGMENT_TITLE &&
	       segment->use != SEGMENT_RELATED && segment->use != SEGMENT_TERM &&
	       !(hints & (HINT_NAV | HINT_COMMENT | HINT_FOOTER | HINT_UNSEEN));
}

void
byline_mark(struct page *page, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (page->segments.items[i].use == SEGMENT_FREE ||
		    page->segments.items[i].use == SEGMENT_BODY)
			page->segments.items[i].use = SEGMENT_BYLINE;
}
