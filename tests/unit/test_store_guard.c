/* SPDX-License-Identifier: MIT */
/* test_store_guard.c - what holds an export back, and what does not */
#include "store/guard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* articles, length, with_author, turned, new, new_length, new_with_author */
#define USUAL                                                                                      \
	{                                                                                          \
		100, 100000, 50, 0, 12, 12000, 6                                                   \
	}
#define USUALS                                                                                     \
	{USUAL}, {USUAL},                                                                          \
	{                                                                                          \
		USUAL                                                                              \
	}

struct numbers {
	int64_t numbers[SITE_N_NUMBERS];
};

static const struct row {
	const char *name;
	size_t n_runs;
	struct numbers runs[GUARD_RUNS]; /* newest first */
	struct numbers now;
	const char *expected; /* the first reason, or NULL */
} rows[] = {
    {"nothing came before", 0, {{{0}}}, {{1, 1, 0, 0, 1, 1, 0}}, NULL},
    {"all as it was", 3, {USUALS}, {USUAL}, NULL},
    {"nothing new", 3, {USUALS}, {{100, 100000, 50, 0, 0, 0, 0}}, NULL},
    {"more of everything", 3, {USUALS}, {{300, 900000, 300, 0, 200, 800000, 200}}, NULL},
    {"a fifth is gone", 3, {USUALS}, {{80, 80000, 40, 0, 0, 0, 0}}, NULL},
    {"more than a fifth is gone", 3, {USUALS}, {{79, 79000, 40, 0, 0, 0, 0}},
	"a.example has 79 articles that can still be read; it had 100"},
    {"pages that are no articles any more", 3, {USUALS}, {{100, 100000, 50, 21, 0, 0, 0}},
	"a.example has 79 articles that can still be read; it had 100"},
    {"a small site", 1, {{{19, 19000, 19, 0, 0, 0, 0}}}, {{1, 1000, 1, 0, 0, 0, 0}}, NULL},
    {"shorter bodies", 3, {USUALS}, {{100, 69000, 50, 0, 0, 0, 0}},
	"the articles of a.example have 690 bytes on average; they had 1000"},
    {"somewhat shorter bodies", 3, {USUALS}, {{100, 70000, 50, 0, 0, 0, 0}}, NULL},
    {"fewer authors", 3, {USUALS}, {{100, 100000, 34, 0, 0, 0, 0}},
	"of the articles of a.example 34 % name an author; it was 50 %"},
    {"authors were rare", 1, {{{100, 100000, 19, 0, 0, 0, 0}}}, {{100, 100000, 0, 0, 0, 0, 0}},
	NULL},
    {"new articles are half as long", 3, {USUALS}, {{100, 95000, 50, 0, 10, 4990, 5}},
	"the new articles of a.example have 499 bytes on average; they had 1000"},
    {"too few new articles to say it", 3, {USUALS}, {{100, 95000, 50, 0, 9, 0, 0}}, NULL},
    {"new articles name no author", 3, {USUALS}, {{100, 100000, 44, 0, 12, 12000, 2}},
	"of the new articles of a.example 17 % name an author; it was 50 %"},
    {"the runs had nothing new: the whole site says what was", 2,
	{{{100, 100000, 50, 0, 0, 0, 0}}, {{100, 100000, 50, 0, 0, 0, 0}}},
	{{100, 95000, 50, 0, 10, 1000, 5}},
	"the new articles of a.example have 100 bytes on average; they had 1000"},
    {"one bad run among good ones is no measure", 3, {{{10, 100, 0, 0, 0, 0, 0}}, {USUAL}, {USUAL}},
	{{60, 60000, 30, 0, 0, 0, 0}},
	"a.example has 60 articles that can still be read; it had 100"},
    {"one great run is none either", 3, {{{900, 900000, 450, 0, 0, 0, 0}}, {USUAL}, {USUAL}},
	{USUAL}, NULL},
};

static void
sites(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct row *row = &rows[i];
		struct arena arena;
		struct site_state before[GUARD_RUNS], now = {.site = STR("a.example")};
		struct site_states lists[GUARD_RUNS], current = {&now, 1};
		const struct site_states *runs[GUARD_RUNS];
		struct str_list reasons = {NULL, 0};
		arena_init(&arena, 1u << 20);
		for (int j = 0; j < SITE_N_NUMBERS; j++)
			now.numbers[j] = row->now.numbers[j];
		for (size_t run = 0; run < row->n_runs; run++) {
			before[run].site = STR("a.example");
			for (int j = 0; j < SITE_N_NUMBERS; j++)
				before[run].numbers[j] = row->runs[run].numbers[j];
			lists[run] = (struct site_states){&before[run], 1};
			runs[run] = &lists[run];
		}
		print_message("# %s\n", row->name);
		guard_judge(&arena, &current, runs, row->n_runs, &reasons);
		assert_int_equal(reasons.n > 0, row->expected != NULL);
		if (row->expected)
			assert_string_equal(arena_text(&arena, reasons.items[0]), row->expected);
		arena_clear(&arena);
	}
}

static void
a_site_that_is_gone_is_missed(void **state)
{
	struct arena arena;
	struct site_state before[2] = {{STR("a.example"), USUAL}, {STR("b.example"), USUAL}};
	struct site_states last = {before, 2}, now = {&before[1], 1}, none = {NULL, 0};
	const struct site_states *runs[] = {&last};
	struct str_list reasons = {NULL, 0};
	(void)state;
	arena_init(&arena, 1u << 20);
	guard_judge(&arena, &now, runs, 1, &reasons);
	assert_int_equal(reasons.n, 1);
	assert_string_equal(arena_text(&arena, reasons.items[0]),
	    "a.example has 0 articles that can still be read; it had 100");
	guard_judge(&arena, &none, runs, 1, &reasons);
	assert_int_equal(reasons.n, 3);
	arena_clear(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(sites),
	    cmocka_unit_test(a_site_that_is_gone_is_missed),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("store/guard", tests, NULL, NULL);
}
