/* SPDX-License-Identifier: MIT */
/* test_parse_compare.c - texts that say the same, and texts that do not */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "lib/arena.h"
#include "parse/compare.h"

static const struct row {
	const char *name, *a, *b;
	bool same, alike;
} rows[] = {
    {"equal", "关节疼痛", "关节疼痛", true, true},
    {"case, width, spaces and punctuation", "ＡＢＣ：一 二。", "abc:一二", true, true},
    {"one within the other", "关节疼痛怎么办", "关节疼痛怎么办呢", false, true},
    {"one within the other, but a small part", "关节", "春季关节疼痛的人应当怎么办", false, false},
    {"nothing in common", "失眠多梦", "关节疼痛", false, false},
    {"other words of the same length", "flu season", "hay fever", false, false},
};

static void
texts_are_compared(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 64u << 20);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		print_message("# %s\n", rows[i].name);
		struct str a = str_from(rows[i].a), b = str_from(rows[i].b);
		assert_int_equal(compare_same(&arena, a, b), rows[i].same);
		assert_int_equal(compare_same(&arena, b, a), rows[i].same);
		assert_int_equal(compare_alike(&arena, a, b), rows[i].alike);
		assert_int_equal(compare_alike(&arena, b, a), rows[i].alike);
		double dice = compare_dice(&arena, a, b);
		assert_true(dice >= 0 && dice <= 1);
		assert_int_equal(dice == 1, rows[i].same);
	}
	arena_clear(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(texts_are_compared),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
