/* SPDX-License-Identifier: MIT */
/* model.c - the learned classifier of segments: boosted oblivious decision trees */
#include "parse/model.h"

#include "parse/model_table.h"

double
model_log_odds(const float *row)
{
	int sum = 0;
	for (int tree = 0; tree < MODEL_TREES; tree++) {
		unsigned leaf = 0;
		for (int level = 0; level < MODEL_DEPTH; level++) {
			const struct model_question *q = &model_questions[tree][level];
			leaf = leaf << 1 | (row[q->feature] > q->threshold);
		}
		sum += model_leaves[tree][leaf];
	}
	return MODEL_START + (double)sum / MODEL_SCALE;
}
