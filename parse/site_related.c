/* SPDX-License-Identifier: MIT */
/* site_related.c - the elements that are teasers of other articles, and where their parts are */
#include "parse/site_fields.h"

#include "lib/unicode.h"
#include "parse/compare.h"

#define MOST_WAYS     2
#define MOST_TARGETS  12   /* teasers of a page that are tried */
#define LEAST_WORTH   0.9  /* of the teasers found: what site_topics.c calls the same */
#define LEAST_PARTS   0.75 /* of the teasers whose part is found as it is */
#define MOST_NODES    40
#define LINK_ALONE    0.5 /* an item without the text that belongs to it */
#define ENOUGH_POINTS 20  /* of that text */

static bool
is_own(const struct page *view, struct str url)
{
	return view->url && str_eq(url, url_without_fragment(view->url));
}

/* Which teaser of the record the address belongs to; n when to none. */
static size_t
teaser_of(const struct page *view, struct str url)
{
	const struct related_list *related = &view->article->related;
	size_t i = 0;
	while (i < related->n && !(url.ptr && str_eq(related->items[i].url, url)))
		i++;
	return i;
}

/* The teaser that the element belongs to by all its links; n when to none or to several. */
static size_t
only_teaser(const struct page *view, uint32_t node)
{
	size_t n = view->article->related.n, only = n;
	for (uint32_t i = node; i < view->dom.nodes[node].end; i++) {
		if (view->dom.nodes[i].tag != TAG_A)
			continue;
		struct str url = page_link(view, dom_attribute(&view->dom, i, "href"));
		size_t one = teaser_of(view, url);
		if (url.ptr && (one == n || (only != n && only != one)))
			return n;
		only = one == n ? only : one;
	}
	return only;
}

/* The largest elements around the links of teasers that have links of one teaser only. */
static void
item_targets(const struct site_search *search, const struct site_field *field,
    const struct page *view, struct selector_nodes *nodes)
{
	size_t n = view->article->related.n;
	(void)search;
	(void)field;
	for (uint32_t i = 1; i < view->dom.n && nodes->n < MOST_TARGETS; i++) {
		uint32_t node = i, above;
		if (view->dom.nodes[i].tag != TAG_A || only_teaser(view, i) == n)
			continue;
		*ARENA_PUSH(view->arena, nodes) = node;
		while ((above = dom_parent(&view->dom, node)) != DOM_NONE && above != 0 &&
		       only_teaser(view, above) != n)
			*ARENA_PUSH(view->arena, nodes) = node = above;
		i = view->dom.nodes[node].end - 1;
	}
}

/* Whether the element shows the teaser's text, or as much of it as shows that it is there. */
static bool
shows_teaser(const struct page *view, uint32_t item, const struct related *related)
{
	struct str head = unicode_prefix(related->teaser, ENOUGH_POINTS);
	return head.len == 0 || str_find(overrule_text(view, item), head) != STR_NOT_FOUND;
}

/* By the addresses of what is found: as many of the teasers as possible, whole, and little else. */
static double
judge_items(const struct site_search *search, const struct site_field *field,
    const struct page *view, const struct selector_nodes *found)
{
	const struct related_list *related = &view->article->related;
	struct selector_nodes outer = *found;
	double right = 0;
	size_t n = 0;
	(void)search;
	(void)field;
	site_search_outermost(&view->dom, &outer);
	bool *seen = arena_alloc(view->arena, related->n + 1);
	for (size_t i = 0; i < outer.n; i++) {
		struct str url = overrule_link(view, outer.items[i]);
		size_t one = teaser_of(view, url);
		if (is_own(view, url) || !overrule_text(view, outer.items[i]).ptr)
			continue;
		n++;
		if (one == related->n || seen[one])
			continue;
		seen[one] = true;
		right += shows_teaser(view, outer.items[i], &related->items[one]) ? 1 : LINK_ALONE;
	}
	if (n == 0)
		return 0;
	double worth = 2.0 * right / (double)(n + related->n);
	return worth >= LEAST_WORTH ? worth : SITE_WRONG;
}

/* ---- parts ---- */

/* A part of a teaser: what the record has, and the items it is looked for in. */
struct part {
	const struct site_proposals *proposals;
	size_t offset; /* in struct related */
};

