/* SPDX-License-Identifier: MIT */
/* test_record.c - lib/record.h: lines in, structs, the same lines out */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lib/fields.h"
#include "lib/record.h"

static struct arena arena;

/* A line that the codec writes as it read it. */
static const struct str lines[] = {
    STR_INIT("{\"record\":\"run\",\"run\":\"u\",\"program\":\"winnow-fetch\",\"version\":\"1\","
	     "\"started\":\"2026-11-22T18:00:00Z\"}"),
    STR_INIT("{\"record\":\"end\",\"run\":\"u\",\"stage\":\"winnow-parse\",\"in\":2,\"out\":0,"
	     "\"rejected\":2}"),
    STR_INIT("{\"record\":\"links\",\"url\":\"https://a.example/s.xml\",\"format\":\"sitemap\","
	     "\"links\":[\"https://a.example/1\",\"https://a.example/2\"]}"),
    STR_INIT("{\"record\":\"outcome\",\"url\":\"https://a.example/\",\"http_status\":503,"
	     "\"redirects\":[\"https://b.example/\"],\"depth\":2,\"stage\":\"fetch\","
	     "\"class\":\"deferred\",\"outcome\":\"retry-after\"}"),
    STR_INIT("{\"record\":\"article\",\"schema\":1,\"url\":\"https://a.example/\","
	     "\"page_kind\":\"article\",\"title\":\"腰脱\",\"keywords\":[\"a\",\"b\"],"
	     "\"authors\":[{\"name\":\"范李\",\"affiliation_grade\":\"三甲\"}],"
	     "\"blocks\":[{\"type\":\"heading\",\"level\":2,\"text\":\"x\"},"
	     "{\"type\":\"list_item\",\"ordered\":true,\"text\":\"y\"},"
	     "{\"type\":\"table\",\"rows\":[[\"a\",\"\"],[\"b\",\"c\"]]}],"
	     "\"related\":[{\"title\":\"t\",\"authors\":[{\"name\":\"n\"}],"
	     "\"teaser_truncated\":true}],"
	     "\"evidence\":{\"title\":\"h1\",\"body\":\"generic\"},"
	     "\"sections\":[{\"heading\":\"\",\"level\":0,\"text\":\"z\"}],"
	     "\"removed\":[{\"rule\":\"r\",\"at\":0,\"text\":\"\"}],"
	     "\"of_others\":{\"deep\":[1,null,1.50,9007199254740993]}}"),
};

static void
lines_come_back_as_they_were(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct record record;
		struct str why = {NULL, 0};
		struct buf out;
		buf_init(&out, 65536);
		if (!record_read(&arena, lines[i], &record, &why))
			fail_msg("line %zu: %.*s", i, STR_ARGS(why));
		assert_true(record_write(&record, &out));
		assert_string_equal(
		    out.ptr, arena_printf(&arena, "%.*s\n", STR_ARGS(lines[i])).ptr);
		buf_clear(&out);
	}
}

struct wrong_case {
	struct str line;
	const char *why; /* part of the reason */
};

static const struct wrong_case wrong_cases[] = {
    {STR_INIT("[]"), "not an object"},
    {STR_INIT("{}"), "record"},
    {STR_INIT("{\"record\":\"letter\"}"), "record"},
    {STR_INIT("{\"record\":1}"), "record"},
    {STR_INIT("{\"record\":\"article\",\"schema\":2}"), "schema"},
    {STR_INIT("{\"record\":\"article\",\"title\":1}"), "title"},
    {STR_INIT("{\"record\":\"article\",\"title\":null}"), "title"},
    {STR_INIT("{\"record\":\"article\",\"http_status\":\"200\"}"), "http_status"},
    {STR_INIT("{\"record\":\"article\",\"http_status\":-1}"), "http_status"},
    {STR_INIT("{\"record\":\"article\",\"depth\":99999999999}"), "depth"},
    {STR_INIT("{\"record\":\"article\",\"blocks\":{}}"), "blocks"},
    {STR_INIT("{\"record\":\"article\",\"blocks\":[1]}"), "blocks"},
    {STR_INIT("{\"record\":\"article\",\"blocks\":[{\"type\":\"song\"}]}"), "blocks"},
    {STR_INIT("{\"record\":\"article\",\"related\":[{\"authors\":[{\"name\":[]}]}]}"), "related"},
    {STR_INIT("{\"record\":\"article\",\"evidence\":{\"title\":1}}"), "evidence"},
    {STR_INIT("{\"record\":\"links\",\"links\":[1]}"), "links"},
    {STR_INIT("not json"), "not JSON"},
};

static void
wrong_lines_are_refused_by_name(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof wrong_cases / sizeof *wrong_cases; i++) {
		struct record record;
		struct str why = {NULL, 0};
		assert_false(record_read(&arena, wrong_cases[i].line, &record, &why));
		if (wrong_cases[i].why[0] != 'n' &&
		    str_find(why, str_from(wrong_cases[i].why)) == STR_NOT_FOUND)
			fail_msg("case %zu: %.*s", i, STR_ARGS(why));
	}
}

static void
a_record_over_the_limit_leaves_the_buffer_as_it_was(void **state)
{
	struct record record;
	struct str why;
	struct buf out;
	(void)state;
	buf_init(&out, 64);
	buf_add_text(&out, "before");
	assert_true(record_read(&arena, lines[4], &record, &why));
	assert_false(record_write(&record, &out));
	assert_string_equal(out.ptr, "before");
	buf_clear(&out);
}

static void
outcomes_get_their_class(void **state)
{
	struct record record;
	(void)state;
	record_set_outcome(&record, STR("https://a.example/"), "parse", "noindex", STR("why"));
	assert_int_equal(record.kind, RECORD_OUTCOME);
	assert_true(str_eq(record.outcome.class, STR("denied")));
	assert_true(str_eq(record.outcome.stage, STR("parse")));
}

static int
set_up(void **state)
{
	(void)state;
	arena_init(&arena, 1u << 20);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(lines_come_back_as_they_were),
	    cmocka_unit_test(wrong_lines_are_refused_by_name),
	    cmocka_unit_test(a_record_over_the_limit_leaves_the_buffer_as_it_was),
	    cmocka_unit_test(outcomes_get_their_class),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
