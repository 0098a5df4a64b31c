/* SPDX-License-Identifier: MIT */
/* rough.c - hand-made weights of segments: the first look that the learned weights build on */
#include "parse/rough.h"

#include <math.h>

struct hint_weight {
	uint32_t hints;
	double weight;
};

static const struct hint_weight hint_weights[] = {{HINT_CONTENT, 0.8}, {HINT_NAV, -3.0},
    {HINT_HEADER, -1.0}, {HINT_FOOTER, -3.0}, {HINT_SIDE, -1.5}, {HINT_COMMENT, -2.5},
    {HINT_RELATED, -1.5}, {HINT_AD, -2.0}, {HINT_SHARE, -2.0}, {HINT_POPUP, -2.5},
    {HINT_BYLINE, -1.0}, {HINT_DATE, -1.0}, {HINT_META, -0.8}, {HINT_CAPTION, -0.3},
    {HINT_TAGS, -1.0}, {HINT_UNSEEN, -3.0}};

static double
weight_of_tag(const struct segment *segment)
{
	switch (segment->tag) {
	case TAG_P:
		return 1.0;
	case TAG_PRE:
	case TAG_BLOCKQUOTE:
	case TAG_DD:
		return 0.8;
	case TAG_H1:
		return 0.0;
	case TAG_H2:
	case TAG_H3:
	case TAG_H4:
		return 0.5;
	case TAG_OPTION:
	case TAG_LEGEND:
		return -2.0;
	default:
		return 0.0;
	}
}

static double
weight_of(const struct page *page, const struct segment *segment)
{
	if (segment->all.chars == 0)
		return 0.0;
	if (segment->use == SEGMENT_RELATED || segment->use == SEGMENT_TERM)
		return -3.0;
	const struct measure *m = &segment->all;
	double units = m->cjk + 1.6 * (m->words - m->cjk);
	double weight = -1.5 + 0.7 * log2(1 + units / 5);
	weight += 0.6 * fmin(m->sentences, 3) + 0.25 * fmin(m->commas, 4);
	weight -= 5.0 * segment_link_density(segment);
	weight += weight_of_tag(segment);
	uint32_t hints = page->hints.inherited[segment->block];
	for (size_t i = 0; i < sizeof hint_weights / sizeof *hint_weights; i++)
		if (hints & hint_weights[i].hints)
			weight += hint_weights[i].weight;
	return weight * (0.5 + 0.25 * log2(1 + units));
}

void
rough_weights(const struct page *page, double *weights)
{
	for (size_t i = 0; i < page->segments.n; i++)
		weights[i] = weight_of(page, &page->segments.items[i]);
}
