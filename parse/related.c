/* SPDX-License-Identifier: MIT */
/* related.c - teasers of other articles, found by the structure that repeats */
#include "parse/related.h"

#include "parse/compare.h"
#include "parse/person.h"

#define FEWEST_ITEMS         3
#define FEWEST_HINTED        2   /* in a box whose class says what it is */
#define MOST_ITEM_CHARS      600 /* a teaser is short: longer items are content */
#define MOST_ITEM_LINKS      4   /* title, image, author, "more" */
#define FEWEST_TITLE_UNITS   5   /* characters of CJK, or words times two: "Home" is no title */
#define FEWEST_HEADING_UNITS 2   /* a heading that is a link is one however short */
#define FEWEST_TEASER        12  /* characters */
#define MOST_PERIOD          8   /* siblings that make one item: rows of a flat table */

static size_t
title_units(const struct measure *m)
{
	return m->cjk + 2 * (m->words - m->cjk);
}

/* The <a href> around a segment's first node, or the first one inside the segment. */
static uint32_t
link_of(const struct page *page, const struct segment *segment)
{
	uint32_t around = dom_closest(&page->dom, segment->from, TAG_A);
	if (around != DOM_NONE && dom_attribute(&page->dom, around, "href").ptr)
		return around;
	for (uint32_t i = segment->from; i < segment->to; i++)
		if (page->dom.nodes[i].tag == TAG_A && dom_attribute(&page->dom, i, "href").ptr)
			return i;
	return DOM_NONE;
}

/* The title: a heading inside a link, else the first line that is mostly link. */
static bool
find_title(const struct page *page, struct related_item *item)
{
	size_t best = PAGE_NONE;
	for (size_t i = item->from; i < item->to; i++) {
		const struct segment *segment = &page->segments.items[i];
		size_t fewest = segment->heading > 0 ? FEWEST_HEADING_UNITS : FEWEST_TITLE_UNITS;
		if (segment_link_density(segment) < 0.5 || segment->n_links > 1 ||
		    title_units(&segment->all) < fewest)
			continue;
		if (segment->heading > 0) {
			best = i;
			break;
		}
		if (best == PAGE_NONE)
			best = i;
	}
	if (best == PAGE_NONE)
		return false;
	item->title = best;
	item->link = link_of(page, &page->segments.items[best]);
	return item->link != DOM_NONE;
}

static void
find_teaser(const struct page *page, struct related_item *item)
{
	uint32_t longest = FEWEST_TEASER - 1;
	item->teaser = PAGE_NONE;
	for (size_t i = item->from; i < item->to; i++) {
		const struct segment *segment = &page->segments.items[i];
		bool prose = segment->all.sentences + segment->all.commas > 0 ||
			     segment->all.chars > 3 * FEWEST_TEASER;
		if (i != item->title && prose && segment->all.chars > longest) {
			longest = segment->all.chars;
			item->teaser = i;
		}
	}
}

/* Reads the item in the nodes [from, to). */
static bool
read_item(const struct page *page, uint32_t from, uint32_t to, struct related_item *item)
{
	uint32_t chars = 0, links = 0;
	item->from = segment_at(&page->segments, from);
	item->to = segment_at(&page->segments, to);
	for (size_t i = item->from; i < item->to; i++) {
		chars += page->segments.items[i].all.chars;
		links += page->segments.items[i].n_links;
	}
	if (chars == 0 || chars > MOST_ITEM_CHARS || links > MOST_ITEM_LINKS)
		return false;
	if (!find_title(page, item))
		return false;
	find_teaser(page, item);
	return true;
}

/* Siblings built alike: the same element with the same classes. */
static bool
is_alike(const struct dom *dom, uint32_t a, uint32_t b)
{
	return dom->nodes[a].tag == dom->nodes[b].tag &&
	       (dom->nodes[a].tag == TAG_LI ||
		   str_eq(dom_attribute(dom, a, "class"), dom_attribute(dom, b, "class")));
}

/* The element children of a node, and which of them hold a title. */
struct child {
	uint32_t node;
	bool has_title;
};
struct child_list {
	struct child *items;
	size_t n;
};

static void
list_children(const struct page *page, uint32_t parent, struct child_list *children)
{
	uint32_t first = DOM_NONE;
	*children = (struct child_list){NULL, 0};
	for (uint32_t node = dom_first_child(&page->dom, parent); node != DOM_NONE;
	     node = dom_next_sibling(&page->dom, node)) {
		struct related_item item;
		if (page->dom.nodes[node].tag == TAG_NONE)
			continue;
		struct child *child = ARENA_PUSH(page->arena, children);
		child->node = node;
		if (first != DOM_NONE && !is_alike(&page->dom, first, node))
			continue;
		child->has_title = read_item(page, node, page->dom.nodes[node].end, &item);
		if (child->has_title && first == DOM_NONE)
			first = node;
	}
}

/* How many children make one item: the commonest distance between two with titles. */
static size_t
period_of(const struct child_list *children)
{
	size_t counts[MOST_PERIOD + 1] = {0};
	size_t last = PAGE_NONE, best = 1;
	for (size_t i = 0; i < children->n; i++) {
		if (!children->items[i].has_title)
			continue;
		if (last != PAGE_NONE && i - last <= MOST_PERIOD)
			counts[i - last]++;
		last = i;
	}
	for (size_t i = 1; i <= MOST_PERIOD; i++)
		best = counts[i] > counts[best] ? i : best;
	return best;
}

