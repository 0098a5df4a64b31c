/* SPDX-License-Identifier: MIT */
/* test_crawl_summary.c - a night's report as words, as numbers and as a verdict */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "crawl/morning.h"
#include "lib/arena.h"

static const struct {
	const char *name, *report, *words;
} cases[] = {
    {"an empty night", "{\"articles\":{},\"outcomes\":{}}",
	"0 new, 0 changed, 0 unchanged articles; 0 outcomes; 1 round in 2.0 s\n"},
    {"classes in the order of the table, whatever the report's",
	"{\"articles\":{\"new\":1},\"outcomes\":{\"failed\":{\"truncated\":2,\"http-error\":1},"
	"\"ok\":{\"article\":1}}}",
	"1 new, 0 changed, 0 unchanged articles; 4 outcomes: 1 ok (1 article), "
	"3 failed (1 http-error, 2 truncated); 1 round in 2.0 s\n"},
    {"a class of one outcome says it once",
	"{\"articles\":{\"unchanged\":3,\"changed\":1},\"outcomes\":"
	"{\"not-modified\":{\"not-modified\":4},\"duplicate\":{\"duplicate\":2}}}",
	"0 new, 1 changed, 3 unchanged articles; 6 outcomes: 4 not-modified, 2 duplicate; "
	"1 round in 2.0 s\n"},
    {"suspicions, and the sites with the most failures first",
	"{\"articles\":{\"deleted\":2},\"outcomes\":{},\"sites\":["
	"{\"site\":\"a.example\",\"asked\":2,\"good\":2,\"nights\":0,\"articles\":{\"new\":2}},"
	"{\"site\":\"b.example\",\"asked\":3,\"good\":0,\"nights\":7,\"articles\":{},"
	"\"usual\":{\"asked\":4,\"good\":3,\"articles\":1,\"new\":0}}],\"suspicious\":["
	"{\"site\":\"b.example\",\"reason\":\"silent\",\"detail\":\"none of 3\"}]}",
	"0 new, 0 changed, 2 deleted, 0 unchanged articles; 0 outcomes; 1 round in 2.0 s\n"
	"suspicious: b.example is silent: none of 3\n"
	"  b.example: 0 of 3 pages good (usual 3); 0 new, 0 changed, 0 unchanged articles "
	"(usual 1 in all)\n"
	"  a.example: 2 of 2 pages good; 2 new, 0 changed, 0 unchanged articles\n"},
};

/* The words of a report of a night of one round. */
static void
write_report(const char *report, void (*write)(const struct morning *morning, struct buf *out),
    struct buf *out)
{
	struct arena arena;
	struct summary summary;
	struct night night = {.rounds = 1, .seconds = 2, .arena = &arena};
	struct morning morning = {.night = &night, .summary = &summary, .report = str_from(report)};
	timestamp_print(1795370403, night.since); /* 2026-11-22T18:00:03Z */
	arena_init(&arena, 1u << 20);
	assert_true(summary_read(&arena, morning.report, &summary));
	write(&morning, out);
	arena_clear(&arena);
}

static void
words_of_reports(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf words;
		buf_init(&words, 4096);
		write_report(cases[i].report, morning_write_words, &words);
		print_message("# %s\n", cases[i].name);
		assert_string_equal(words.ptr, cases[i].words);
		buf_clear(&words);
	}
}

static void
metrics_escape_what_sites_are_called(void **state)
{
	(void)state;
	struct buf text;
	buf_init(&text, 65536);
	write_report("{\"articles\":{},\"outcomes\":{},\"sites\":[{\"site\":\"a\\\"\\n\\\\b\","
		     "\"asked\":3,\"good\":1}]}",
	    morning_write_metrics, &text);
	assert_non_null(strstr(
	    text.ptr, "\nwinnow_crawl_site_pages{site=\"a\\\"\\n\\\\b\",answer=\"failed\"} 2\n"));
	assert_non_null(strstr(text.ptr, "\nwinnow_crawl_seconds 2\n"));
	buf_clear(&text);
}

static void
json_is_the_report_and_the_night(void **state)
{
	(void)state;
	struct buf text;
	buf_init(&text, 65536);
	write_report("{\"articles\":{},\"outcomes\":{}}", morning_write_json, &text);
	assert_string_equal(text.ptr,
	    "{\"night\":\"2026-11-22T18:00:03Z\",\"end\":\"complete\",\"status\":0,\"good\":true,"
	    "\"seconds\":2.0,\"rounds\":1,\"pages\":0,\"bytes\":0,\"export\":\"done\",\"losses\":[]"
	    ","
	    "\"articles\":{},\"outcomes\":{}}\n");
	buf_clear(&text);
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
		summary.suspicions.n = 1; /* never ok, whatever the share */
		assert_false(summary_is_good(&summary, verdicts[i].min_success));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(words_of_reports),
	    cmocka_unit_test(metrics_escape_what_sites_are_called),
	    cmocka_unit_test(json_is_the_report_and_the_night),
	    cmocka_unit_test(what_is_no_report_is_refused), cmocka_unit_test(verdicts_on_nights)};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
