/* SPDX-License-Identifier: MIT */
/* test_store_cursor.c - cursors: what is one, and which database it fits */
#include "store/cursor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define ID "0123456789abcdef0123456789abcdef"

static const struct row {
	const char *name, *input;
	bool expected;
} rows[] = {
    {"a cursor", ID ":12", true},
    {"of an empty database", ID ":0", true},
    {"the last number", ID ":999999999999999999", true},
    {"too large a number", ID ":9999999999999999999", false},
    {"no number", ID ":", false},
    {"nothing but an id", ID, false},
    {"a negative number", ID ":-1", false},
    {"a number and more", ID ":1x", false},
    {"blanks", ID ": 1", false},
    {"a short id", "0123:1", false},
    {"capital letters", "0123456789ABCDEF0123456789ABCDEF:1", false},
    {"no digits", "xyz3456789abcdef0123456789abcdef:1", false},
    {"nothing", "", false},
};

static void
texts(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct cursor cursor;
		char printed[CURSOR_LEN + 1];
		print_message("# %s\n", rows[i].name);
		assert_int_equal(cursor_read(str_from(rows[i].input), &cursor), rows[i].expected);
		if (rows[i].expected)
			assert_string_equal(cursor_print(&cursor, printed), rows[i].input);
	}
}

static void
fits_its_own_database_from_its_change_on(void **state)
{
	const struct cursor now = {.database = ID, .change = 5};
	const struct cursor before = {.database = ID, .change = 4};
	const struct cursor ahead = {.database = ID, .change = 6};
	const struct cursor foreign = {.database = "f123456789abcdef0123456789abcdef", .change = 4};
	(void)state;
	assert_null(cursor_misfit(&before, &now));
	assert_null(cursor_misfit(&now, &now));
	assert_non_null(cursor_misfit(&ahead, &now));
	assert_non_null(cursor_misfit(&foreign, &now));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(texts),
	    cmocka_unit_test(fits_its_own_database_from_its_change_on),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("store/cursor", tests, NULL, NULL);
}
