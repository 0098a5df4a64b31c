/* SPDX-License-Identifier: MIT */
/* test_fetch_seen.c - the URLs a run has come to */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "fetch/seen.h"

static struct str
url(char *out, size_t size, int i)
{
	return (struct str){out, (size_t)snprintf(out, size, "http://example.org/%d", i)};
}

static void
test_each_once(void **state)
{
	enum { N = 20000 };
	struct seen seen;
	char text[64];
	(void)state;
	seen_init(&seen);
	for (int i = 0; i < N; i++)
		assert_true(seen_add(&seen, url(text, sizeof text, i)));
	for (int i = 0; i < N; i++)
		assert_false(seen_add(&seen, url(text, sizeof text, i)));
	assert_int_equal(seen.n, N);
	assert_true(seen.n_slots * sizeof *seen.slots < 20 * N + 65536);
	seen_clear(&seen);
}

static void
test_lengths(void **state)
{
	static const char zeros[64];
	struct seen seen;
	(void)state;
	seen_init(&seen);
	for (size_t len = 0; len < sizeof zeros; len++)
		assert_true(seen_add(&seen, (struct str){zeros, len}));
	assert_int_equal(seen.n, sizeof zeros);
	seen_clear(&seen);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_each_once),
	    cmocka_unit_test(test_lengths),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
