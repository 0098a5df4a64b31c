/* SPDX-License-Identifier: MIT */
/* night.h - rounds of due | fetch | parse | normalize | store until nothing is due */
#ifndef CRAWL_NIGHT_H
#define CRAWL_NIGHT_H

#include "crawl/plan.h"
#include "lib/arena.h"
#include "lib/timestamp.h"

/* What may be spent; 0: no limit.  A round that has begun is finished, but no page is asked for
 * after the time is over. */
struct night_budget {
	double seconds;
	long pages, rounds;
};

enum night_end {
	NIGHT_COMPLETE, /* nothing is due any more */
	NIGHT_SPENT,    /* a budget was */
	NIGHT_STOPPED,  /* by a signal */
	NIGHT_FAILED    /* a program could not do its work, and the message is out */
};

struct night {
	const struct plan *plan;
	struct night_budget budget;
	char since[TIMESTAMP_LEN + 1]; /* when it began; what was visited since is not due again */
	double started, seconds;       /* by chain_clock: when it began; how long it took */
	long rounds, pages, losses;    /* begun, asked for, rounds in which a stage was lost */
	int signal;                    /* that stopped it, or 0 */
};

/*
 * Runs the night, whose plan and budget are set; the counts are right whatever the end.  What a
 * killed or crashed stage left undone is due in the next round; two such rounds in succession fail
 * the night, as does a round that asks for just what the one before it did.
 */
enum night_end night_run(struct night *night);

/* What the night brought, as `winnow-store --report` tells it; absent when it cannot be had, and
 * the message is out. */
struct str night_report(const struct night *night, struct arena *arena);

#endif
