/* SPDX-License-Identifier: MIT */
/* test_crawl_course.c - what follows a round that was lost */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "crawl/course.h"

static void
a_lost_round_is_asked_for_once_more(void **state)
{
	(void)state;
	struct course course = {.limit = 0};
	assert_int_equal(course_after(&course, 100, false, true), COURSE_GO_ON);
	assert_int_equal(course.limit, 0);
	assert_int_equal(course_after(&course, 40, true, false), COURSE_GO_ON);
	assert_int_equal(course.limit, 0);
	assert_int_equal(course.n_losses, 1);
}

static void
a_stage_that_gives_up_twice_fails_the_night(void **state)
{
	(void)state;
	struct course course = {.limit = 0};
	assert_int_equal(course_after(&course, 100, false, false), COURSE_GO_ON);
	assert_int_equal(course_after(&course, 100, false, false), COURSE_FAIL);
}

/* One of `n` URLs kills a stage; rounds take the first ones of those that are left. */
static void
one_url_that_kills_is_found(void **state)
{
	(void)state;
	static const long sizes[] = {1, 2, 7, 8, 9, 100, 1000, 100000};
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
		for (long at = 0; at < sizes[i]; at += sizes[i] / 3 + 1) {
			struct course course = {.limit = 0};
			long left = sizes[i], bad = at, n_put_off = 0;
			while (left > 0) {
				long n =
				    course.limit > 0 && course.limit < left ? course.limit : left;
				bool whole = bad < 0 || bad >= n;
				enum course_step step = course_after(&course, n, whole, true);
				assert_int_not_equal(step, COURSE_FAIL);
				if (step == COURSE_PUT_OFF) {
					assert_int_equal(n, 1);
					n_put_off++;
					left--;
					bad = -1;
				} else if (whole) {
					left -= n;
					bad = bad < 0 ? bad : bad - n;
				}
			}
			print_message("# %ld of %ld: %ld losses\n", at, sizes[i], course.n_losses);
			assert_int_equal(n_put_off, 1);
			assert_true(course.n_losses <= 8);
			assert_int_equal(course.limit, 0);
		}
}

static void
what_kills_for_ever_ends_the_night(void **state)
{
	(void)state;
	struct course course = {.limit = 0};
	int n = 0;
	while (course_after(&course, 1, false, true) != COURSE_FAIL)
		assert_true(++n < 1000);
	assert_int_equal(n, COURSE_MOST_LOSSES);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(a_lost_round_is_asked_for_once_more),
	    cmocka_unit_test(a_stage_that_gives_up_twice_fails_the_night),
	    cmocka_unit_test(one_url_that_kills_is_found),
	    cmocka_unit_test(what_kills_for_ever_ends_the_night)};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
