/* SPDX-License-Identifier: MIT */
/* label.h - the best way to part a page's segments into body and rest, given a weight for each */
#ifndef PARSE_LABEL_H
#define PARSE_LABEL_H

#include "parse/page.h"

/*
 * Among all ways to label the segments, in order, as body or not, the one with the largest sum of
 * weights inside is taken, where each change between neighbours costs `change_cost` divided by one
 * more than their distance in the tree (a Viterbi search): a stray line inside an article stays, a
 * side bar falls away as a whole.  Islands that weigh next to nothing beside the heaviest are
 * dropped.  Fills `inside`, one a segment.
 */
void
label_segments(const struct page *page, const double *weights, double change_cost, bool *inside);

#endif
