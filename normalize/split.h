/* SPDX-License-Identifier: MIT */
/* split.h - paragraphs whose numbered items stand in one line: "…：1. …；2. …；3. …" */
#ifndef NORMALIZE_SPLIT_H
#define NORMALIZE_SPLIT_H

#include <stdbool.h>

#include "normalize/body.h"

/*
 * Every paragraph in which the ordinals of one kind run 1, 2, … n, each at the start or right after
 * the end of a clause, becomes a piece a number; with three and more items, "1." between a space
 * and a Han character counts too.  Only white space between the pieces is lost.  True when one was
 * split.
 */
bool split_numbered(struct body *body);

#endif
