/* SPDX-License-Identifier: MIT */
/* test_normalize_flags.c - what is flagged, and what is not */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "normalize/flags.h"
#include "normalize/sections.h"
#include "normalize/sentence.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])
#define LONG                                                                                                                                   \
	"腰椎间盘突出症压迫神经根时，会引发下肢放射性疼痛，常伴随麻木、无力，疼痛沿臀部、大腿后侧" \
	"至小腿外侧放射。"
#define LONGER LONG "咳嗽、打喷嚏时加重。" LONG "平卧屈膝可稍缓解。" LONG

static void
flags_say_what_is_worth_a_second_look(void **state)
{
	static const struct {
		const char *text, *author, *kind, *flags;
	} cases[] = {
	    {LONGER, "范李", "article", ""},
	    {LONGER, NULL, "article", "no-author "},
	    {"腰痛。", "范李", "article", "short "},
	    {"腰痛。", NULL, "index", ""},
	    {LONGER "锟斤拷。", "范李", "article", "mojibake "},
	    {"锟斤拷", NULL, "index", "mojibake "},
	    {LONGER "\n" LONG "而且疼痛加重时常常需要卧床休息", "范李", "article", "truncated "},
	    {"腰痛的患者应该注意休息，不要搬重物，避免长时间久坐久站，同时还需要注意…", "范李",
		"article", "short truncated teaser-like "},
	    {LONG "\n" LONG "\n" LONGER, "范李", "article", "repeated-lines "},
	};
	struct arena arena;
	(void)state;
	arena_init(&arena, 1u << 24);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct article article = {.page_kind = str_from(cases[i].kind)};
		struct str rest = str_from(cases[i].text), got = STR("");
		while (rest.ptr)
			ARENA_PUSH(&arena, &article.blocks)->text = str_cut(&rest, '\n');
		if (cases[i].author)
			ARENA_PUSH(&arena, &article.authors)->name = str_from(cases[i].author);
		article.language = STR("zh-Hans");
		sections_fill(&arena, &article);
		flags_fill(&arena, &article);
		for (size_t j = 0; j < article.flags.n; j++)
			got = arena_printf(
			    &arena, "%.*s%.*s ", STR_ARGS(got), STR_ARGS(article.flags.items[j]));
		if (!str_eq(got, str_from(cases[i].flags)))
			fail_msg(
			    "case %zu: wanted '%s', got '%.*s'", i, cases[i].flags, STR_ARGS(got));
	}
	arena_clear(&arena);
}

static void
sentences_end_at_their_marks(void **state)
{
	static const struct {
		const char *text, *rest;
		bool cut;
	} cases[] = {
	    {"甲。乙", "乙", false},
	    {"甲。", "", false},
	    {"他说：“甲。”", "", false},
	    {"甲（乙！）", "", false},
	    {"甲", "甲", false},
	    {"One. Two", " Two", false},
	    {"about 1.5", "about 1.5", false},
	    {"甲……", "甲……", true},
	    {"and so on...", "and so on...", true},
	    {LONG "而且疼痛加重时常常需要卧床休息也不能搬重物或者弯腰",
		"而且疼痛加重时常常需要卧床"
		"休息也不能搬重物或者弯腰",
		true},
	    {"", "", false},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str text = str_from(cases[i].text);
		struct str rest = str_slice(text, sentence_last_end(text), text.len);
		if (!str_eq(rest, str_from(cases[i].rest)) || sentence_is_cut(text) != cases[i].cut)
			fail_msg("'%s': '%.*s' is left", cases[i].text, STR_ARGS(rest));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(flags_say_what_is_worth_a_second_look),
	    cmocka_unit_test(sentences_end_at_their_marks),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
