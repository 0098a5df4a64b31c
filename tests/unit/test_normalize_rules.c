/* SPDX-License-Identifier: MIT */
/* test_normalize_rules.c - which lines rules take, and which rule files are refused */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lib/profile_keys.h"
#include "normalize/rules.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

static const char text[] =
    "# a comment\n"
    "[button]\nliteral = 了解详情\nliteral = 免费咨询\nline = 更多\ntest = 更多\n"
    "[source]\nneeds = 来源\npattern = 来源[:：].{1,20}\ntest = 来源：某网\n"
    "[here]\nsite = example.org\nliteral = 本站专用\ntest = 本站专用\n"
    "[below]\nsection = 相关\nneeds = 阅读\npattern = .*阅读.*\ntest = 全文阅读\n";

static struct rules *
load(const char *source)
{
	struct str why;
	struct rules *rules = rules_new();
	assert_true(rules_load_text(rules, STR("t.rules"), str_from(source), &why));
	assert_true(rules_finish(rules, &why));
	return rules;
}

static void
rules_take_lines_that_are_nothing_but_phrases(void **state)
{
	static const struct {
		const char *host, *section, *line, *name;
	} cases[] = {
	    {"h", "", "了解详情", "button:了解详情"},
	    {"h", "", "【了解详情】>>", "button:了解详情"},
	    {"h", "", "了解详情 | 免费咨询", "button:免费咨询"},
	    {"h", "", "了解详情免费咨询", "button:免费咨询"},
	    {"h", "", "点击了解详情", NULL},
	    {"h", "", "了解详情。免费", NULL},
	    {"h", "", "更多", "button:更多"},
	    {"h", "", "更多 | 了解详情", NULL},
	    {"h", "", "来源：健康报", "source"},
	    {"h", "", "本文来源：健康报", NULL},
	    {"h", "", "本站专用", NULL},
	    {"example.org", "", "本站专用", "here:本站专用"},
	    {"www.example.org", "", "本站专用", "here:本站专用"},
	    {"badexample.org", "", "本站专用", NULL},
	    {"h", "正文", "继续阅读", NULL},
	    {"h", "相关文章", "继续阅读", "below"},
	    {"h", "", "", NULL},
	    {"h", "", ">>", NULL},
	};
	struct rules *rules = load(text);
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct rules_hit hit = {{NULL, 0}, {NULL, 0}};
		struct rules_place place = {str_from(cases[i].host), str_from(cases[i].section)};
		bool taken = rules_match(rules, &place, str_from(cases[i].line), &hit);
		if (taken != (cases[i].name != NULL) ||
		    (taken && hit.name.len != str_from(cases[i].name).len))
			fail_msg("'%s': got '%.*s'", cases[i].line, STR_ARGS(hit.name));
	}
	rules_free(rules);
}

static void
rules_are_refused_with_file_and_line(void **state)
{
	static const struct {
		const char *text, *reason;
	} cases[] = {
	    {"literal = x\n", "line 1: a pair before the first [id]"},
	    {"[a]\nliteral = x\nnonsense\n", "line 3: neither"},
	    {"[a]\ncolour = x\n", "line 2: unknown key"},
	    {"[a]\npattern = x\n", "line 2: a pattern needs a 'needs' line"},
	    {"[a]\nneeds = x\npattern = (\n", "line 3: "},
	    {"[a]\nliteral = x\n", "line 1: the rule has no 'test' line"},
	    {"[a]\ntest = x\n", "line 1: the rule looks for nothing"},
	    {"[a]\nliteral = x\ntest = x\n[a]\n", "line 4: a rule of this id"},
	    {"[a]\nliteral = >>\n", "line 2: a phrase needs"},
	    {"[a\n", "line 1: neither"},
	    {"\xff\n", "not UTF-8"},
	    {"[a]\nneeds = a\npattern = (a+)+\ntest = a\n", "rule 'a' can take forever"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str why = STR("");
		struct rules *rules = rules_new();
		bool worked =
		    rules_load_text(rules, STR("t.rules"), str_from(cases[i].text), &why) &&
		    rules_finish(rules, &why);
		if (worked || str_find(why, str_from(cases[i].reason)) == STR_NOT_FOUND ||
		    str_find(why, STR("t.rules")) == STR_NOT_FOUND)
			fail_msg("'%s': got '%.*s'", cases[i].text, STR_ARGS(why));
		rules_free(rules);
	}
}

static void
rules_of_the_project_pass_their_own_tests(void **state)
{
	struct str why;
	struct buf report;
	size_t n;
	struct rules *rules = rules_new();
	(void)state;
	buf_init(&report, 1u << 20);
	assert_true(rules_load(rules, "normalize/rules", &why));
	assert_true(rules_finish(rules, &why));
	if (!rules_test(rules, &report, &n))
		fail_msg("%s", report.ptr);
	assert_true(n > 100);
	assert_true(str_starts(rules_digest(rules), STR("sha256:")));
	buf_clear(&report);
	rules_free(rules);
}

static void
rules_tests_that_fail_are_reported(void **state)
{
	struct rules *rules = load("[a]\nliteral = 了解详情\ntest = 了解疾病\nkeep = 了解详情\n");
	struct buf report;
	size_t n;
	(void)state;
	buf_init(&report, 1u << 20);
	assert_false(rules_test(rules, &report, &n));
	assert_int_equal(n, 2);
	assert_true(str_find(buf_str(&report), STR("must take '了解疾病'")) != STR_NOT_FOUND);
	assert_true(str_find(buf_str(&report), STR("must keep '了解详情'")) != STR_NOT_FOUND);
	buf_clear(&report);
	rules_free(rules);
}

/* Whether a profile with this one line in [normalize] is refused for its key. */
static bool
is_unknown(struct str key)
{
	struct rules *rules = rules_new();
	struct ini_entry entry = {STR_INIT("normalize"), key, STR_INIT("word"), 1};
	struct profile profile = {.path = STR_INIT("a.ini"), .entries = {&entry, 1}};
	struct profiles set = {.items = &profile, .n = 1};
	struct str why = {NULL, 0};
	bool unknown = !rules_load_profiles(rules, &set, &why) &&
		       str_find(why, STR("unknown key")) != STR_NOT_FOUND;
	rules_free(rules);
	return unknown;
}

static void
rules_know_the_keys_that_a_profile_may_have(void **state)
{
	size_t n = 0;
	(void)state;
	for (size_t i = 0; i < profile_n_keys; i++) {
		if (!str_eq(profile_keys[i].section, STR("normalize")))
			continue;
		assert_false(is_unknown(profile_keys[i].name));
		n++;
	}
	assert_int_equal(n, 9); /* KEY_N of rules_read.c, without `site` */
	assert_true(is_unknown(STR("site")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(rules_take_lines_that_are_nothing_but_phrases),
	    cmocka_unit_test(rules_are_refused_with_file_and_line),
	    cmocka_unit_test(rules_of_the_project_pass_their_own_tests),
	    cmocka_unit_test(rules_tests_that_fail_are_reported),
	    cmocka_unit_test(rules_know_the_keys_that_a_profile_may_have),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
