/* SPDX-License-Identifier: MIT */
/* test_normalize_dates.c - dates to RFC 3339 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "normalize/dates.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

static void
dates_become_rfc_3339_with_the_precision_given(void **state)
{
	static const struct {
		const char *in, *out;
	} cases[] = {
	    {"2024-03-19", "2024-03-19"},
	    {"2024/3/9", "2024-03-09"},
	    {"2025.01.20", "2025-01-20"},
	    {"2024年3月19日", "2024-03-19"},
	    {" 2024年3月19日 10:20 ", "2024-03-19"},
	    {"2024-03-19 20:26:27", "2024-03-19"},
	    {"2024-03-19T20:26:27Z", "2024-03-19T20:26:27Z"},
	    {"2024-03-19T20:26:27.123+08:00", "2024-03-19T20:26:27+08:00"},
	    {"2024-03-19T20:26:27+0800", "2024-03-19T20:26:27+08:00"},
	    {"2024-03-19T20:26+08", "2024-03-19T20:26:00+08:00"},
	    {"2024-02-29", "2024-02-29"},
	    {"2023-02-29", NULL},
	    {"2024-13-01", NULL},
	    {"0024-03-19", NULL},
	    {"3月19日", NULL},
	    {"03-19", NULL},
	    {"昨天", NULL},
	    {"2024-03", NULL},
	    {"2024-03-19T25:00:00Z", NULL},
	    {"2024-03-19 and more", NULL},
	    {"", NULL},
	};
	struct arena arena;
	(void)state;
	arena_init(&arena, 1u << 20);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str out = {NULL, 0};
		bool read = dates_normalize(&arena, str_from(cases[i].in), &out);
		if (read != (cases[i].out != NULL) || !str_eq(out, str_from(cases[i].out)))
			fail_msg("'%s': got '%.*s'", cases[i].in, STR_ARGS(out));
	}
	arena_clear(&arena);
}

static void
dates_are_future_a_day_after_the_visit(void **state)
{
	struct str now = STR("2026-11-22T18:00:03Z");
	(void)state;
	assert_false(dates_is_future(STR("2026-11-23"), now));
	assert_true(dates_is_future(STR("2026-11-24"), now));
	assert_false(dates_is_future(STR("2026-11-24"), STR("")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(dates_become_rfc_3339_with_the_precision_given),
	    cmocka_unit_test(dates_are_future_a_day_after_the_visit),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
