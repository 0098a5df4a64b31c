/* SPDX-License-Identifier: MIT */
/* test_learned.c - which lines of a site are counted, and the file of counts */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lib/learned.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

static void
learned_title_end_is_behind_the_last_separator(void **state)
{
	static const struct {
		const char *title, *end;
	} cases[] = {
	    {"腰痛_健康园", "_健康园"},
	    {"腰痛怎么办 - 骨科 - 健康园", " - 健康园"},
	    {"腰痛-健康园", "-健康园"},
	    {"腰痛|健康园", "|健康园"},
	    {"Back pain | Example News", " | Example News"},
	    {"L4-L5节段", NULL},
	    {"COVID-19", NULL},
	    {"腰痛", NULL},
	    {"_腰痛", NULL},
	    {"腰痛_", NULL},
	    {"", NULL},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str end = learned_title_end(str_from(cases[i].title));
		if (!str_eq(end, str_from(cases[i].end)))
			fail_msg("'%s': got '%.*s'", cases[i].title, STR_ARGS(end));
	}
}

static void
learned_rows_are_read_as_they_were_written(void **state)
{
	struct learned_row row = {STR("example.org"), STR("分享 到"), LEARNED_LINE, 100, 30}, read;
	struct buf out;
	(void)state;
	buf_init(&out, 1u << 16);
	learned_write(&out, &row);
	assert_string_equal(out.ptr, "example.org\t100\t30\tline\t分享 到\n");
	assert_true(learned_read(str_trim(buf_str(&out)), &read));
	assert_true(str_eq(read.site, row.site) && str_eq(read.text, row.text));
	assert_int_equal(read.pages, 100);
	assert_int_equal(read.count, 30);
	buf_clear(&out);
}

static void
learned_rows_that_are_none_are_refused(void **state)
{
	static const char *const wrong[] = {"", "a\t1\t2", "a\tx\t2\tline\tt", "a\t1\t2\tword\tt",
	    "a\t1\t2\tline\t", "a\t1\t-2\tline\tt", "a\t1\t2\tline\t\xff"};
	(void)state;
	for (size_t i = 0; i < COUNT(wrong); i++) {
		struct learned_row row;
		if (learned_read(str_from(wrong[i]), &row))
			fail_msg("'%s' was read", wrong[i]);
	}
}

static void
learned_is_common_from_twenty_pages_and_three_tenths(void **state)
{
	(void)state;
	assert_false(learned_is_common(20, 19));
	assert_true(learned_is_common(20, 20));
	assert_true(learned_is_common(66, 20));
	assert_false(learned_is_common(67, 20));
	assert_true(learned_is_common(100, 30));
}

struct seen {
	struct str texts[8];
	enum learned_kind kinds[8];
	size_t n;
};

static void
see(void *state, enum learned_kind kind, struct str text)
{
	struct seen *seen = state;
	assert_true(seen->n < 8);
	seen->kinds[seen->n] = kind;
	seen->texts[seen->n++] = text;
}

static void
learned_counts_what_stays_and_what_went_each_once(void **state)
{
	struct block blocks[] = {{.text = STR("甲\n乙")}, {.text = STR("甲")},
	    {.type = BLOCK_CODE, .text = STR("code")}};
	struct removed removed[] = {{.text = STR("丙")},
	    {.text = STR("_健康园"), .member = STR("title")},
	    {.text = STR("丁"), .member = STR("related")}};
	struct record record = {.kind = RECORD_ARTICLE};
	struct seen seen = {.n = 0};
	struct arena arena;
	(void)state;
	arena_init(&arena, 1u << 20);
	record.visit.url = STR("https://www.example.org/a");
	record.article.blocks = (struct block_list){blocks, COUNT(blocks)};
	record.article.removed = (struct removed_list){removed, COUNT(removed)};
	learned_each(&arena, &record, see, &seen);
	assert_int_equal(seen.n, 4);
	assert_int_equal(seen.kinds[3], LEARNED_TITLE);
	assert_true(str_eq(seen.texts[3], STR("_健康园")));
	assert_true(str_eq(learned_site(&arena, &record), STR("example.org")));
	arena_clear(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(learned_title_end_is_behind_the_last_separator),
	    cmocka_unit_test(learned_rows_are_read_as_they_were_written),
	    cmocka_unit_test(learned_rows_that_are_none_are_refused),
	    cmocka_unit_test(learned_is_common_from_twenty_pages_and_three_tenths),
	    cmocka_unit_test(learned_counts_what_stays_and_what_went_each_once),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
