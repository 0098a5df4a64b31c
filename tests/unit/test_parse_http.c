/* SPDX-License-Identifier: MIT */
/* test_parse_http.c - heads of stored HTTP responses, right and wrong */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/limits.h"
#include "parse/http.h"

static const struct row {
	const char *name;
	struct str block;
	bool has_head;
	int status;
	const char *wanted, *value; /* a header and its value */
	struct str body;
} rows[] = {
    {"as the standard has it",
	STR_INIT("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX: 1\r\n\r\n<p>\r\n\r\n"), true,
	200, "content-type", "text/html", STR_INIT("<p>\r\n\r\n")},
    {"line feeds alone", STR_INIT("HTTP/1.0 404 Not Found\nA: b\n\nbody"), true, 404, "A", "b",
	STR_INIT("body")},
    {"no reason", STR_INIT("HTTP/1.1 301\r\nLocation: /x\r\n\r\n"), true, 301, "location", "/x",
	STR_INIT("")},
    {"HTTP/2 as some tools print it", STR_INIT("HTTP/2 200\r\netag: \"a\"\r\n\r\nx"), true, 200,
	"ETag", "\"a\"", STR_INIT("x")},
    {"blanks to spare", STR_INIT("HTTP/1.1  200  OK\r\nA :\t b \r\n\r\nx"), true, 200, "A", "b",
	STR_INIT("x")},
    {"folded", STR_INIT("HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\td\r\nE: f\r\n\r\n"), true, 200, "A",
	"b   c  \td", STR_INIT("")},
    {"a fold before any header", STR_INIT("HTTP/1.1 200 OK\r\n folded\r\nA: b\r\n\r\nx"), true, 200,
	"A", "b", STR_INIT("x")},
    {"no such header", STR_INIT("HTTP/1.1 200 OK\r\nAB: c\r\n\r\n"), true, 200, "A", NULL,
	STR_INIT("")},
    {"the first of two", STR_INIT("HTTP/1.1 200 OK\r\nA: 1\r\nA: 2\r\n\r\n"), true, 200, "A", "1",
	STR_INIT("")},
    {"an empty value", STR_INIT("HTTP/1.1 200 OK\r\nA:\r\n\r\n"), true, 200, "A", "", STR_INIT("")},
    {"lines that are no headers", STR_INIT("HTTP/1.1 200 OK\r\nrubbish\r\n: none\r\nA: b\r\n\r\nx"),
	true, 200, "A", "b", STR_INIT("x")},
    {"no headers", STR_INIT("HTTP/1.1 200 OK\r\n\r\nx"), true, 200, "A", NULL, STR_INIT("x")},
    {"no headers and no body", STR_INIT("HTTP/1.1 200 OK\r\n\r\n"), true, 200, "A", NULL,
	STR_INIT("")},
    {"nothing but a status line", STR_INIT("HTTP/1.1 200 OK"), true, 200, "A", NULL, STR_INIT("")},
    {"a head that is cut off", STR_INIT("HTTP/1.1 200 OK\r\nA: b\r\nConte"), true, 200, "A", "b",
	STR_INIT("")},
    {"interim responses",
	STR_INIT("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
		 "HTTP/1.1 200 OK\r\nA: b\r\n\r\nx"),
	true, 200, "A", "b", STR_INIT("x")},
    {"an interim response alone", STR_INIT("HTTP/1.1 100 Continue\r\n\r\n"), true, 100, "A", NULL,
	STR_INIT("")},
    {"blank lines in front", STR_INIT("\r\n\nHTTP/1.1 200 OK\r\n\r\nx"), true, 200, "A", NULL,
	STR_INIT("x")},
    {"HTTP/0.9", STR_INIT("<html>\r\n\r\n<p>"), false, 0, "A", NULL, STR_INIT("<html>\r\n\r\n<p>")},
    {"a body that begins with a blank line", STR_INIT("\r\n<html>"), false, 0, "A", NULL,
	STR_INIT("\r\n<html>")},
    {"a text about HTTP", STR_INIT("HTTP/1.1 is a protocol\r\n\r\n"), false, 0, "A", NULL,
	STR_INIT("HTTP/1.1 is a protocol\r\n\r\n")},
    {"four digits", STR_INIT("HTTP/1.1 2000 OK\r\n\r\n"), false, 0, "A", NULL,
	STR_INIT("HTTP/1.1 2000 OK\r\n\r\n")},
    {"nothing", STR_INIT(""), false, 0, "A", NULL, STR_INIT("")},
};

static void
heads_are_read(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 64u << 20);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct http_response response;
		print_message("# %s\n", rows[i].name);
		http_read(&arena, rows[i].block, &response);
		assert_int_equal(response.has_head, rows[i].has_head);
		assert_int_equal(response.status, rows[i].status);
		assert_true(str_eq(response.body, rows[i].body));
		struct str value = http_header(&response, str_from(rows[i].wanted));
		assert_int_equal(value.ptr != NULL, rows[i].value != NULL);
		assert_true(str_eq(value, str_from(rows[i].value)));
		arena_reset(&arena);
	}
	arena_clear(&arena);
}

static void
values_of_one_name_are_joined(void **state)
{
	(void)state;
	struct arena arena;
	struct http_response response;
	arena_init(&arena, 64u << 20);
	http_read(
	    &arena, STR("HTTP/1.1 200 OK\r\nA: 1\r\nB: x\r\na:\r\nA: 2, 3\r\n\r\n"), &response);
	assert_true(str_eq(http_header_list(&arena, &response, STR("A")), STR("1, , 2, 3")));
	assert_true(str_eq(http_header_list(&arena, &response, STR("B")), STR("x")));
	assert_null(http_header_list(&arena, &response, STR("C")).ptr);
	arena_clear(&arena);
}

/* A head over the limit ends at its last whole line; and many small lines take little memory. */
static void
a_head_has_its_limit(void **state)
{
	(void)state;
	struct arena arena;
	struct buf block;
	struct http_response response;
	arena_init(&arena, 32u << 20);
	buf_init(&block, 4u << 20);
	buf_add_text(&block, "HTTP/1.1 200 OK\r\nA: 1\r\n");
	while (block.len < 2 * LIMIT_HEADER_BYTES)
		buf_add_text(&block, " x\r\n");
	http_read(&arena, buf_str(&block), &response);
	assert_int_equal(response.status, 200);
	assert_in_range(response.body.len, LIMIT_HEADER_BYTES / 2, LIMIT_HEADER_BYTES + 64);
	assert_true(str_starts(response.body, STR(" x\r\n")));
	assert_true(str_starts(http_header(&response, STR("A")), STR("1")));
	buf_reset(&block);
	buf_add_text(&block, "HTTP/1.1 200 OK\r\n");
	while (block.len < LIMIT_HEADER_BYTES)
		buf_add_text(&block, "A:b\n");
	http_read(&arena, buf_str(&block), &response);
	struct str all = http_header_list(&arena, &response, STR("A"));
	assert_int_equal(all.len, response.headers.n * 3 - 2);
	buf_clear(&block);
	arena_clear(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(heads_are_read),
	    cmocka_unit_test(values_of_one_name_are_joined),
	    cmocka_unit_test(a_head_has_its_limit),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
