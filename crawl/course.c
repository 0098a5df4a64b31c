/* SPDX-License-Identifier: MIT */
/* course.c - what follows a round: on, once more, smaller, without the URL that breaks it, or no
 * further */
#include "crawl/course.h"

#define SHRINK 8
#define GROW   2

static enum course_step
after_whole(struct course *course)
{
	course->in_row = 0;
	if (course->limit > 0)
		course->limit *= GROW;
	if (course->limit >= course->before)
		course->limit = 0;
	return COURSE_GO_ON;
}

enum course_step
course_after(struct course *course, long n, bool whole, bool killed)
{
	if (whole)
		return after_whole(course);
	course->n_losses++;
	course->in_row++;
	if (course->n_losses > COURSE_MOST_LOSSES)
		return COURSE_FAIL;
	if (course->in_row == 1)
		return COURSE_GO_ON;
	if (!killed)
		return COURSE_FAIL;
	if (course->limit == 0)
		course->before = n;
	course->limit = n / SHRINK > 0 ? n / SHRINK : 1;
	if (n > 1)
		return COURSE_GO_ON;
	course->in_row = 0;
	return COURSE_PUT_OFF;
}
