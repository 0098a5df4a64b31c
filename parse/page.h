/* SPDX-License-Identifier: MIT */
/* page.h - one page while it is being extracted: its DOM, its segments and what is known of them */
#ifndef PARSE_PAGE_H
#define PARSE_PAGE_H

#include "lib/arena.h"
#include "lib/record.h"
#include "lib/url.h"
#include "parse/dom.h"
#include "parse/facts.h"
#include "parse/hints.h"
#include "parse/segment.h"

struct overruled; /* parse/overrule.h */
struct trace;     /* parse/trace.h */

#define PAGE_NONE ((size_t)-1)

/* A teaser of another article, by its segments. */
struct related_item {
	size_t from, to; /* all its segments */
	size_t title;    /* the one with the title */
	uint32_t link;   /* the <a> of the title */
	size_t teaser;   /* the one with the text, or PAGE_NONE */
};
struct related_item_list {
	struct related_item *items;
	size_t n;
};

/*
 * Finders run in a fixed order (extract.c); each reads what is here, fills its members of the
 * article and marks the segments it used (segment.h), so that no text is taken twice.
 */
struct page {
	struct arena *arena; /* of the page and the record */
	struct dom dom;
	struct hints hints;
	struct segment_list segments;
	struct facts facts;
	const struct url *url;     /* the page's own; NULL when nobody knows it */
	const struct url *base;    /* what its links are relative to: url, or what <base> says */
	int64_t now;               /* dates after this are not believed */
	size_t title_at;           /* the segment that shows the title, or PAGE_NONE */
	size_t body_from, body_to; /* the segments of the body lie within [from, to) */
	uint32_t
	    body_hints; /* of the boxes around the body's first line, so of no line in particular */
	struct related_item_list teasers;
	struct person_list self;     /* the people that the page's own teaser names */
	struct overruled *overruled; /* what a site profile says of it; NULL without one */
	struct trace *trace;         /* what was considered; NULL: nobody asks */
	struct article *article;     /* what is being filled */
};

/* Notes in the article's evidence where a field's value was found. */
void page_evidence(struct page *page, const char *field, const char *source);

/* Resolves a link of the page; absent when it is no http(s) URL. Without its fragment. */
struct str page_link(const struct page *page, struct str href);

#endif
