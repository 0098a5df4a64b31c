/* SPDX-License-Identifier: MIT */
/* course.c - what follows a round: on, once more, smaller, without the URL that breaks it, or no
 * further */
#include "crawl/course.h"

#define SHRINK 8

static void
end_hunt(struct course *course)
{
	course->limit = course->suspects = 0;
	course->in_row = 0;
}

static enum course_step
after_whole(struct course *course, long n)
{
	course->in_row = 0;
	course->suspects -= n;
	if (course->suspects <= 0)
		end_hunt(course);
	return COURSE_GO_ON;
}

enum course_step
course_after(struct course *course, long n, bool whole, bool killed)
{
	if (whole)
		return after_whole(course, n);
	course->n_losses++;
	course->in_row++;
	if (course->n_losses > COURSE_MOST_LOSSES)
		return COURSE_FAIL;
	if (course->in_row == 1 && course->suspects == 0)
		return COURSE_GO_ON;
	if (!killed)
		return COURSE_FAIL;
	course->suspects = n;
	course->limit = n / SHRINK > 0 ? n / SHRINK : 1;
	if (n > 1)
		return COURSE_GO_ON;
	end_hunt(course);
	return COURSE_PUT_OFF;
}
