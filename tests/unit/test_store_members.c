/* SPDX-License-Identifier: MIT */
/* test_store_members.c - the members of a line of JSON, one after another */
#include "store/members.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lib/buf.h"

static const struct row {
	const char *name, *input, *expected;
} rows[] = {
    {"nothing", "{}", ""},
    {"one", "{\"a\":1}", "a=1;"},
    {"texts", "{\"a\":\"x\",\"b\":\"\"}", "a=\"x\";b=\"\";"},
    {"what closes stands in a text", "{\"a\":\"},{\",\"b\":\"]\"}", "a=\"},{\";b=\"]\";"},
    {"escapes", "{\"a\":\"\\\"\\\\\",\"b\":\"\\\\\\\"}\"}", "a=\"\\\"\\\\\";b=\"\\\\\\\"}\";"},
    {"nests", "{\"a\":[{\"b\":[1,2]},{}],\"c\":{\"d\":\"]}\"},\"e\":true}",
	"a=[{\"b\":[1,2]},{}];c={\"d\":\"]}\"};e=true;"},
    {"cut short", "{\"a\":\"x", "a=\"x;"},
    {"cut short in a nest", "{\"a\":[1,", "a=[1,;"},
    {"cut short after a name", "{\"a\"", "a=;"},
    {"no object", "[1]", ""},
    {"empty", "", ""},
};

static void
members(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf out;
		struct str rest = str_from(rows[i].input), name, value;
		buf_init(&out, 1000);
		buf_add_text(&out, "");
		print_message("# %s\n", rows[i].name);
		while (members_next(&rest, &name, &value))
			buf_addf(&out, "%.*s=%.*s;", STR_ARGS(name), STR_ARGS(value));
		assert_string_equal(out.ptr, rows[i].expected);
		buf_clear(&out);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(members),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("store/members", tests, NULL, NULL);
}
