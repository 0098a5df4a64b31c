/* SPDX-License-Identifier: MIT */
/* weigh.c - how much each segment of a page speaks for being part of the article */
#include "parse/weigh.h"

#include <math.h>

#include "parse/features.h"
#include "parse/model.h"

void
weigh_odds(const struct page *page, const float *features, double *odds)
{
	for (size_t i = 0; i < page->segments.n; i++)
		odds[i] = page->segments.items[i].all.chars > 0
			      ? model_log_odds(features + i * FEATURE_N)
			      : 0;
}

void
weigh_segments(const struct page *page, const float *features, const double *odds, double bias,
    double *weights)
{
	for (size_t i = 0; i < page->segments.n; i++) {
		const float *row = features + i * FEATURE_N;
		/* FEATURE_UNITS is the logarithm of the length. */
		bool says = page->segments.items[i].all.chars > 0;
		weights[i] = says ? (odds[i] + bias) * (0.5 + 0.25 * row[FEATURE_UNITS]) : 0;
	}
}
