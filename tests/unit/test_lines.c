/* SPDX-License-Identifier: MIT */
/* test_lines.c - JSON Lines in and out: what is no record becomes an outcome, and is told where */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/limits.h"
#include "lib/lines.h"
#include "lib/mem.h"
#include "lib/whole_file.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])
#define PAGE         "{\"record\":\"article\",\"url\":\"http://a/1\"}"
#define LINKS        "{\"record\":\"links\",\"url\":\"http://a/2\"}"

static char path[] = "/tmp/winnow-lines-XXXXXX";
static struct arena arena;

static int
set_up(void **state)
{
	(void)state;
	int fd = mkstemp(path);
	arena_init(&arena, LIMIT_RECORD_BYTES);
	return fd < 0 ? -1 : close(fd);
}

static int
tear_down(void **state)
{
	(void)state;
	arena_clear(&arena);
	return unlink(path);
}

static struct lines_in
opened(struct str text)
{
	struct lines_in lines;
	assert_true(whole_file_replace(path, text));
	assert_true(lines_open(&lines, path, "normalize"));
	return lines;
}

/* ---- reading ---- */

struct reading {
	struct str text;
	const char *expected; /* "NUMBER URL" of a record, "NUMBER! REASON" of a bad line */
};

#define READING(text, expected)                                                                    \
	{                                                                                          \
		STR_INIT(text), expected                                                           \
	}

static const struct reading readings[] = {
    READING("", ""),
    READING("\n\n", ""),
    READING(PAGE "\n" LINKS "\n", "1 http://a/1, 2 http://a/2, "),
    READING(PAGE, "1 http://a/1, "),
    READING("\n \t\r\n" PAGE "\r\n\n" LINKS, "3 http://a/1, 5 http://a/2, "),
    READING("x\n" PAGE "\ny", "1! not an object, 2 http://a/1, 3! not an object, "),
    READING("[]\n", "1! not an object, "),
    READING("{\"record\":\"page\"}\n", "1! no 'record' member of a known kind, "),
    READING(PAGE PAGE "\n" LINKS "\n", "1! more than one value, 2 http://a/2, "),
};

static void
append_reading(struct buf *got, const struct lines_in *lines, enum lines_result result,
    const struct record *record)
{
	char where[128];
	struct str detail = record->outcome.detail;
	if (result == LINES_RECORD) {
		buf_addf(got, "%llu %.*s, ", lines->number, STR_ARGS(record->visit.url));
		return;
	}
	int n = snprintf(where, sizeof where, "line %llu of '%s': ", lines->number, path);
	assert_true(str_starts(detail, str_from(where)));
	detail = str_slice(detail, (size_t)n, detail.len);
	buf_addf(got, "%llu! %.*s, ", lines->number, STR_ARGS(detail));
}

static void
each_line_is_a_record_or_a_bad_one_and_blank_ones_only_count(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(readings); i++) {
		struct lines_in lines = opened(readings[i].text);
		struct record record;
		struct buf got;
		enum lines_result result;
		buf_init(&got, 4096);
		buf_add_text(&got, "");
		while ((result = lines_next(&lines, &arena, &record)) != LINES_END) {
			append_reading(&got, &lines, result, &record);
			arena_reset(&arena);
		}
		assert_int_equal(lines_next(&lines, &arena, &record), LINES_END);
		assert_true(str_eq(buf_str(&got), str_from(readings[i].expected)));
		buf_clear(&got);
		lines_close(&lines);
	}
}

