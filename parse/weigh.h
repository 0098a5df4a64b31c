/* SPDX-License-Identifier: MIT */
/* weigh.h - how much each segment of a page speaks for being part of the article */
#ifndef PARSE_WEIGH_H
#define PARSE_WEIGH_H

#include "parse/page.h"

#define WEIGH_CHANGE_COST 4.0 /* for label_segments with these weights */

/* Fills what the model says of each segment: the log odds that it is part of the article. */
void weigh_odds(const struct page *page, const float *features, double *odds);

/*
 * Fills one weight a segment: its log odds plus `bias`, times how much text is at stake.  A bias
 * above 0 gives fuller bodies.
 */
void weigh_segments(const struct page *page, const float *features, const double *odds, double bias,
    double *weights);

#endif
