/* SPDX-License-Identifier: MIT */
/* test_store_report_words.c - the report has every word in each of its languages */
#include "store/report_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lib/unicode.h"

static bool
has_han(struct str text)
{
	for (size_t at = 0; at < text.len;)
		if (unicode_is_han(unicode_next(text, &at)))
			return true;
	return false;
}

static void
every_word_is_there_in_its_language(void **state)
{
	(void)state;
	for (int i = 0; i < N_WORDS; i++) {
		struct str en = str_from(word_in(LANGUAGE_EN, (enum word)i));
		struct str zh = str_from(word_in(LANGUAGE_ZH, (enum word)i));
		print_message("# %d\n", i);
		assert_true(en.len > 0 && zh.len > 0);
		assert_true(unicode_is_valid(en) && unicode_is_valid(zh));
		assert_false(has_han(en));
		assert_true(has_han(zh) || i == WORD_COLON);
	}
}

static void
languages_are_known_by_name(void **state)
{
	(void)state;
	enum language language = LANGUAGE_EN;
	assert_true(language_read(STR("zh"), &language));
	assert_int_equal(language, LANGUAGE_ZH);
	assert_string_equal(language_tag(language), "zh-Hans");
	assert_false(language_read(STR("de"), &language));
	assert_false(language_read(STR(""), &language));
	assert_int_equal(language, LANGUAGE_ZH);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_word_is_there_in_its_language),
	    cmocka_unit_test(languages_are_known_by_name),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("store/report_words", tests, NULL, NULL);
}
