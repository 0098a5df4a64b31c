/* SPDX-License-Identifier: MIT */
/* test_crawl_summary.c - a night's report as words and as a verdict */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "crawl/summary.h"
#include "lib/arena.h"

static const struct {
	const char *name, *report, *words;
} cases[] = {
    {"an empty night", "{\"articles\":{},\"outcomes\":{}}",
	"0 new, 0 changed, 0 unchanged articles; 0 outcomes"},
    {"classes in the order of the table, whatever the report's",
	"{\"articles\":{\"new\":1},\"outcomes\":{\"failed\":{\"truncated\":2,\"http-error\":1},"
	"\"ok\":{\"article\":1}}}",
	"1 new, 0 changed, 0 unchanged articles; 4 outcomes: 1 ok (1 article), "
	"3 failed (1 http-error, 2 truncated)"},
    {"a class of one outcome says it once",
	"{\"articles\":{\"unchanged\":3,\"changed\":1},\"outcomes\":"
	"{\"not-modified\":{\"not-modified\":4},\"duplicate\":{\"duplicate\":2}}}",
	"0 new, 1 changed, 3 unchanged articles; 6 outcomes: 4 not-modified, 2 duplicate"},
};

static void
words_of_reports(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena arena;
		struct buf words;
		struct summary summary;
		arena_init(&arena, 1u << 20);
		buf_init(&words, 4096);
		assert_true(summary_read(&arena, str_from(cases[i].report), &summary));
		summary_words(&summary, &words);
		print_message("# %s\n", cases[i].name);
		assert_string_equal(words.ptr, cases[i].words);
		buf_clear(&words);
		arena_clear(&arena);
	}
}

static const char *const no_reports[] = {"", "[]", "nonsense", "{}", "{\"articles\":{}}",
    "{\"outcomes\":{}}", "{\"articles\":{}", "{\"articles\":1,\"outcomes\":{}}",
    "{\"articles\":{},\"outcomes\":[]}"};

static void
what_is_no_report_is_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof no_reports / sizeof *no_reports; i++) {
		struct arena arena;
		struct summary summary;
		arena_init(&arena, 1u << 20);
		print_message("# '%s'\n", no_reports[i]);
		assert_false(summary_read(&arena, str_from(no_reports[i]), &summary));
		arena_clear(&arena);
	}
}

static const struct {
	const char *name;
	unsigned long long by_class[OUTCOME_N_CLASSES];
	double min_success;
	bool good;
} verdicts[] = {
    {"nothing was asked for", {0}, -1, true},
    {"one good page is enough", {[OUTCOME_OK] = 1, [OUTCOME_FAILED] = 99}, -1, true},
    {"unchanged pages are good", {[OUTCOME_NOT_MODIFIED] = 1}, -1, true},
    {"no good page", {[OUTCOME_DENIED] = 1}, -1, false},
    {"hops are no pages", {[OUTCOME_REDIRECTED] = 5, [OUTCOME_DUPLICATE] = 5}, -1, true},
    {"just enough", {[OUTCOME_OK] = 9, [OUTCOME_DEFERRED] = 1}, 90, true},
    {"just too few", {[OUTCOME_OK] = 9, [OUTCOME_DEFERRED] = 1}, 90.1, false},
    {"nothing is demanded", {[OUTCOME_FAILED] = 3}, 0, true},
};

static void
verdicts_on_nights(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof verdicts / sizeof *verdicts; i++) {
		struct summary summary = {0};
		for (int class = 0; class < OUTCOME_N_CLASSES; class ++)
			summary.by_class[class] = verdicts[i].by_class[class];
		print_message("# %s\n", verdicts[i].name);
		assert_int_equal(
		    summary_is_good(&summary, verdicts[i].min_success), verdicts[i].good);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(words_of_reports),
	    cmocka_unit_test(what_is_no_report_is_refused), cmocka_unit_test(verdicts_on_nights)};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
