/* SPDX-License-Identifier: MIT */
/* test_json.c - lib/json.h: what the door refuses, and what strings look like */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <json-c/json.h>
#include <string.h>

#include "lib/json.h"
#include "lib/json_in.h"
#include "lib/unicode.h"

struct door_case {
	const char *name;
	struct str text;
	bool taken;
};

static const struct door_case door_cases[] = {
    {"an object", STR_INIT("{\"a\":[1,2.5,-0,1e3,true,null,\"x\"]}"), true},
    {"white space around", STR_INIT(" \t{}\r\n "), true},
    {"a bare number", STR_INIT("12"), true},
    {"a surrogate pair", STR_INIT("\"\\ud83d\\ude00\""), true},
    {"nothing", STR_INIT(""), false},
    {"two values", STR_INIT("{} {}"), false},
    {"an end in the middle", STR_INIT("{\"a\":"), false},
    {"a trailing comma", STR_INIT("[1,]"), false},
    {"a comment", STR_INIT("[1] // one"), false},
    {"single quotes", STR_INIT("{'a':1}"), false},
    {"a leading zero", STR_INIT("[01]"), false},
    {"a bare point", STR_INIT("[1.]"), false},
    {"no digit before the point", STR_INIT("[.5]"), false},
    {"a plus", STR_INIT("[+1]"), false},
    {"a lone minus", STR_INIT("[-]"), false},
    {"an empty exponent", STR_INIT("[1e]"), false},
    {"NaN", STR_INIT("[NaN]"), false},
    {"Infinity", STR_INIT("[Infinity]"), false},
    {"a NUL by escape", STR_INIT("\"\\u0000\""), false},
    {"a NUL byte", STR_INIT("\"a\0b\""), false},
    {"a lone high surrogate", STR_INIT("\"\\ud83d\""), false},
    {"a lone low surrogate", STR_INIT("\"\\ude00\""), false},
    {"a high surrogate and a letter", STR_INIT("\"\\ud83dx\""), false},
    {"a raw line feed in a string", STR_INIT("\"a\nb\""), false},
    {"a raw tab in a string", STR_INIT("\"a\tb\""), false},
    {"an unknown escape", STR_INIT("\"\\q\""), false},
    {"a cut escape", STR_INIT("\"\\u12\""), false},
    {"invalid UTF-8", STR_INIT("\"\xff\""), false},
    {"overlong UTF-8", STR_INIT("\"\xc0\xaf\""), false},
    {"UTF-8 outside of strings", STR_INIT("中文"), false},
    {"a surrogate in UTF-8", STR_INIT("\"\xed\xa0\x80\""), false},
    {"a capital True", STR_INIT("[True]"), false},
};

static void
the_door_takes_what_rfc_8259_does(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof door_cases / sizeof *door_cases; i++) {
		const struct door_case *c = &door_cases[i];
		struct json_object *value = NULL;
		const char *why = NULL;
		bool taken = json_read(c->text, &value, &why);
		if (taken != c->taken)
			fail_msg("%s", c->name);
		assert_true(taken || why);
		json_object_put(value);
	}
}

/* The reader without a tree takes the same. */
static void
the_reader_takes_what_the_door_does(void **state)
{
	struct arena arena;
	(void)state;
	arena_init(&arena, 1u << 20);
	for (size_t i = 0; i < sizeof door_cases / sizeof *door_cases; i++) {
		struct json_in in;
		struct str raw;
		json_in_start(&in, door_cases[i].text, &arena);
		bool taken = json_in_skip(&in, &raw) && json_in_is_over(&in);
		if (taken != door_cases[i].taken)
			fail_msg("%s", door_cases[i].name);
		assert_true(taken || in.wrong);
	}
	arena_clear(&arena);
}

