/* SPDX-License-Identifier: MIT */
/* test_normalize_language.c - languages and words */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "normalize/language.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

static void
language_is_told_by_script_and_words(void **state)
{
	static const struct {
		const char *text, *declared, *tag;
	} cases[] = {
	    {"腰椎间盘突出症压迫神经根时，会引发下肢放射性疼痛，常伴随麻木、无力。", NULL,
		"zh-Hans"},
	    {"腰椎間盤突出症壓迫神經根時，會引發下肢放射性疼痛，常伴隨麻木、無力。", "zh-CN",
		"zh-Hant"},
	    {"腰痛は、多くの人が経験する症状です。休むことが大切になります。", NULL, "ja"},
	    {"허리 통증은 많은 사람이 경험하는 증상입니다. 쉬는 것이 중요합니다.", "en", "ko"},
	    {"The pain in the leg is caused by a disc that presses on the nerve and it can last.",
		NULL, "en"},
	    {"The pain in the leg is caused by a disc that presses on the nerve and it can last.",
		"en-GB", "en-GB"},
	    {"Die Schmerzen im Bein werden durch eine Bandscheibe verursacht, die auf den Nerv "
	     "drückt und sich nicht von selbst bessert.",
		NULL, "de"},
	    {"La douleur dans la jambe est causée par un disque qui appuie sur le nerf et qui ne "
	     "guérit pas.",
		NULL, "fr"},
	    {"El dolor en la pierna se debe a un disco que presiona el nervio y no es una "
	     "enfermedad de los huesos.",
		NULL, "es"},
	    {"短文", "zh-cn", "zh-Hans"},
	    {"短文", "zh-TW", "zh-Hant"},
	    {"短文", NULL, NULL},
	    {"", "en", "en"},
	    {"Боль в ноге вызвана диском, который давит на нерв.", "ru", "ru"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str tag = language_of(str_from(cases[i].text), str_from(cases[i].declared));
		if (!str_eq(tag, str_from(cases[i].tag)))
			fail_msg("case %zu: got '%.*s'", i, STR_ARGS(tag));
		assert_true(str_eq(language_of(str_from(cases[i].text), tag), tag));
	}
}

static void
language_counts_han_characters_and_words(void **state)
{
	static const struct {
		const char *text;
		size_t n;
	} cases[] = {
	    {"", 0}, {"腰痛。", 2}, {"two words", 2}, {"don't", 1}, {"L4-L5节段", 4}, {"a  b", 2}};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(language_count_words(str_from(cases[i].text)), cases[i].n);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(language_is_told_by_script_and_words),
	    cmocka_unit_test(language_counts_han_characters_and_words),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
