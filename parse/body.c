/* SPDX-License-Identifier: MIT */
/* body.c - which segments are the article's body */
#include "parse/body.h"

#include "parse/features.h"
#include "parse/label.h"
#include "parse/trace.h"
#include "parse/weigh.h"

/* Bodies are scored best a little on the full side; a page that then has hardly a body has one that
 * the model does not know: the bias rises until there is something. */
#define FIRST_BIAS   0.5
#define MORE_BIAS    1.0
#define MOST_TRIES   4
#define ENOUGH_WORDS 80
#define ENOUGH_SHARE 0.1

/* A longer text is no advertisement, whatever its box is called. */
#define MOST_AD_CHARS 160

static bool
is_enough(const struct page *page, const bool *inside)
{
	double all = 0, taken = 0;
	for (size_t i = 0; i < page->segments.n; i++) {
		all += page->segments.items[i].all.words;
		taken += inside[i] ? page->segments.items[i].all.words : 0;
	}
	return taken >= ENOUGH_WORDS || taken >= ENOUGH_SHARE * all;
}

/* Where an article stands by itself, lists of teasers cut in mid-sentence are not part of it; on a
 * page that is such a list they are what there is. */
static bool
has_own_article(const struct page *page, const bool *inside)
{
	double words = 0;
	for (size_t i = 0; i < page->segments.n; i++)
		if (inside[i] && page->segments.items[i].use == SEGMENT_FREE)
			words += page->segments.items[i].all.words;
	return words >= ENOUGH_WORDS;
}

/* Advertising by the name of its own box: names further out may be of the whole page. */
static bool
is_in_ad(const struct page *page, const struct segment *segment)
{
	uint32_t node = segment->block;
	for (int i = 0; i < 3 && node != 0; i++) {
		if (page->hints.own[node] & HINT_AD)
			return true;
		node = dom_parent(&page->dom, node);
	}
	return false;
}

static bool
may_be_body(const struct page *page, const struct segment *segment, bool has_article)
{
	if (segment->is_button)
		return false;
	if (segment->all.chars < MOST_AD_CHARS && is_in_ad(page, segment))
		return false;
	if (segment->use == SEGMENT_RELATED)
		return !(segment->truncated && has_article);
	return segment->use == SEGMENT_FREE;
}

/* A heading with nothing under it belongs to what comes after the body. */
static void
drop_last_headings(const struct page *page, bool *inside)
{
	for (size_t i = page->segments.n; i-- > 0;) {
		const struct segment *segment = &page->segments.items[i];
		if (!inside[i] || segment->all.chars == 0)
			continue;
		if (segment->heading == 0)
			return;
		inside[i] = false;
	}
}

/* The picture between title and text is the article's, not its neighbours': the model weighs words.
 */
static void
take_lead_figure(struct page *page)
{
	size_t from = page->title_at;
	if (from == PAGE_NONE || from >= page->body_from)
		return;
	for (size_t i = page->body_from; i-- > from;) {
		struct segment *segment = &page->segments.items[i];
		if (dom_closest(&page->dom, segment->block, TAG_FIGURE) == DOM_NONE ||
		    segment->use != SEGMENT_FREE || segment->hidden)
			continue;
		segment->use = SEGMENT_BODY;
		page->body_from = i;
	}
}

void
body_find(struct page *page)
{
	size_t n = page->segments.n;
	double *weights = arena_alloc(page->arena, (n + 1) * sizeof *weights);
	double *odds = arena_alloc(page->arena, (n + 1) * sizeof *odds);
	bool *inside = arena_alloc(page->arena, (n + 1) * sizeof *inside);
	page->body_from = page->body_to = 0;
	const float *features = features_fill(page);
	weigh_odds(page, features, odds);
	for (int try = 0; try < MOST_TRIES; try++) {
		weigh_segments(page, features, odds, FIRST_BIAS + try * MORE_BIAS, weights);
		label_segments(page, weights, WEIGH_CHANGE_COST, inside);
		if (is_enough(page, inside))
			break;
	}
	if (page->trace)
		page->trace->weights = weights;
	drop_last_headings(page, inside);
	bool has_article = has_own_article(page, inside);
	for (size_t i = n; i-- > 0;) {
		if (!inside[i] || !may_be_body(page, &page->segments.items[i], has_article))
			continue;
		page->segments.items[i].use = SEGMENT_BODY;
		page->body_from = i;
		page->body_to = page->body_to ? page->body_to : i + 1;
	}
	take_lead_figure(page);
}
