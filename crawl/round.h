/* SPDX-License-Identifier: MIT */
/* round.h - one pass of the chain: ask what is due, then fetch, parse, normalize and store it */
#ifndef CRAWL_ROUND_H
#define CRAWL_ROUND_H

#include <stdbool.h>

#include "crawl/plan.h"
#include "crawl/runner.h"
#include "lib/arena.h"
#include "lib/compiler.h"
#include "lib/digest.h"

/* What is due is read whole before anything is fetched: so an empty round never starts, and nobody
 * holds the database while the chain writes to it. */
struct round {
	const struct plan *plan;
	struct runner *runner;
	const char *since; /* when the night began */
	long number;       /* of the round in its night, from 1 */
	int fd;            /* the requests; -1: none */
	long n;            /* how many */
	char digest[DIGEST_LEN + 1];
	double bytes; /* of bodies that were fetched, as fetch tells */
};

/* Asks for what is due, at most `limit` requests (0: all).  False: it cannot be known.  Either way
 * round_clear releases it. */
NODISCARD bool round_ask(struct round *round, struct arena *arena, long limit);
void round_clear(struct round *round);

/*
 * Runs the chain over the requests; fetch takes no new one after `seconds`, or when it has received
 * `bytes` (0: no limit).  With an archive, what fetch gives is kept in a file of the round, which
 * is called .open until fetch has ended well; the next round with an archive completes what a
 * killed one left.  False when a stage was lost.
 */
NODISCARD bool round_run(struct round *round, struct arena *arena, double seconds, double bytes);

#endif
