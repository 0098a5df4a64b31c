/* SPDX-License-Identifier: MIT */
/* test_parse_loose_json.c - JSON with the mistakes of pages */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <json-c/json.h>

#include "lib/arena.h"
#include "parse/loose_json.h"
#include "tests/unit/expect.h"

static const struct row {
	const char *name, *text;
	bool read;
	const char *a; /* the member "a" */
} rows[] = {
    {"JSON", "{\"a\":\"b\"}", true, "b"},
    {"a comment to the end of the line", "{// appid\n\"a\":\"b\"}", true, "b"},
    {"a comment between marks", "{/* } */\"a\":\"b\"}", true, "b"},
    {"a comma too many", "{\"a\":\"b\",}", true, "b"},
    {"a comma too many in an array", "{\"x\":[1,2,],\"a\":\"b\"}", true, "b"},
    {"a raw line break", "{\"x\":\"1\n2\",\"a\":\"b\"}", true, "b"},
    {"an address is no comment", "{\"a\":\"https://host.example/\"}", true,
	"https://host.example/"},
    {"an escaped quote before slashes", "{\"a\":\"\\\"//b\"}", true, "\"//b"},
    {"marks of HTML comments", "<!--{\"a\":\"b\"}-->", true, "b"},
    {"undefined", "{\"x\":undefined,\"a\":\"b\"}", true, "b"},
    {"undefined inside a text", "{\"a\":\"undefined\"}", true, "undefined"},
    {"what follows", "{\"a\":\"b\"};(function(){})()", true, "b"},
    {"a number", "{\"a\":17}", true, "17"},
    {"an array of texts", "{\"a\":[\"b\",\"c\"]}", true, "b"},
    {"no such member", "{\"c\":\"b\"}", true, NULL},
    {"cut off", "{\"a\":\"b", false, NULL},
    {"JavaScript", "function(a){return {a:b}}", false, NULL},
    {"nothing", "", false, NULL},
};

static void
loose_json_is_read(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 64u << 20);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		print_message("# %s\n", rows[i].name);
		struct json_object *value = loose_json_read(&arena, str_from(rows[i].text));
		assert_int_equal(value != NULL, rows[i].read);
		if (!value)
			continue;
		expect_text(loose_json_text(value, "a"), rows[i].a);
		json_object_put(value);
	}
	arena_clear(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(loose_json_is_read),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
