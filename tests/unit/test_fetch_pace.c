/* SPDX-License-Identifier: MIT */
/* test_fetch_pace.c - how fast one host is asked */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fetch/pace.h"

static const struct {
	const char *name;
	double delay, max_delay, crawl_delay, took;
	double wait;
} waits[] = {
    {"the floor", 1, 30, -1, 0.1, 1},
    {"twice the last answer's time", 1, 30, -1, 2, 4},
    {"but not more than the limit", 1, 30, -1, 100, 30},
    {"Crawl-delay", 1, 30, 5, 0.1, 5},
    {"a Crawl-delay below the floor", 2, 30, 1, 0.1, 2},
    {"a slow answer above Crawl-delay", 1, 30, 5, 4, 8},
    {"a Crawl-delay above the limit", 1, 30, 3600, 0.1, 30},
    {"no delay, however slow", 0, 30, -1, 5, 0},
    {"no delay, but Crawl-delay", 0, 30, 5, 5, 5},
    {"a floor above the limit", 60, 30, -1, 100, 60},
};

static void
test_waits(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof waits / sizeof *waits; i++) {
		struct pace_rules rules = {waits[i].delay, waits[i].max_delay};
		struct pace pace;
		pace_init(&pace);
		pace.crawl_delay = waits[i].crawl_delay;
		pace_answered(&pace, &rules, 100, waits[i].took);
		if (pace_next(&pace) != 100 + waits[i].wait)
			fail_msg("%s: %g", waits[i].name, pace_next(&pace) - 100);
	}
}

static void
test_wait_counts_from_the_end(void **state)
{
	(void)state;
	struct pace_rules rules = {1, 30};
	struct pace pace;
	pace_init(&pace);
	pace_sent(&pace, &rules, 10);
	assert_true(pace_next(&pace) == 11);
	pace_answered(&pace, &rules, 10.4, 0.4);
	assert_true(pace_next(&pace) == 11.4);
}

static void
test_too_slow(void **state)
{
	(void)state;
	struct pace_rules rules = {1, 30}, patient = {60, 30};
	struct pace pace;
	pace_init(&pace);
	assert_false(pace_is_too_slow(&pace, &rules));
	pace.crawl_delay = 30;
	assert_false(pace_is_too_slow(&pace, &rules));
	pace.crawl_delay = 31;
	assert_true(pace_is_too_slow(&pace, &rules));
	assert_false(pace_is_too_slow(&pace, &patient));
}

static void
test_back_off(void **state)
{
	(void)state;
	struct pace_rules rules = {1, 30};
	struct pace pace;
	pace_init(&pace);
	pace_back_off(&pace, 100, 20, 0.5);
	assert_true(pace_next(&pace) == 120); /* Retry-After is taken as it is */
	pace_init(&pace);
	pace_back_off(&pace, 100, -1, 0);
	assert_true(pace_next(&pace) == 100 + PACE_FIRST_BACKOFF);
	pace_answered(&pace, &rules, 100, 0.1);
	pace_back_off(&pace, 105, -1, 0);
	assert_true(pace_next(&pace) == 105 + 2 * PACE_FIRST_BACKOFF);
	pace_back_off(&pace, 115, -1, 1);
	assert_true(pace_next(&pace) == 115 + 4 * PACE_FIRST_BACKOFF * 1.5);
	for (int i = 0; i < 100; i++)
		pace_back_off(&pace, 200, -1, 1);
	assert_true(pace_next(&pace) == 200 + PACE_MAX_BACKOFF);
	pace_answered(&pace, &rules, 5000, 0.1); /* a good answer ends it */
	pace_back_off(&pace, 5001, -1, 0);
	assert_true(pace_next(&pace) == 5001 + PACE_FIRST_BACKOFF);
}

static void
test_breaker(void **state)
{
	(void)state;
	struct pace_rules rules = {1, 30};
	struct pace pace;
	pace_init(&pace);
	for (int i = 1; i < PACE_BREAKS_AT; i++)
		pace_failed(&pace, &rules, 100);
	assert_false(pace_is_broken(&pace));
	pace_answered(&pace, &rules, 100, 0.1);
	for (int i = 1; i < PACE_BREAKS_AT; i++)
		pace_failed(&pace, &rules, 100);
	assert_false(pace_is_broken(&pace));
	pace_failed(&pace, &rules, 100);
	assert_true(pace_is_broken(&pace));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_waits),
	    cmocka_unit_test(test_wait_counts_from_the_end),
	    cmocka_unit_test(test_too_slow),
	    cmocka_unit_test(test_back_off),
	    cmocka_unit_test(test_breaker),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
