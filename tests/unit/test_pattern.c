/* SPDX-License-Identifier: MIT */
/* test_pattern.c - patterns are found, refused with a reason, and never run wild */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "lib/pattern.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

static void
pattern_finds_what_it_says(void **state)
{
	static const struct {
		const char *pattern, *text;
		enum pattern_result result;
		size_t from, to;
	} cases[] = {
	    {"来源[:：]", "消息来源：某网", PATTERN_FOUND, 6, 15},
	    {"abc", "xABCx", PATTERN_FOUND, 1, 4},
	    {"\\s", "中　文", PATTERN_FOUND, 3, 6},
	    {"\\p{Han}{3}", "中文", PATTERN_NONE, 0, 0},
	    {"^$", "", PATTERN_FOUND, 0, 0},
	    {"(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", PATTERN_GAVE_UP, 0, 0},
	};
	struct arena arena;
	(void)state;
	arena_init(&arena, 1u << 20);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str why;
		struct pattern_span span = {0, 0};
		struct pattern *pattern =
		    pattern_new(&arena, str_from(cases[i].pattern), true, &why);
		assert_non_null(pattern);
		assert_int_equal(
		    pattern_find(pattern, str_from(cases[i].text), 0, &span), cases[i].result);
		assert_int_equal(span.from, cases[i].from);
		assert_int_equal(span.to, cases[i].to);
		pattern_free(pattern);
	}
	arena_clear(&arena);
}

static void
pattern_refuses_with_a_reason(void **state)
{
	char nested[201];
	const char *const wrong[] = {"(", "[a", "a{2,1}", "\\p{Nonsense}", "*", nested};
	struct arena arena;
	(void)state;
	memset(nested, '(', 100);
	memset(nested + 100, ')', 100);
	nested[200] = '\0';
	arena_init(&arena, 1u << 20);
	for (size_t i = 0; i < COUNT(wrong); i++) {
		struct str why = {NULL, 0};
		assert_null(pattern_new(&arena, str_from(wrong[i]), false, &why));
		assert_true(why.len > 0);
	}
	arena_clear(&arena);
}

static void
pattern_gives_its_groups(void **state)
{
	struct arena arena;
	struct str why, text = STR("2024-06-18");
	struct pattern_span span;
	(void)state;
	arena_init(&arena, 1u << 20);
	struct pattern *pattern = pattern_new(&arena, STR("(\\d+)-(\\d+)(x)?"), false, &why);
	assert_int_equal(pattern_find(pattern, text, 0, &span), PATTERN_FOUND);
	assert_true(str_eq(pattern_group(pattern, text, 2), STR("06")));
	assert_null(pattern_group(pattern, text, 3).ptr);
	assert_null(pattern_group(pattern, text, 9).ptr);
	pattern_free(pattern);
	pattern_free(NULL);
	arena_clear(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pattern_finds_what_it_says),
	    cmocka_unit_test(pattern_refuses_with_a_reason),
	    cmocka_unit_test(pattern_gives_its_groups),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
