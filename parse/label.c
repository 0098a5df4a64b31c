/* SPDX-License-Identifier: MIT */
/* label.c - the best way to part a page's segments into body and rest, given a weight for each */
#include "parse/label.h"

#define ISLAND_SHARE 0.12 /* an island lighter than this share of the heaviest is dropped */

/* Steps up and down the tree from one block to the next. */
static unsigned
distance(const struct dom *dom, uint32_t a, uint32_t b)
{
	uint32_t common = a;
	while (common != 0 && (b < common || b >= dom->nodes[common].end))
		common = dom_parent(dom, common);
	return dom->nodes[a].depth + dom->nodes[b].depth - 2 * dom->nodes[common].depth;
}

struct step {
	double sum[2]; /* best sum of all labels up to here that ends outside [0] or inside [1] */
	bool from[2];  /* the label before */
};

static void
walk_forward(const struct page *page, const double *weights, double change_cost, struct step *steps)
{
	steps[0] = (struct step){{0, weights[0]}, {false, false}};
	for (size_t i = 1; i < page->segments.n; i++) {
		const struct segment *segment = &page->segments.items[i];
		unsigned d = distance(&page->dom, segment[-1].block, segment->block);
		double cost = change_cost / (1 + d);
		const double *before = steps[i - 1].sum;
		steps[i].from[0] = before[1] - cost > before[0];
		steps[i].sum[0] = steps[i].from[0] ? before[1] - cost : before[0];
		steps[i].from[1] = before[1] >= before[0] - cost;
		steps[i].sum[1] = weights[i] + (steps[i].from[1] ? before[1] : before[0] - cost);
	}
}

static void
walk_back(const struct step *steps, size_t n, bool *inside)
{
	bool label = steps[n - 1].sum[1] > steps[n - 1].sum[0];
	for (size_t i = n; i-- > 0;) {
		inside[i] = label;
		label = steps[i].from[label];
	}
}

/* The end of the run of body segments that begins at `from`; its weight in *sum. */
static size_t
island_end(const double *weights, const bool *inside, size_t n, size_t from, double *sum)
{
	size_t at = from;
	*sum = 0;
	while (at < n && inside[at])
		*sum += weights[at++];
	return at;
}

static void
drop_light_islands(const double *weights, bool *inside, size_t n)
{
	double heaviest = 0, sum;
	for (size_t i = 0; i < n; i++) {
		size_t end = island_end(weights, inside, n, i, &sum);
		heaviest = sum > heaviest ? sum : heaviest;
		i = end > i ? end - 1 : i;
	}
	for (size_t i = 0; i < n; i++) {
		size_t end = island_end(weights, inside, n, i, &sum);
		for (size_t j = i; j < end && sum < ISLAND_SHARE * heaviest; j++)
			inside[j] = false;
		i = end > i ? end - 1 : i;
	}
}

void
label_segments(const struct page *page, const double *weights, double change_cost, bool *inside)
{
	size_t n = page->segments.n;
	if (n == 0)
		return;
	struct step *steps = arena_alloc(page->arena, n * sizeof *steps);
	walk_forward(page, weights, change_cost, steps);
	walk_back(steps, n, inside);
	drop_light_islands(weights, inside, n);
}