static const struct {
	struct str line;
	const char *input; /* of the outcome */
} inputs[] = {
    {STR_INIT("no json"), "no json"},
    {STR_INIT("\xC3\xA4 \xFF\xC3"), "\xC3\xA4 \xEF\xBF\xBD\xEF\xBF\xBD"},
    {STR_INIT("a\0b"), "a\xEF\xBF\xBD"
		       "b"},
    {STR_INIT("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"}, /* a lone surrogate */
    {STR_INIT("\xC0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD"},
    {STR_INIT("{\"record\":\"article\",\"url\":\"\xFF\"}"),
	"{\"record\":\"article\",\"url\":\"\xEF\xBF\xBD\"}"},
};

static void
a_bad_line_is_an_outcome_that_shows_it(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(inputs); i++) {
		struct lines_in lines = opened(inputs[i].line);
		struct record bad, again;
		struct buf line;
		struct str why;
		buf_init(&line, 4096);
		assert_int_equal(lines_next(&lines, &arena, &bad), LINES_BAD);
		assert_int_equal(bad.kind, RECORD_OUTCOME);
		assert_null(bad.visit.url.ptr);
		assert_true(str_eq(bad.outcome.stage, STR("normalize")));
		assert_true(str_eq(bad.outcome.class, STR("failed")));
		assert_true(str_eq(bad.outcome.outcome, STR("bad-record")));
		assert_true(str_eq(bad.outcome.input, str_from(inputs[i].input)));
		/* Whatever it was, it is a record now. */
		assert_true(record_write(&bad, &line));
		assert_true(record_read(&arena, str_trim(buf_str(&line)), &again, &why));
		assert_true(str_eq(again.outcome.input, bad.outcome.input));
		buf_clear(&line);
		lines_close(&lines);
		arena_reset(&arena);
	}
}

/* The next bad line's outcome; its input is in the arena. */
static struct record
next_bad(struct lines_in *lines)
{
	struct record bad;
	assert_int_equal(lines_next(lines, &arena, &bad), LINES_BAD);
	return bad;
}

static void
what_is_shown_of_a_line_is_cut(void **state)
{
	(void)state;
	struct buf text;
	buf_init(&text, 1u << 20);
	for (size_t i = 0; i <= RECORD_INPUT_MAX; i++)
		buf_add_char(&text, 'x');
	struct lines_in lines = opened(buf_str(&text));
	struct record bad = next_bad(&lines);
	assert_int_equal(bad.outcome.input.len, RECORD_INPUT_MAX);
	lines_close(&lines);
	buf_clear(&text);
	arena_reset(&arena);
}

static void
a_line_over_the_limit_is_skipped_whole(void **state)
{
	(void)state;
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	assert_true(fputs("{\"record\":\"art", file) >= 0);
	assert_int_equal(fflush(file), 0);
	assert_int_equal(ftruncate(fileno(file), LIMIT_LINE_BYTES + 1), 0); /* NULs */
	assert_int_equal(fseek(file, 0, SEEK_END), 0);
	assert_true(fputs("\n" PAGE "\n", file) >= 0);
	assert_int_equal(fclose(file), 0);
	struct lines_in lines;
	struct record record;
	assert_true(lines_open(&lines, path, "store"));
	record = next_bad(&lines);
	assert_true(str_ends(record.outcome.detail, STR(": too long")));
	assert_true(str_starts(record.outcome.input, STR("{\"record\":\"art\xEF\xBF\xBD")));
	assert_int_equal(lines_next(&lines, &arena, &record), LINES_RECORD);
	assert_int_equal(lines.number, 2);
	assert_int_equal(lines_next(&lines, &arena, &record), LINES_END);
	lines_close(&lines);
	arena_reset(&arena);
}

static void
a_file_that_is_not_there_is_no_input(void **state)
{
	struct lines_in lines;
	(void)state;
	assert_false(lines_open(&lines, "/nowhere/lines", "store"));
}

/* ---- writing ---- */

static struct record
page(const char *url, struct str title)
{
	struct record record = {.kind = RECORD_ARTICLE};
	record.visit.url = str_from(url);
	record.article.title = title;
	return record;
}

static void
a_record_over_the_limit_becomes_an_outcome_between_whole_lines(void **state)
{
	struct io_out out;
	struct record record, read;
	struct lines_in lines;
	(void)state;
	char *huge = mem_alloc(LIMIT_LINE_BYTES);
	memset(huge, 'x', LIMIT_LINE_BYTES);
	assert_true(io_out_open(&out, path));
	size_t limit = out.data.limit;
	record = page("http://a/before", STR("small"));
	lines_write(&out, &record, "parse");
	record = page("http://a/huge", (struct str){huge, LIMIT_LINE_BYTES});
	lines_write(&out, &record, "parse");
	record = page("http://a/after", STR("small"));
	lines_write(&out, &record, "parse");
	assert_int_equal(out.data.limit, limit);
	io_out_close(&out);
	mem_free(huge);

	assert_true(lines_open(&lines, path, "store"));
	assert_int_equal(lines_next(&lines, &arena, &read), LINES_RECORD);
	assert_true(str_eq(read.visit.url, STR("http://a/before")));
	assert_int_equal(lines_next(&lines, &arena, &read), LINES_RECORD);
	assert_int_equal(read.kind, RECORD_OUTCOME);
	assert_true(str_eq(read.visit.url, STR("http://a/huge")));
	assert_true(str_eq(read.outcome.stage, STR("parse")));
	assert_true(str_eq(read.outcome.outcome, STR("too-large")));
	assert_int_equal(lines_next(&lines, &arena, &read), LINES_RECORD);
	assert_true(str_eq(read.visit.url, STR("http://a/after")));
	assert_int_equal(lines_next(&lines, &arena, &read), LINES_END);
	lines_close(&lines);
	arena_reset(&arena);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_line_is_a_record_or_a_bad_one_and_blank_ones_only_count),
	    cmocka_unit_test(a_bad_line_is_an_outcome_that_shows_it),
	    cmocka_unit_test(what_is_shown_of_a_line_is_cut),
	    cmocka_unit_test(a_line_over_the_limit_is_skipped_whole),
	    cmocka_unit_test(a_file_that_is_not_there_is_no_input),
	    cmocka_unit_test(a_record_over_the_limit_becomes_an_outcome_between_whole_lines),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
