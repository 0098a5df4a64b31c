/* SPDX-License-Identifier: MIT */
/* test_store_known.c - texts and their ids: what is found, what is not, and what is forgotten */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "store/known.h"

#define MANY 100000 /* more than the table holds */

static struct str
text_of(char *room, int n)
{
	int len = sprintf(room, "{\"title\":\"%d\"}", n);
	return (struct str){room, (size_t)len};
}

static void
a_text_has_its_own_id_or_none(void **state)
{
	struct known known;
	char room[32];
	int n_found = 0;
	(void)state;
	known_open(&known);
	for (int i = 1; i <= MANY; i++)
		known_keep(&known, text_of(room, i), i);
	for (int i = 1; i <= MANY; i++) {
		int64_t id = known_find(&known, text_of(room, i));
		assert_true(id == 0 || id == i);
		n_found += id == i;
	}
	assert_true(n_found > MANY / 10);
	assert_int_equal(known_find(&known, text_of(room, MANY)), MANY);
	known_close(&known);
}

static void
a_longer_text_takes_a_shorter_ones_place_whole(void **state)
{
	struct known known;
	char text[2048];
	(void)state;
	known_open(&known);
	for (size_t len = 1; len <= sizeof text; len++) {
		memset(text, 'a', len);
		known_keep(&known, (struct str){text, len}, (int64_t)len);
		assert_int_equal(known_find(&known, (struct str){text, len}), len);
		assert_int_equal(known_find(&known, (struct str){text, len - 1}), len - 1);
	}
	known_close(&known);
}

static void
what_is_long_is_not_kept_and_what_is_forgotten_is_gone(void **state)
{
	static char text[4096];
	struct known known;
	(void)state;
	known_open(&known);
	known_keep(&known, (struct str){text, sizeof text}, 1);
	assert_int_equal(known_find(&known, (struct str){text, sizeof text}), 0);
	known_keep(&known, STR("short"), 2);
	assert_int_equal(known_find(&known, STR("short")), 2);
	known_forget(&known);
	assert_int_equal(known_find(&known, STR("short")), 0);
	known_close(&known);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_text_has_its_own_id_or_none),
	    cmocka_unit_test(a_longer_text_takes_a_shorter_ones_place_whole),
	    cmocka_unit_test(what_is_long_is_not_kept_and_what_is_forgotten_is_gone),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
