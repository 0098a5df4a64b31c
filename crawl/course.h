/* SPDX-License-Identifier: MIT */
/* course.h - what follows a round: on, once more, smaller, without the URL that breaks it, or no
 * further */
#ifndef CRAWL_COURSE_H
#define CRAWL_COURSE_H

#include <stdbool.h>

/*
 * A round in which a stage was lost is asked for once more: what was stored of it is not due again.
 * If it is lost again, a stage that gave up by itself (its status) fails the night: disk, database
 * and settings are not mended by trying.  A stage that was killed (a signal) may have met a page
 * that breaks it: rounds shrink to an eighth of the lost one each time until the one URL is found,
 * which is put off, or until all that were under suspicion have passed.
 */
struct course {
	long limit;    /* requests of the next round; 0: all */
	long suspects; /* so many of the next requests have the one that breaks a stage; 0: no hunt */
	int in_row;    /* lost rounds, one after the other */
	long n_losses; /* in all */
};

enum course_step {
	COURSE_GO_ON,
	COURSE_PUT_OFF, /* the one URL of the round that was lost, and go on */
	COURSE_FAIL
};

#define COURSE_MOST_LOSSES 48 /* of one night: six URLs among 100,000, found one by one */

/* After a round of `n` requests, whole or lost with a stage that was `killed` or gave up. */
enum course_step course_after(struct course *course, long n, bool whole, bool killed);

#endif
