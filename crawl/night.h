/* SPDX-License-Identifier: MIT */
/* night.h - rounds of due | fetch | parse | normalize | store until nothing is due */
#ifndef CRAWL_NIGHT_H
#define CRAWL_NIGHT_H

#include "crawl/course.h"
#include "crawl/ends.h"
#include "crawl/plan.h"
#include "lib/arena.h"
#include "lib/article.h"
#include "lib/timestamp.h"

/* What may be spent; 0: no limit.  A round that has begun is finished, but no page is asked for
 * after the time is over or the bytes have come. */
struct night_budget {
	double seconds;
	long pages, rounds;
	long bytes; /* of bodies, codings undone */
	long free;  /* bytes that must be free on the disks before each round */
};

enum night_end {
	NIGHT_COMPLETE, /* nothing is due any more */
	NIGHT_SPENT,    /* a budget was */
	NIGHT_STOPPED,  /* by a signal */
	NIGHT_FAILED    /* a program could not do its work, and the message is out */
};

struct night {
	const struct plan *plan;
	const struct night_budget *budget;
	const struct ends *ends;
	struct arena *arena;           /* for the losses' words */
	char since[TIMESTAMP_LEN + 1]; /* when it began; what was visited since is not due again */
	double started, seconds;       /* by chain_clock: when it began; how long it took */
	long rounds, pages;            /* begun; asked for */
	double bytes;                  /* of bodies */
	struct course course;
	struct str_list losses; /* a line each, of rounds in which a stage was lost */
	enum night_end end;
	enum ends_result ended;
	int signal; /* that stopped it, or 0 */
};

/*
 * Runs the night, whose plan, budget, ends and arena are set; the counts are right whatever the
 * end. What a killed or crashed stage left undone is due in the next round (crawl/course.h says how
 * it goes on); a round that asks for just what the one before it did fails the night.  A night that
 * was neither stopped nor failed does its ends.
 */
void night_run(struct night *night);

/* What the night brought, as `winnow-store --report` tells it; absent when it cannot be had, and
 * the message is out. */
struct str night_report(const struct night *night);

#endif
