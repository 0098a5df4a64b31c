/* SPDX-License-Identifier: MIT */
/* test_str.c - lib/str.h and lib/timestamp.h: spans of bytes, points in time */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lib/str.h"
#include "lib/timestamp.h"

static void
spans_are_cut_and_found(void **state)
{
	struct str s = STR("one two");
	(void)state;
	assert_true(str_eq(str_slice(s, 4, 99), STR("two")));
	assert_int_equal(str_slice(s, 9, 3).len, 0);
	assert_true(str_eq(str_trim(STR(" \t a b\r\n")), STR("a b")));
	assert_true(str_eq_nocase(STR("AbC"), STR("aBc")));
	assert_false(str_eq_nocase(STR("abc"), STR("abcd")));
	assert_int_equal(str_find(s, STR("two")), 4);
	assert_true(str_find(s, STR("three")) == STR_NOT_FOUND);
	assert_int_equal(str_find(s, STR("")), 0);
	assert_int_equal(str_find_nocase(s, STR("TWO")), 4);
	assert_true(str_compare(STR("a"), STR("ab")) < 0);
	assert_true(str_compare(STR("b"), STR("ab")) > 0);
	assert_true(str_is_blank(STR(" \n")));
	assert_true(str_starts(s, STR("")));
	assert_true(str_ends(s, STR("two")));
}

static void
cutting_ends_with_the_absent_text(void **state)
{
	struct str rest = STR("a,,b");
	(void)state;
	assert_true(str_eq(str_cut(&rest, ','), STR("a")));
	assert_int_equal(str_cut(&rest, ',').len, 0);
	assert_true(str_eq(str_cut(&rest, ','), STR("b")));
	assert_null(rest.ptr);
}

static void
numbers_do_not_overflow(void **state)
{
	unsigned long long n = 7;
	(void)state;
	assert_true(str_to_uint(STR("18446744073709551615"), &n));
	assert_true(n == UINT64_MAX);
	assert_false(str_to_uint(STR("18446744073709551616"), &n));
	assert_false(str_to_uint(STR(""), &n));
	assert_false(str_to_uint(STR("-1"), &n));
	assert_false(str_to_uint(STR("1 "), &n));
	assert_true(n == UINT64_MAX);
}

struct time_case {
	struct str text;
	bool is_time;
	int64_t at;
};

static const struct time_case time_cases[] = {
    {STR_INIT("1970-01-01T00:00:00Z"), true, 0},
    {STR_INIT("2024-02-29T12:00:00+08:00"), true, 1709179200},
    {STR_INIT("2000-03-01"), true, 951868800},
    {STR_INIT("1969-12-31T23:59:59.999z"), true, -1},
    {STR_INIT("2026-11-22T18:00:03Z"), true, 1795370403},
    {STR_INIT("2023-02-29"), false, 0},
    {STR_INIT("2024-13-01"), false, 0},
    {STR_INIT("2024-01-01T24:00:00Z"), false, 0},
    {STR_INIT("2024-01-01T10:00:00"), false, 0},
    {STR_INIT("2024-01-01T10:00:00Zx"), false, 0},
    {STR_INIT("20240101"), false, 0},
    {STR_INIT(""), false, 0},
};

static void
times_are_read_and_printed(void **state)
{
	char text[TIMESTAMP_LEN + 1];
	(void)state;
	for (size_t i = 0; i < sizeof time_cases / sizeof *time_cases; i++) {
		int64_t at = 0;
		assert_int_equal(timestamp_read(time_cases[i].text, &at), time_cases[i].is_time);
		assert_true(at == time_cases[i].at);
	}
	assert_string_equal(timestamp_print(1795370403, text), "2026-11-22T18:00:03Z");
	assert_string_equal(timestamp_print(INT64_MAX, text), "9999-12-31T23:59:59Z");
	assert_string_equal(timestamp_print(INT64_MIN, text), "0000-01-01T00:00:00Z");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(spans_are_cut_and_found),
	    cmocka_unit_test(cutting_ends_with_the_absent_text),
	    cmocka_unit_test(numbers_do_not_overflow),
	    cmocka_unit_test(times_are_read_and_printed),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
