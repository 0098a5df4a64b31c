/* SPDX-License-Identifier: MIT */
/* test_unicode.c - code points in and out of UTF-8, and their classes */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <unistr.h>

#include "lib/unicode.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

static void
unicode_next_and_put_agree(void **state)
{
	(void)state;
	for (uint32_t c = 1; c < 0x110000; c += c < 0x3000 ? 1 : 61) {
		char bytes[UNICODE_MAX_BYTES];
		if (c >= 0xD800 && c <= 0xDFFF)
			continue;
		struct str text = {bytes, unicode_put(bytes, c)};
		size_t at = 0;
		assert_int_equal(unicode_next(text, &at), c);
		assert_int_equal(at, text.len);
		assert_int_equal(unicode_previous(text, &at), c);
		assert_int_equal(at, 0);
	}
}

static void
unicode_next_passes_one_byte_of_what_is_no_utf8(void **state)
{
	static const char *const broken[] = {"\x80", "\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80",
	    "\xf4\x90\x80\x80", "\xe4\xb8", "\xff", "\xf0\x9f\x98"};
	(void)state;
	for (size_t i = 0; i < COUNT(broken); i++) {
		size_t at = 0;
		assert_int_equal(unicode_next(str_from(broken[i]), &at), UNICODE_REPLACEMENT);
		assert_int_equal(at, 1);
		assert_false(unicode_is_valid(str_from(broken[i])));
	}
}

static void
valid_up_to(const char *text, size_t len)
{
	bool valid = !u8_check((const uint8_t *)text, len);
	assert_int_equal(unicode_is_valid((struct str){text, len}), valid);
}

/* Every byte value at every place of texts that take each of the ways through the check. */
static void
unicode_is_valid_agrees_with_libunistring(void **state)
{
	static const char *const texts[] = {"膝盖疼痛，关节红肿，受凉劳损退变",
	    "ab膝盖c疼痛d关节红肿受凉ef", "ни хао, café – 𠮷野家 ％", "plain ASCII of some length"};
	char text[64];
	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		size_t len = strlen(texts[i]);
		for (size_t at = 0; at < len; at++) {
			for (int byte = 0; byte < 256; byte++) {
				memcpy(text, texts[i], len);
				text[at] = (char)byte;
				bool valid = !u8_check((const uint8_t *)text, len);
				assert_int_equal(unicode_is_valid((struct str){text, len}), valid);
			}
			valid_up_to(texts[i], at);
		}
	}
}

static void
unicode_knows_the_classes(void **state)
{
	static const struct {
		uint32_t c;
		bool han, kana, hangul, latin, space, mark;
	} cases[] = {
	    {0x4E2D, true, false, false, false, false, false},
	    {0x3005, true, false, false, false, false, false},
	    {0x20BB7, true, false, false, false, false, false},
	    {0x3042, false, true, false, false, false, false},
	    {0xFF71, false, true, false, false, false, false},
	    {0xD55C, false, false, true, false, false, false},
	    {'a', false, false, false, true, false, false},
	    {0xE9, false, false, false, true, false, false},
	    {0xD7, false, false, false, false, false, false},
	    {0x3000, false, false, false, false, true, false},
	    {0xA0, false, false, false, false, true, false},
	    {0x200B, false, false, false, false, false, false},
	    {0x3002, false, false, false, false, false, true},
	    {0xFF0C, false, false, false, false, false, true},
	    {0x0416, false, false, false, false, false, false},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		uint32_t c = cases[i].c;
		assert_int_equal(unicode_is_han(c), cases[i].han);
		assert_int_equal(unicode_is_kana(c), cases[i].kana);
		assert_int_equal(unicode_is_hangul(c), cases[i].hangul);
		assert_int_equal(
		    unicode_is_cjk(c), cases[i].han || cases[i].kana || cases[i].hangul);
		assert_int_equal(unicode_is_latin(c), cases[i].latin);
		assert_int_equal(unicode_is_space(c), cases[i].space);
		assert_int_equal(unicode_is_cjk_mark(c), cases[i].mark);
	}
}

static void
unicode_folds_width_and_case(void **state)
{
	(void)state;
	assert_int_equal(unicode_fold_width(0xFF21), 'A');
	assert_int_equal(unicode_fold_width(0xFF5E), '~');
	assert_int_equal(unicode_fold_width(0x3000), ' ');
	assert_int_equal(unicode_fold_width(0x3002), 0x3002);
	assert_int_equal(unicode_lower('A'), 'a');
	assert_int_equal(unicode_lower(0xC9), 0xE9);
	assert_int_equal(unicode_lower(0x4E2D), 0x4E2D);
}

static void
unicode_counts_and_cuts_by_characters(void **state)
{
	(void)state;
	assert_int_equal(unicode_count(STR("a中é")), 3);
	assert_true(str_eq(unicode_prefix(STR("a中é"), 2), STR("a中")));
	assert_true(str_eq(unicode_prefix(STR("a"), 9), STR("a")));
	for (size_t n = 0; n < 6; n++)
		assert_int_equal(unicode_has(STR("a中é"), n), n <= 3);
	for (size_t n = 0; n < 14; n++)
		assert_int_equal(unicode_has(STR("aaaaaaaaaaaa"), n), n <= 12);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(unicode_next_and_put_agree),
	    cmocka_unit_test(unicode_next_passes_one_byte_of_what_is_no_utf8),
	    cmocka_unit_test(unicode_is_valid_agrees_with_libunistring),
	    cmocka_unit_test(unicode_knows_the_classes),
	    cmocka_unit_test(unicode_folds_width_and_case),
	    cmocka_unit_test(unicode_counts_and_cuts_by_characters),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
