/* SPDX-License-Identifier: MIT */
/* test_parse_reference.c - parse/reference.h: numbers that fit no int */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "parse/reference.h"

struct reference_case {
	struct str html, wanted;
};

static const struct reference_case cases[] = {
    {STR_INIT(""), STR_INIT("")},
    {STR_INIT("&#65; &#x41; &#"), STR_INIT("&#65; &#x41; &#")},
    {STR_INIT("&#000000000065;"), STR_INIT("&#000000000065;")},
    {STR_INIT("&#999999999;"), STR_INIT("&#999999999;")},
    {STR_INIT("a&#11111111111;b"), STR_INIT("a&#00001114112;b")},
    {STR_INIT("&#xFFFFFFFF; &#XffffffffffZ"), STR_INIT("&#x00110000; &#X0000110000Z")},
    {STR_INIT("&#00099999999999"), STR_INIT("&#00000001114112")},
};

static void
numbers_beyond_an_int_become_no_character(void **state)
{
	struct arena arena;
	(void)state;
	arena_init(&arena, 1u << 20);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str got = reference_clamp(&arena, cases[i].html);
		if (!str_eq(got, cases[i].wanted))
			fail_msg("%.*s: %.*s", STR_ARGS(cases[i].html), STR_ARGS(got));
	}
	arena_clear(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(numbers_beyond_an_int_become_no_character),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
