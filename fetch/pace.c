/* SPDX-License-Identifier: MIT */
/* pace.c - how fast one host is asked: delays, back-off and the breaker */
#include "fetch/pace.h"

void
pace_init(struct pace *pace)
{
	*pace = (struct pace){.crawl_delay = -1};
}

static double
larger(double a, double b)
{
	return a > b ? a : b;
}

static double
smaller(double a, double b)
{
	return a < b ? a : b;
}

double
pace_wait(const struct pace *pace, const struct pace_rules *rules)
{
	double wait = pace->crawl_delay;
	if (rules->delay > 0)
		wait = larger(wait, PACE_FACTOR * pace->last_took);
	return larger(rules->delay, smaller(wait, rules->max_delay));
}

bool
pace_is_too_slow(const struct pace *pace, const struct pace_rules *rules)
{
	return pace->crawl_delay > larger(rules->delay, rules->max_delay);
}

static void
hold_until(struct pace *pace, double at)
{
	pace->next_at = larger(pace->next_at, at);
}

void
pace_sent(struct pace *pace, const struct pace_rules *rules, double now)
{
	hold_until(pace, now + pace_wait(pace, rules));
}

/* The wait counts from the end of the answer: the server sees no two requests closer than that. */
void
pace_answered(struct pace *pace, const struct pace_rules *rules, double now, double took)
{
	pace->last_took = took;
	pace->n_failures = 0;
	if (pace->backed_off <= now) {
		pace->backed_off = 0;
		pace->n_backoffs = 0;
	}
	hold_until(pace, now + pace_wait(pace, rules));
}

void
pace_failed(struct pace *pace, const struct pace_rules *rules, double now)
{
	pace->n_failures++;
	hold_until(pace, now + pace_wait(pace, rules));
}

void
pace_back_off(struct pace *pace, double now, double seconds, double chance)
{
	double wait = PACE_FIRST_BACKOFF;
	for (unsigned i = 0; i < pace->n_backoffs && wait < PACE_MAX_BACKOFF; i++)
		wait *= 2;
	wait = smaller(wait * (1 + chance / 2), PACE_MAX_BACKOFF);
	pace->n_backoffs++;
	pace->backed_off = larger(pace->backed_off, now + (seconds >= 0 ? seconds : wait));
}

bool
pace_is_broken(const struct pace *pace)
{
	return pace->n_failures >= PACE_BREAKS_AT;
}

double
pace_next(const struct pace *pace)
{
	return larger(pace->next_at, pace->backed_off);
}
