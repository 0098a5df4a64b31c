/* SPDX-License-Identifier: MIT */
/* site_body.c - the elements that hold the body, and what in them is to be removed */
#include "parse/site_fields.h"

#define MOST_WAYS     2    /* values of `body` */
#define MOST_REMOVES  6    /* values of `remove` */
#define FIRM_COST     12   /* of a `remove`: no places among siblings, for they lose text */
#define MOST_TARGETS  12   /* elements of a page that are tried */
#define LEAST_SHARE   0.3  /* of the body's characters that an element has to hold */
#define LEAST_WORTH   0.6  /* of the elements found, as the body */
#define LEAST_CUT     0.02 /* of a body's characters that are worth a `remove` */
#define RECALL_WEIGHT 4    /* what is left out is lost, what comes along can be removed */

/* Characters of a page by what a profile's body would do with them. */
struct weights {
	double body, taken, both;
};

/* Whether an element that holds the segment would make it body: take_container of overrule_page.c,
 * before the finders of bylines have had their say. */
static bool
is_taken(const struct segment *segment)
{
	return !segment->is_button &&
	       (segment->use == SEGMENT_BODY || segment->use == SEGMENT_FREE ||
		   segment->use == SEGMENT_BYLINE || segment->use == SEGMENT_RELATED);
}

static double
body_chars(const struct page *view, uint32_t from, uint32_t to)
{
	double chars = 0;
	for (size_t i = segment_at(&view->segments, from);
	     i < view->segments.n && view->segments.items[i].from < to; i++)
		if (view->segments.items[i].use == SEGMENT_BODY)
			chars += view->segments.items[i].all.chars;
	return chars;
}

static struct weights
weigh(const struct page *view, const struct selector_nodes *found)
{
	struct weights weights = {.body = body_chars(view, 0, view->dom.n)};
	for (size_t j = 0; j < found->n; j++) {
		uint32_t from = found->items[j], to = view->dom.nodes[from].end;
		weights.both += body_chars(view, from, to);
		for (size_t i = segment_at(&view->segments, from);
		     i < view->segments.n && view->segments.items[i].from < to; i++)
			if (is_taken(&view->segments.items[i]))
				weights.taken += view->segments.items[i].all.chars;
	}
	return weights;
}

/* ---- body ---- */

/* The elements that hold much of the body, the smallest first. */
static void
body_targets(const struct site_search *search, const struct site_field *field,
    const struct page *view, struct selector_nodes *nodes)
{
	double all = body_chars(view, 0, view->dom.n);
	(void)search;
	(void)field;
	for (uint32_t i = view->dom.n; all > 0 && i-- > 1 && nodes->n < MOST_TARGETS;)
		if (view->dom.nodes[i].tag != TAG_NONE && view->dom.nodes[i].end - i > 1 &&
		    body_chars(view, i, view->dom.nodes[i].end) >= LEAST_SHARE * all)
			*ARENA_PUSH(view->arena, nodes) = i;
}

static double
judge_body(const struct site_search *search, const struct site_field *field,
    const struct page *view, const struct selector_nodes *found)
{
	struct selector_nodes outer = *found;
	(void)search;
	(void)field;
	site_search_outermost(&view->dom, &outer);
	struct weights weights = weigh(view, &outer);
	if (weights.taken <= 0)
		return 0;
	double worth =
	    (1 + RECALL_WEIGHT) * weights.both / (RECALL_WEIGHT * weights.body + weights.taken);
	return worth >= LEAST_WORTH ? worth : SITE_WRONG;
}

/* ---- remove ---- */

/* What the proposed body takes along and no `remove` cuts yet. */
struct excess {
	bool *segments[SITE_MOST_PAGES]; /* by segment */
};

static bool
has_body_or_field(const struct page *view, uint32_t node)
{
	uint32_t to = view->dom.nodes[node].end;
	for (size_t i = segment_at(&view->segments, node);
	     i < view->segments.n && view->segments.items[i].from < to; i++)
		if (view->segments.items[i].use != SEGMENT_FREE &&
		    view->segments.items[i].use != SEGMENT_TWIN)
			return true;
	return false;
}

static const bool *
excess_of(const struct site_search *search, const struct site_field *field, const struct page *view)
{
	const struct excess *excess = field->state;
	return excess->segments[site_search_page(search, view)];
}