static struct selector_nodes
find_items(const struct site_search *search, const struct page *view,
    const struct site_proposals *proposals)
{
	struct selector_nodes found = {NULL, 0};
	size_t page = site_search_page(search, view);
	for (size_t j = 0; j < proposals->n && found.n == 0; j++)
		if (proposals->items[j].key == OVERRULE_RELATED_ITEM)
			found = site_search_find(search, page, proposals->items[j].selector);
	site_search_outermost(&view->dom, &found);
	return found;
}

static struct str
wanted_part(const struct part *part, const struct page *view, uint32_t item)
{
	size_t one = teaser_of(view, overrule_link(view, item));
	if (one == view->article->related.n)
		return (struct str){NULL, 0};
	return *(
	    const struct str *)((const char *)&view->article->related.items[one] + part->offset);
}

static void
part_targets(const struct site_search *search, const struct site_field *field,
    const struct page *view, struct selector_nodes *nodes)
{
	const struct part *part = field->state;
	struct selector_nodes items = find_items(search, view, part->proposals);
	for (size_t i = 0; i < items.n && nodes->n < MOST_TARGETS; i++) {
		uint32_t item = items.items[i], end = view->dom.nodes[item].end;
		struct str wanted = wanted_part(part, view, item);
		for (uint32_t j = item; wanted.ptr && j < end; j++)
			if (view->dom.nodes[j].tag != TAG_NONE &&
			    view->dom.nodes[j].end - j <= MOST_NODES &&
			    compare_same(view->arena, overrule_text(view, j), wanted))
				*ARENA_PUSH(view->arena, nodes) = j;
	}
}

static double
judge_part(const struct site_search *search, const struct site_field *field,
    const struct page *view, const struct selector_nodes *found)
{
	const struct part *part = field->state;
	struct selector_nodes items = find_items(search, view, part->proposals);
	size_t right = 0, wanted_ones = 0, at;
	for (size_t i = 0; i < items.n; i++) {
		uint32_t item = items.items[i];
		struct str wanted = wanted_part(part, view, item);
		if (!wanted.ptr)
			continue;
		wanted_ones++;
		at = selector_nodes_at(found, item);
		if (at < found->n && found->items[at] < view->dom.nodes[item].end)
			right += compare_same(
			    view->arena, overrule_text(view, found->items[at]), wanted);
	}
	if (wanted_ones == 0)
		return 0;
	double worth = (double)right / (double)wanted_ones;
	return worth >= LEAST_PARTS ? worth : SITE_WRONG;
}

/* The text of an item's first link is its title where no key says otherwise. */
static bool
has_titles_by_default(const struct site_search *search, const struct part *title)
{
	for (size_t i = 0; i < search->pages->n; i++) {
		struct page view = site_search_view(search, i);
		struct selector_nodes items = find_items(search, &view, title->proposals);
		for (size_t j = 0; j < items.n; j++) {
			uint32_t item = items.items[j];
			uint32_t link = dom_find(&view.dom, item, view.dom.nodes[item].end, TAG_A);
			struct str wanted = wanted_part(title, &view, item);
			struct str text = overrule_text(&view, link == DOM_NONE ? item : link);
			if (wanted.ptr && !compare_same(view.arena, text, wanted))
				return false;
		}
	}
	return true;
}

void
site_fields_related(struct site_search *search, struct site_proposals *proposals)
{
	static const struct site_field items = {
	    .key = OVERRULE_RELATED_ITEM, .targets = item_targets, .judge = judge_items};
	struct part title = {proposals, offsetof(struct related, title)};
	struct part teaser = {proposals, offsetof(struct related, teaser)};
	const struct site_field parts[] = {
	    {.key = OVERRULE_RELATED_TITLE,
		.targets = part_targets,
		.judge = judge_part,
		.state = &title},
	    {.key = OVERRULE_RELATED_TEASER,
		.targets = part_targets,
		.judge = judge_part,
		.state = &teaser},
	};
	size_t before = proposals->n;
	site_fields_ways(search, &items, MOST_WAYS, proposals);
	if (proposals->n == before)
		return;
	if (!has_titles_by_default(search, &title))
		site_fields_ways(search, &parts[0], 1, proposals);
	site_fields_ways(search, &parts[1], 1, proposals);
}
