/* SPDX-License-Identifier: MIT */
/* body.c - which segments are the article's body */
#include "parse/body.h"

#include "parse/features.h"
#include "parse/label.h"
#include "parse/weigh.h"

/* Bodies are scored best a little on the full side; a page that then has hardly a body has one that
 * the model does not know: the bias rises until there is something. */
#define FIRST_BIAS   0.5
#define MORE_BIAS    1.0
#define MOST_TRIES   4
#define ENOUGH_WORDS 80
#define ENOUGH_SHARE 0.1

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

void
body_find(struct page *page)
{
	size_t n = page->segments.n;
	double *weights = arena_alloc(page->arena, (n + 1) * sizeof *weights);
	bool *inside = arena_alloc(page->arena, (n + 1) * sizeof *inside);
	page->body_from = page->body_to = 0;
	const float *features = features_fill(page);
	for (int try = 0; try < MOST_TRIES; try++) {
		weigh_segments(page, features, FIRST_BIAS + try * MORE_BIAS, weights);
		label_segments(page, weights, WEIGH_CHANGE_COST, inside);
		if (is_enough(page, inside))
			break;
	}
	for (size_t i = n; i-- > 0;) {
		enum segment_use use = page->segments.items[i].use;
		if (!inside[i] || (use != SEGMENT_FREE && use != SEGMENT_RELATED))
			continue;
		page->segments.items[i].use = SEGMENT_BODY;
		page->body_from = i;
		page->body_to = page->body_to ? page->body_to : i + 1;
	}
}
