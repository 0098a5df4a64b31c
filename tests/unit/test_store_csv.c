/* SPDX-License-Identifier: MIT */
/* test_store_csv.c - fields of rows, and texts that a spreadsheet would run */
#include "store/csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct row {
	const char *name, *input;
	char delimiter;
	const char *expected;
} rows[] = {
    {"plain", "疼痛", ',', "疼痛"},
    {"empty", "", ',', ""},
    {"a delimiter", "a,b", ',', "\"a,b\""},
    {"another delimiter", "a,b", '\t', "a,b"},
    {"a tab between tabs", "a\tb", '\t', "\"a\tb\""},
    {"a quote is doubled", "say \"ah\"", ',', "\"say \"\"ah\"\"\""},
    {"only a quote", "\"", ',', "\"\"\"\""},
    {"a line feed", "a\nb", ',', "\"a\nb\""},
    {"a carriage return", "a\rb", ',', "\"a\rb\""},
};

static void
fields(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf out;
		buf_init(&out, 100);
		buf_add_text(&out, "");
		print_message("# %s\n", rows[i].name);
		csv_write_field(&out, str_from(rows[i].input), rows[i].delimiter);
		assert_string_equal(out.ptr, rows[i].expected);
		buf_clear(&out);
	}
}

static const struct formula {
	const char *text;
	bool expected;
} formulas[] = {
    {"=1+1", true}, {"+1", true}, {"-1", true}, {"@SUM(A1)", true}, {"\t=1", true}, {"\r=1", true},
    {"\n=1", true}, {"＝1", true}, {"－1", true}, {"1=1", false}, {"", false}, {"疼痛", false},
    {"‐1", false}, /* a hyphen that is no minus */
};

static void
texts_that_a_spreadsheet_runs(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++) {
		print_message("# %s\n", formulas[i].text);
		assert_int_equal(csv_is_formula(str_from(formulas[i].text)), formulas[i].expected);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(fields),
	    cmocka_unit_test(texts_that_a_spreadsheet_runs),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("store/csv", tests, NULL, NULL);
}
