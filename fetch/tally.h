/* SPDX-License-Identifier: MIT */
/* tally.h - what a run has brought so far, by outcome and by status */
#ifndef FETCH_TALLY_H
#define FETCH_TALLY_H

#include <stddef.h>

#define TALLY_MOST_OUTCOMES 64
#define TALLY_MOST_STATUS   600

struct tally {
	size_t pages;                           /* 2xx responses: parse judges them */
	size_t by_outcome[TALLY_MOST_OUTCOMES]; /* by place in outcome_table */
	size_t by_status[TALLY_MOST_STATUS];    /* [0]: no response, or a strange status */
	size_t errors;                          /* deferred and failed */
	unsigned long long body_bytes;          /* codings undone */
};

/* What became of one request: the name of an outcome, or NULL for a page; its status, or 0. */
void tally_add(struct tally *tally, const char *outcome, int status);

#endif
