/* SPDX-License-Identifier: MIT */
/* pace.h - how fast one host is asked: delays, back-off and the breaker */
#ifndef FETCH_PACE_H
#define FETCH_PACE_H

#include <stdbool.h>

/* What holds for all hosts; seconds. */
struct pace_rules {
	double delay;     /* the least wait between two requests; 0 asks as fast as it can */
	double max_delay; /* the longest wait that a slow host or its Crawl-delay brings about */
};

/* All times are those of clock.h. */
struct pace {
	double next_at;      /* no request before this */
	double backed_off;   /* nor before this, because the host asked for it; 0: it did not */
	double crawl_delay;  /* of its robots.txt; negative: none */
	double last_took;    /* seconds of the last answer */
	unsigned n_backoffs; /* answers in a row that asked for time */
	unsigned n_failures; /* connections in a row without a first byte */
};

void pace_init(struct pace *pace);

/* Seconds between two requests: the largest of the delay, the Crawl-delay and PACE_FACTOR times
 * the last answer's time.  The last two are cut at max_delay; a Crawl-delay above it makes
 * pace_is_too_slow true, and the caller asks no more than once. */
double pace_wait(const struct pace *pace, const struct pace_rules *rules);
bool pace_is_too_slow(const struct pace *pace, const struct pace_rules *rules);

/* What happened, at `now`: a request was sent; an answer came after `took` seconds (after
 * pace_back_off, if it asked for time); a connection gave no first byte. */
void pace_sent(struct pace *pace, const struct pace_rules *rules, double now);
void pace_answered(struct pace *pace, const struct pace_rules *rules, double now, double took);
void pace_failed(struct pace *pace, const struct pace_rules *rules, double now);

/*
 * The host asked for time: `seconds` of Retry-After, or negative when it named none, which means
 * PACE_FIRST_BACKOFF, doubled each time, times a chance between 1 and 1.5 (`chance` is 0 to 1).
 */
void pace_back_off(struct pace *pace, double now, double seconds, double chance);

/* PACE_BREAKS_AT failures in a row: it is not asked again in this run. */
bool pace_is_broken(const struct pace *pace);

/* When the next request may go out. */
double pace_next(const struct pace *pace);

#define PACE_FACTOR        2.0
#define PACE_FIRST_BACKOFF 5.0
#define PACE_MAX_BACKOFF   3600.0
#define PACE_BREAKS_AT     3

#endif
