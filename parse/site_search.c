/* SPDX-License-Identifier: MIT */
/* site_search.c - the firmest selector that finds on all pages what winnow finds without a profile
 */
#include "parse/site_search.h"

#include <string.h>

#include "lib/limits.h"
#include "parse/site_ways.h"

#define MOST_TRIED  400  /* selectors of one field */
#define SHARED_COST 4    /* a selector that is to find one element finds several */
#define LITTLE      0.02 /* worth a page that a firmer selector may lack */

void
site_search_init(struct site_search *search, struct arena *arena, const struct site_pages *pages)
{
	*search = (struct site_search){.pages = pages, .arena = arena};
	search->scratch = arena_alloc(arena, sizeof *search->scratch);
	arena_init(search->scratch, LIMIT_PARSE_BYTES);
}

void
site_search_clear(struct site_search *search)
{
	arena_clear(search->scratch);
}

void
site_search_begin(struct site_search *search)
{
	size_t n = search->pages->n;
	arena_reset(search->scratch);
	memset(search->served, 0, sizeof search->served);
	search->searches = arena_alloc(search->scratch, n * sizeof *search->searches);
	for (size_t i = 0; i < n; i++)
		search->searches[i] =
		    selector_page_new(search->scratch, &search->pages->items[i].page->dom);
}

struct page
site_search_view(const struct site_search *search, size_t i)
{
	struct page view = *search->pages->items[i].page;
	view.arena = search->scratch;
	return view;
}

size_t
site_search_page(const struct site_search *search, const struct page *view)
{
	size_t i = 0;
	while (search->pages->items[i].page->article != view->article)
		i++;
	return i;
}

struct selector_nodes
site_search_find(const struct site_search *search, size_t i, struct str text)
{
	struct str why;
	struct selector_nodes found = {NULL, 0};
	struct arena *arena = search->scratch;
	const struct selector *selector = selector_compile(arena, text, &why);
	if (!selector || !selector_find(selector, search->searches[i], NULL, &found))
		found.n = 0;
	return found;
}

void
site_search_outermost(const struct dom *dom, struct selector_nodes *found)
{
	size_t n = 0;
	for (size_t i = 0, end = 0; i < found->n; i++) {
		if (found->items[i] < end)
			continue;
		end = dom->nodes[found->items[i]].end;
		found->items[n++] = found->items[i];
	}
	found->n = n;
}

static void
collect_ways(
    const struct site_search *search, const struct site_field *field, struct site_ways *ways)
{
	for (size_t i = 0; i < search->pages->n; i++) {
		struct selector_nodes targets = {NULL, 0};
		struct page view = site_search_view(search, i);
		if (search->served[i])
			continue;
		field->targets(search, field, &view, &targets);
		for (size_t j = 0; j < targets.n; j++)
			site_ways_add(ways, view.arena, &view.dom, targets.items[j]);
	}
	site_ways_sort(ways);
}

/* Over all pages that are not served; false when it is wrong on one. */
static bool
weigh(const struct site_search *search, const struct site_field *field, struct str selector,
    struct site_choice *choice)
{
	*choice = (struct site_choice){.selector = selector};
	for (size_t i = 0; i < search->pages->n; i++) {
		if (search->served[i])
			continue;
		struct page view = site_search_view(search, i);
		struct selector_nodes found = site_search_find(search, i, selector);
		double worth = field->judge(search, field, &view, &found);
		if (worth < 0)
			return false;
		choice->worth += worth;
		if (found.n > choice->n_matches)
			choice->n_matches = found.n;
	}
	return choice->worth > 0;
}

static bool
is_better(const struct site_search *search, const struct site_choice *choice, int cost,
    const struct site_choice *best, int best_cost)
{
	double margin = LITTLE * (double)search->pages->n;
	if (!best->selector.ptr || choice->worth > best->worth + margin)
		return true;
	return choice->worth >= best->worth - margin && cost < best_cost;
}

static void
serve(struct site_search *search, const struct site_field *field, struct str selector)
{
	for (size_t i = 0; i < search->pages->n; i++) {
		struct page view = site_search_view(search, i);
		struct selector_nodes found = site_search_find(search, i, selector);
		if (!search->served[i])
			search->served[i] = field->judge(search, field, &view, &found) > 0;
	}
}

bool
site_search_next(
    struct site_search *search, const struct site_field *field, struct site_choice *choice)
{
	struct site_ways ways = {NULL, 0};
	struct site_choice best = {.selector = {NULL, 0}};
	int best_cost = 0;
	collect_ways(search, field, &ways);
	for (size_t i = 0; i < ways.n && i < MOST_TRIED; i++) {
		struct site_choice one;
		if (field->most_cost > 0 && ways.items[i].cost > field->most_cost)
			break; /* they are sorted */
		if (!weigh(search, field, ways.items[i].selector, &one))
			continue;
		bool shared = field->single && one.n_matches > 1;
		int cost = ways.items[i].cost + (shared ? SHARED_COST : 0);
		if (!is_better(search, &one, cost, &best, best_cost))
			continue;
		best = one;
		best_cost = cost;
	}
	if (!best.selector.ptr)
		return false;
	serve(search, field, best.selector);
	best.selector = arena_copy(search->arena, best.selector);
	*choice = best;
	return true;
}