/* The largest elements around what is too much that hold nothing else. */
static void
remove_targets(const struct site_search *search, const struct site_field *field,
    const struct page *view, struct selector_nodes *nodes)
{
	const bool *excess = excess_of(search, field, view);
	uint32_t end = 0;
	for (size_t i = 0; i < view->segments.n && nodes->n < MOST_TARGETS; i++) {
		uint32_t node = view->segments.items[i].block, above;
		if (!excess[i] || node < end || has_body_or_field(view, node))
			continue;
		while ((above = dom_parent(&view->dom, node)) != DOM_NONE && above != 0 &&
		       !has_body_or_field(view, above))
			node = above;
		*ARENA_PUSH(view->arena, nodes) = node;
		end = view->dom.nodes[node].end;
	}
}

static double
judge_remove(const struct site_search *search, const struct site_field *field,
    const struct page *view, const struct selector_nodes *found)
{
	const bool *excess = excess_of(search, field, view);
	double cut = 0, all = body_chars(view, 0, view->dom.n);
	for (size_t j = 0; j < found->n; j++) {
		uint32_t from = found->items[j], to = view->dom.nodes[from].end;
		if (has_body_or_field(view, from))
			return SITE_WRONG;
		for (size_t i = segment_at(&view->segments, from);
		     i < view->segments.n && view->segments.items[i].from < to; i++)
			if (excess[i])
				cut += view->segments.items[i].all.chars;
	}
	return all > 0 && cut >= LEAST_CUT * all ? (cut < all ? cut / all : 1) : 0;
}

/* Marks what lies in the elements found, or takes the mark away. */
static void
mark(const struct page *view, const struct selector_nodes *found, bool *excess, bool is_excess)
{
	for (size_t j = 0; j < found->n; j++) {
		uint32_t from = found->items[j], to = view->dom.nodes[from].end;
		for (size_t i = segment_at(&view->segments, from);
		     i < view->segments.n && view->segments.items[i].from < to; i++) {
			const struct segment *segment = &view->segments.items[i];
			if (!is_excess)
				excess[i] = false;
			else if (is_taken(segment) && segment->use == SEGMENT_FREE)
				excess[i] = true;
		}
	}
}

/* What a profile's `body` finds on page i: the first value that finds anything. */
static struct selector_nodes
find_body(const struct site_search *search, size_t i, const struct site_proposals *proposals)
{
	struct selector_nodes found = {NULL, 0};
	for (size_t j = 0; j < proposals->n && found.n == 0; j++)
		if (proposals->items[j].key == OVERRULE_BODY)
			found = site_search_find(search, i, proposals->items[j].selector);
	return found;
}

static void
propose_removes(struct site_search *search, struct site_proposals *proposals)
{
	struct excess excess = {{NULL}};
	struct site_choice choice;
	const struct site_field field = {.key = OVERRULE_REMOVE,
	    .most_cost = FIRM_COST,
	    .targets = remove_targets,
	    .judge = judge_remove,
	    .state = &excess};
	site_search_begin(search);
	for (size_t i = 0; i < search->pages->n; i++) {
		struct page view = site_search_view(search, i);
		struct selector_nodes found = find_body(search, i, proposals);
		excess.segments[i] =
		    arena_alloc(search->arena, (view.segments.n + 1) * sizeof(bool));
		mark(&view, &found, excess.segments[i], true);
	}
	for (int n = 0; n < MOST_REMOVES && site_search_next(search, &field, &choice); n++) {
		*ARENA_PUSH(search->arena, proposals) = (struct site_proposal){
		    OVERRULE_REMOVE, choice.selector, choice.n_matches, false};
		for (size_t i = 0; i < search->pages->n; i++) {
			struct page view = site_search_view(search, i);
			struct selector_nodes found = site_search_find(search, i, choice.selector);
			mark(&view, &found, excess.segments[i], false);
			search->served[i] = false; /* every value of `remove` counts */
		}
	}
}

void
site_fields_body(struct site_search *search, struct site_proposals *proposals)
{
	static const struct site_field field = {
	    .key = OVERRULE_BODY, .targets = body_targets, .judge = judge_body};
	size_t before = proposals->n;
	site_fields_ways(search, &field, MOST_WAYS, proposals);
	if (proposals->n > before)
		propose_removes(search, proposals);
}