static void
values_are_read_by_their_type(void **state)
{
	struct arena arena;
	struct json_in in;
	struct str text, key;
	int64_t number;
	bool flag;
	size_t n = 0;
	(void)state;
	arena_init(&arena, 1u << 20);
	json_in_start(&in,
	    STR("{\"a\":\"\\u4e2d\\ud83d\\ude00\\n\x7f\",\"b\":-12,\"c\":1.0,\"d\":true,"
		"\"e\":99999999999999999999}"),
	    &arena);
	assert_false(json_in_string(&in, &text)); /* it is none: still the next value */
	assert_true(json_in_open(&in, '{'));
	assert_true(json_in_member(&in, &n, &key) && str_eq(key, STR("a")));
	assert_true(json_in_string(&in, &text));
	assert_true(str_eq(text, STR("中😀\n\x7f")));
	assert_int_equal(text.ptr[text.len], 0);
	assert_true(json_in_member(&in, &n, &key) && json_in_int(&in, &number));
	assert_int_equal(number, -12);
	assert_true(json_in_member(&in, &n, &key));
	assert_false(json_in_int(&in, &number)); /* a fraction is no integer */
	assert_true(json_in_skip(&in, &text) && str_eq(text, STR("1.0")));
	assert_true(json_in_member(&in, &n, &key) && json_in_bool(&in, &flag) && flag);
	assert_true(json_in_member(&in, &n, &key));
	assert_false(json_in_int(&in, &number)); /* too large */
	assert_true(json_in_skip(&in, &text));
	assert_false(json_in_member(&in, &n, &key));
	assert_true(json_in_is_over(&in));
	arena_clear(&arena);
}

static void
nesting_is_bounded(void **state)
{
	char text[400];
	struct json_object *value = NULL;
	const char *why = NULL;
	(void)state;
	for (size_t depth = 10; depth <= 200; depth += 190) {
		for (size_t i = 0; i < depth; i++) {
			text[i] = '[';
			text[2 * depth - 1 - i] = ']';
		}
		bool taken = json_read((struct str){text, 2 * depth}, &value, &why);
		assert_int_equal(taken, depth == 10);
		if (taken)
			json_object_put(value);
		struct json_in in;
		struct str raw;
		json_in_start(&in, (struct str){text, 2 * depth}, NULL);
		assert_int_equal(json_in_skip(&in, &raw), depth == 10);
	}
}

static void
strings_come_back_as_they_were(void **state)
{
	static const struct str texts[] = {STR_INIT(""), STR_INIT("plain"),
	    STR_INIT("\"\\/\b\f\n\r\t"), STR_INIT("\x01\x1f\x7f"),
	    STR_INIT("腰脱 60°-70° ½ 10⁹/L 😀")};
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct buf out;
		struct json_object *value = NULL;
		const char *why = NULL;
		buf_init(&out, 1024);
		assert_true(json_write_string(&out, texts[i]));
		assert_true(json_read(buf_str(&out), &value, &why));
		struct str back = {
		    json_object_get_string(value), (size_t)json_object_get_string_len(value)};
		assert_true(str_eq(back, texts[i]));
		json_object_put(value);
		buf_clear(&out);
	}
}

/* Strings are read and written eight bytes at a time: each character at each place in a word. */
static void
every_character_comes_back_from_every_place(void **state)
{
	(void)state;
	for (uint32_t c = 1; c < 0x100; c++) {
		for (size_t at = 0; at < 18; at++) {
			char text[24] = "aaaaaaaaaaaaaaaaaa";
			size_t len = unicode_put(text + at, c);
			struct str s = {text, at + len > 18 ? at + len : 18};
			struct buf out;
			struct json_object *value = NULL;
			const char *why = NULL;
			if (c >= 0x80)
				memset(text + at + len, 'a', sizeof text - at - len);
			buf_init(&out, 1024);
			assert_true(json_write_string(&out, s));
			bool escaped = c < 0x20 || c == '"' || c == '\\' || c == 0x7F;
			assert_int_equal(out.len > s.len + 2, escaped);
			assert_true(json_read(buf_str(&out), &value, &why));
			struct str back = {json_object_get_string(value),
			    (size_t)json_object_get_string_len(value)};
			assert_true(str_eq(back, s));
			json_object_put(value);
			/* Raw in a string, only control characters, quotes and backslashes are
			 * refused. */
			char raw[32];
			raw[0] = '"';
			memcpy(raw + 1, s.ptr, s.len);
			raw[s.len + 1] = '"';
			bool taken = json_read((struct str){raw, s.len + 2}, &value, &why);
			assert_int_equal(taken, !escaped || c == 0x7F);
			if (taken)
				json_object_put(value);
			buf_clear(&out);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_door_takes_what_rfc_8259_does),
	    cmocka_unit_test(the_reader_takes_what_the_door_does),
	    cmocka_unit_test(values_are_read_by_their_type),
	    cmocka_unit_test(nesting_is_bounded),
	    cmocka_unit_test(strings_come_back_as_they_were),
	    cmocka_unit_test(every_character_comes_back_from_every_place),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
