/* SPDX-License-Identifier: MIT */
/* rough.h - hand-made weights of segments: the first look that the learned weights build on */
#ifndef PARSE_ROUGH_H
#define PARSE_ROUGH_H

#include "parse/page.h"

#define ROUGH_CHANGE_COST 7.0 /* for label_segments with these weights */

/* Fills one weight a segment: positive for the article, negative against it, near 0 for what its
 * neighbours decide. */
void rough_weights(const struct page *page, double *weights);

#endif
