/* SPDX-License-Identifier: MIT */
/* test_parse_names.c - lists of authors */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "lib/arena.h"
#include "parse/names.h"
#include "tests/unit/expect.h"

static const struct row {
	const char *name, *text;
	size_t n;
	const char *first, *last;
} rows[] = {
    {"one", "Jane Doe", 1, "Jane Doe", "Jane Doe"},
    {"two", "Jane Doe and John Roe", 2, "Jane Doe", "John Roe"},
    {"three", "Jane Doe, John Roe and Max Muster", 3, "Jane Doe", "Max Muster"},
    {"an ampersand", "Jane Doe & John Roe", 2, "Jane Doe", "John Roe"},
    {"an and inside a name", "Sandy Anderson", 1, "Sandy Anderson", "Sandy Anderson"},
    {"nothing", "", 0, NULL, NULL},
};

static void
lists_are_split(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 64u << 20);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		print_message("# %s\n", rows[i].name);
		struct person_list people = {NULL, 0};
		names_split(&arena, str_from(rows[i].text), &people);
		assert_int_equal(people.n, rows[i].n);
		if (people.n == 0)
			continue;
		expect_text(people.items[0].name, rows[i].first);
		expect_text(people.items[people.n - 1].name, rows[i].last);
	}
	arena_clear(&arena);
}

static const struct {
	const char *line, *names;
} lines[] = {
    {"By Jane Doe", "Jane Doe"},
    {"By Jane Doe and John Roe | Updated: May 4, 2024", "Jane Doe and John Roe"},
    {"Datum: 19.11.2021 Autor: Max Muster Quelle: Hausblatt", "Max Muster"},
    {"Author: Jane Doe Category: Health", "Jane Doe"},
    {"June 3, 2024 by Jane Doe", "Jane Doe"},
    {"June 3, 2024 by Jane Doe Updated July 2, 2024", "Jane Doe"},
    {"News | by Jane Doe", "Jane Doe"},
    {"撰文：张三　审核：李四", "张三"},
    {"发布时间：2024-06-18 作者：张三 来源：某某网", "张三"},
    {"記者張三／台北報導", "張三"},
    {"Reviewed by: Jane Doe", ""},
    {"Authored by: Jane Doe", "Jane Doe"},
    {"What is meant by health", ""},
    {"Jane Doe", ""},
};

static void
a_line_names_them_between_labels(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		expect_text(
		    str_trim(names_of_line(str_from(lines[i].line), false)), lines[i].names);
	expect_text(names_of_line(STR("Jane Doe"), true), "Jane Doe");
}

static void
names_can_be_announced(void **state)
{
	(void)state;
	assert_true(names_are_announced(STR("By")));
	assert_true(names_are_announced(STR("Written by:")));
	assert_false(names_are_announced(STR("By Jane Doe")));
	assert_false(names_are_announced(STR("Bye")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(lists_are_split),
	    cmocka_unit_test(a_line_names_them_between_labels),
	    cmocka_unit_test(names_can_be_announced),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
