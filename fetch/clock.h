/* SPDX-License-Identifier: MIT */
/* clock.h - the time by which a run measures waits and limits */
#ifndef FETCH_CLOCK_H
#define FETCH_CLOCK_H

#include <time.h>

/* Seconds since some moment in the past, never going back. */
static inline double
clock_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

#endif
