/* SPDX-License-Identifier: MIT */
/* model_table.h - the trees of the learned classifier; model_table.c is written by `make learn` */
#ifndef PARSE_MODEL_TABLE_H
#define PARSE_MODEL_TABLE_H

#include <stdint.h>

#define MODEL_TREES 160
#define MODEL_DEPTH 5
#define MODEL_SCALE 1000.0 /* leaves are thousandths */
#define MODEL_START 0.0    /* log odds before the first tree */

struct model_question {
	uint8_t feature; /* enum feature */
	float threshold; /* the answer is whether the feature is above it */
};

extern const struct model_question model_questions[MODEL_TREES][MODEL_DEPTH];
extern const int16_t model_leaves[MODEL_TREES][1 << MODEL_DEPTH];

#endif