/* The items below a node, each of them `period` of its children; how many were irregular. */
static void
collect_items(
    const struct page *page, uint32_t parent, struct related_item_list *items, size_t *n_odd)
{
	struct child_list children;
	size_t last = PAGE_NONE;
	*items = (struct related_item_list){NULL, 0};
	*n_odd = 0;
	list_children(page, parent, &children);
	if (children.n < FEWEST_HINTED)
		return;
	size_t period = period_of(&children);
	for (size_t i = 0; i < children.n; i++) {
		struct related_item item;
		if (!children.items[i].has_title)
			continue;
		*n_odd += last != PAGE_NONE && i - last != period;
		last = i;
		size_t end = i + period <= children.n ? i + period : children.n;
		if (read_item(page, children.items[i].node,
			page->dom.nodes[children.items[end - 1].node].end, &item))
			*ARENA_PUSH(page->arena, items) = item;
	}
}

/* Items with teasers speak for themselves; bare titles must be long ones, as headlines are. */
static bool
is_group(const struct page *page, const struct related_item_list *items, size_t n_odd, bool hinted)
{
	size_t with_teaser = 0, units = 0;
	size_t fewest = hinted ? FEWEST_HINTED : FEWEST_ITEMS;
	if (items->n < fewest || n_odd * 2 > items->n)
		return false;
	for (size_t i = 0; i < items->n; i++) {
		with_teaser += items->items[i].teaser != PAGE_NONE;
		units += title_units(&page->segments.items[items->items[i].title].all);
	}
	return with_teaser * 2 > items->n || units / items->n >= 2 * FEWEST_TITLE_UNITS;
}

bool
related_is_truncated(struct str teaser)
{
	static const struct str ends[] = {STR_INIT("\xE3\x80\x82"), STR_INIT("\xEF\xBC\x81"),
	    STR_INIT("\xEF\xBC\x9F"), STR_INIT("."), STR_INIT("!"), STR_INIT("?"),
	    STR_INIT("\xE2\x80\x9D"), STR_INIT("\"")};
	if (str_ends(teaser, STR("...")) || str_ends(teaser, STR("\xE2\x80\xA6")))
		return true;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (str_ends(teaser, ends[i]))
			return false;
	return true;
}

static void
fill_related(const struct page *page, const struct related_item *item, struct related *related)
{
	struct person person;
	const struct segment *segments = page->segments.items;
	related->title = segments[item->title].text;
	related->url = page_link(page, dom_attribute(&page->dom, item->link, "href"));
	if (item->teaser != PAGE_NONE) {
		related->teaser = segments[item->teaser].text;
		related->teaser_truncated = related_is_truncated(related->teaser);
	}
	/* The byline is what stands beside title and teaser, in whatever order. */
	uint32_t from = DOM_NONE, to = 0;
	for (size_t i = item->from; i < item->to; i++) {
		if (i == item->title || i == item->teaser || segments[i].all.chars == 0)
			continue;
		from = segments[i].from < from ? segments[i].from : from;
		to = segments[i].to > to ? segments[i].to : to;
		if (i + 1 < item->to && (i + 1 == item->title || i + 1 == item->teaser))
			break;
	}
	if (from < to && person_read(page->arena, &page->dom, from, to, &person))
		*ARENA_PUSH(page->arena, &related->authors) = person;
}

/* Most of the group's teasers stop in mid-sentence: so it goes for those that end by chance. */
static bool
are_truncated(const struct page *page, const struct related_item_list *items)
{
	size_t n = 0;
	for (size_t i = 0; i < items->n; i++) {
		size_t teaser = items->items[i].teaser;
		n += teaser != PAGE_NONE && related_is_truncated(page->segments.items[teaser].text);
	}
	return 2 * n > items->n;
}

static void
mark_group(struct page *page, const struct related_item_list *items)
{
	bool truncated = are_truncated(page, items);
	for (size_t i = 0; i < items->n; i++) {
		const struct related_item *item = &items->items[i];
		*ARENA_PUSH(page->arena, &page->teasers) = *item;

		for (size_t j = item->from; j < item->to; j++) {
			page->segments.items[j].use = SEGMENT_RELATED;
			page->segments.items[j].in_teaser = true;
			page->segments.items[j].truncated = truncated;
		}
	}
}

void
related_find(struct page *page)
{
	for (uint32_t node = 0; node < page->dom.n; node++) {
		struct related_item_list items;
		size_t n_odd;
		if (page->dom.nodes[node].tag == TAG_NONE || page->dom.nodes[node].hidden)
			continue;
		if (page->hints.inherited[node] & (HINT_NAV | HINT_FOOTER))
			continue;
		collect_items(page, node, &items, &n_odd);
		bool hinted = (page->hints.inherited[node] & HINT_RELATED) != 0;
		if (!is_group(page, &items, n_odd, hinted))
			continue;
		mark_group(page, &items);
		node = page->dom.nodes[node].end - 1;
	}
}

/* A page shows one article in several boxes: the first one says most. */
static bool
is_listed(const struct page *page, struct str url)
{
	for (size_t i = 0; i < page->article->related.n; i++)
		if (str_eq(page->article->related.items[i].url, url))
			return true;
	return false;
}

void
related_fill(struct page *page)
{
	for (size_t i = 0; i < page->teasers.n; i++) {
		const struct related_item *item = &page->teasers.items[i];
		struct related related = {.title = {NULL, 0}};
		if (page->segments.items[item->title].use != SEGMENT_RELATED)
			continue; /* the body took it: a list that is the page's content */
		fill_related(page, item, &related);
		if (compare_same(page->arena, related.title, page->article->title)) {
			if (page->self.n == 0)
				page->self = related.authors;
			continue;
		}
		if (related.url.ptr && !is_listed(page, related.url))
			*ARENA_PUSH(page->arena, &page->article->related) = related;
	}
}
