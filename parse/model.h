/* SPDX-License-Identifier: MIT */
/* model.h - the learned classifier of segments: boosted oblivious decision trees */
#ifndef PARSE_MODEL_H
#define PARSE_MODEL_H

/*
 * The logarithm of the odds that a segment with these FEATURE_N features belongs to the article.
 * The sum over trees; each asks MODEL_DEPTH questions, the same on all its branches, whose answers
 * are the number of its leaf (Friedman 2001; Prokhorenkova et al. 2018 for the oblivious kind).
 * tests/quality/train.c made the table and says how.
 */
double model_log_odds(const float *row);

#endif
