/* SPDX-License-Identifier: MIT */
/* test_parse_overrule_keys.c - winnow-parse reads the keys that lib/profile_keys.c gives [parse] */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lib/profile_keys.h"
#include "parse/overrule_rules.h"

static void
both_tables_have_the_same_keys(void **state)
{
	size_t n = 0;
	(void)state;
	for (size_t i = 0; i < profile_n_keys; i++)
		n += str_eq(profile_keys[i].section, STR("parse"));
	assert_int_equal(n, OVERRULE_N_KEYS);
	for (int i = 0; i < OVERRULE_N_KEYS; i++) {
		const struct profile_key *key =
		    profile_key_find(STR("parse"), overrule_keys[i].name);
		assert_non_null(key);
		assert_int_equal(key->value, PROFILE_SELECTOR);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(both_tables_have_the_same_keys),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
