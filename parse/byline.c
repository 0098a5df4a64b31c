/* SPDX-License-Identifier: MIT */
/* byline.c - where a page shows who wrote it and when: beside the title, or at the end of the body
 */
#include "parse/byline.h"

/* Lines of text: images and empty segments do not count. */
#define WINDOW_BEFORE   4   /* before the title */
#define WINDOW_AFTER    16  /* after the title, until the body has begun */
#define WINDOW_IN_BODY  3   /* first and last lines of the body */
#define WINDOW_END      6   /* after the body */
#define MOST_LINE_CHARS 160 /* a longer line is prose */

static bool
is_line(const struct segment *segment)
{
	return segment->all.chars > 0;
}

/* The segment `lines` lines before `at`. */
static size_t
back(const struct page *page, size_t at, size_t lines)
{
	while (at > 0 && lines > 0)
		lines -= is_line(&page->segments.items[--at]);
	return at;
}

/* Behind the next `lines` lines from `at`. */
static size_t
forth(const struct page *page, size_t at, size_t lines)
{
	while (at < page->segments.n && lines > 0)
		lines -= is_line(&page->segments.items[at++]);
	return at;
}

/* The first line of the body at or behind `at`; the end of the page when there is none. */
static size_t
body_begins(const struct page *page, size_t at)
{
	while (at < page->segments.n && (page->segments.items[at].use != SEGMENT_BODY ||
					    !is_line(&page->segments.items[at])))
		at++;
	return at;
}

struct bylines
byline_windows(struct page *page)
{
	struct bylines bylines;
	size_t n = page->segments.n, title = page->title_at;
	bool has_body = page->body_to > page->body_from;
	size_t start = title != PAGE_NONE ? title : page->body_from;
	size_t stop = forth(page, start, WINDOW_AFTER + (title != PAGE_NONE));
	size_t in_body = forth(page, body_begins(page, start), WINDOW_IN_BODY);
	if (has_body && stop > in_body)
		stop = in_body;
	bylines.at_title = (struct window){back(page, start, WINDOW_BEFORE), stop};
	size_t first = body_begins(page, page->body_from);
	if (first < page->body_to)
		page->body_hints = page->hints.inherited[page->segments.items[first].block];
	size_t end = has_body ? page->body_to : n;
	bylines.at_end =
	    (struct window){back(page, end, WINDOW_IN_BODY), forth(page, end, WINDOW_END)};
	if (bylines.at_end.from < bylines.at_title.to)
		bylines.at_end.from = bylines.at_title.to;
	return bylines;
}

bool
byline_may_be(const struct page *page, const struct segment *segment)
{
	uint32_t hints = page->hints.inherited[segment->block];
	uint32_t refused = HINT_NAV | HINT_COMMENT | HINT_UNSEEN;
	/* A footer before the article's end is its head's, or a card's. */
	if ((size_t)(segment - page->segments.items) >= page->body_to)
		refused |= HINT_FOOTER;
	return !segment->hidden && is_line(segment) && segment->all.chars <= MOST_LINE_CHARS &&
	       segment->use != SEGMENT_TITLE && segment->use != SEGMENT_RELATED &&
	       segment->use != SEGMENT_TERM && !(hints & ~page->body_hints & refused);
}

void
byline_mark(struct page *page, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (page->segments.items[i].use == SEGMENT_FREE ||
		    page->segments.items[i].use == SEGMENT_BODY)
			page->segments.items[i].use = SEGMENT_BYLINE;
}
