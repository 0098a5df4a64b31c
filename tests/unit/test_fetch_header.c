/* SPDX-License-Identifier: MIT */
/* test_fetch_header.c - the header of a response, as it comes and as it is archived */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fetch/header.h"
#include "lib/limits.h"

/* As libcurl gives it: line by line. */
static bool
add_all(struct header *header, const char *text)
{
	struct str rest = str_from(text);
	while (rest.len > 0) {
		size_t end = str_find_char(rest, '\n');
		struct str line = str_slice(rest, 0, end == STR_NOT_FOUND ? end : end + 1);
		if (!header_add(header, line))
			return false;
		rest = str_slice(rest, line.len, rest.len);
	}
	return true;
}

static const struct {
	const char *name, *received;
	size_t body_len;
	int status;
	const char *archived;
} cases[] = {
    {"what fits stays", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nETag: \"a\"\r\n\r\n", 3, 200,
	"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nETag: \"a\"\r\n\r\n"},
    {"no length is no truth", "HTTP/1.1 200 OK\r\nServer: x\r\n\r\n", 3, 200,
	"HTTP/1.1 200 OK\r\nServer: x\r\nContent-Length: 3\r\n\r\n"},
    {"a coding was undone",
	"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 9\r\n\r\n", 30, 200,
	"HTTP/1.1 200 OK\r\nX-Archive-Orig-content-encoding: gzip\r\n"
	"X-Archive-Orig-content-length: 9\r\nContent-Length: 30\r\n\r\n"},
    {"chunks were joined", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", 5, 200,
	"HTTP/1.1 200 OK\r\nX-Archive-Orig-Transfer-Encoding: chunked\r\nContent-Length: "
	"5\r\n\r\n"},
    {"the body was cut", "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", 5, 200,
	"HTTP/1.1 200 OK\r\nX-Archive-Orig-Content-Length: 1000\r\nContent-Length: 5\r\n\r\n"},
    {"an interim response is dropped",
	"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 404 Not Found\r\n"
	"Content-Length: 0\r\n\r\n",
	0, 404, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"},
    {"bare line feeds are made whole", "HTTP/1.0 301 Moved\nLocation: /a\n\n", 0, 301,
	"HTTP/1.0 301 Moved\r\nLocation: /a\r\nContent-Length: 0\r\n\r\n"},
    {"a trailer is left out", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nExpires: never\r\n", 0,
	200, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"},
    {"a status without reason", "HTTP/1.1 204\r\nContent-Length: 0\r\n\r\n", 0, 204,
	"HTTP/1.1 204\r\nContent-Length: 0\r\n\r\n"},
    {"a status that is none", "HTTP/1.1 OK\r\nContent-Length: 0\r\n\r\n", 0, 0,
	"HTTP/1.1 OK\r\nContent-Length: 0\r\n\r\n"},
};

static void
test_archive(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct header header;
		struct buf out;
		header_init(&header);
		buf_init(&out, 65536);
		assert_true(add_all(&header, cases[i].received));
		assert_true(header.is_whole);
		header_archive(&header, cases[i].body_len, &out);
		if (header.status != cases[i].status ||
		    !str_eq(buf_str(&out), str_from(cases[i].archived)))
			fail_msg("%s: %d %s", cases[i].name, header.status, out.ptr);
		buf_clear(&out);
		header_clear(&header);
	}
}

static void
test_field(void **state)
{
	(void)state;
	struct header header;
	header_init(&header);
	assert_true(
	    add_all(&header, "HTTP/1.1 200 OK\r\nX-A-B: 1\r\nx-a:  2 \r\nX-A: 3\r\nEmpty:\r\n"));
	assert_true(str_eq(header_field(&header, "X-A"), STR("2")));
	assert_true(str_eq(header_field(&header, "Empty"), STR("")));
	assert_null(header_field(&header, "HTTP/1.1 200 OK").ptr);
	assert_null(header_field(&header, "Y").ptr);
	header_reset(&header);
	assert_null(header_field(&header, "X-A").ptr);
	header_clear(&header);
}

static void
test_limit(void **state)
{
	(void)state;
	struct header header;
	size_t n = 0;
	header_init(&header);
	assert_true(add_all(&header, "HTTP/1.1 200 OK\r\n"));
	while (header_add(&header, STR("X-Flood: 01234567890123456789\r\n")))
		n++;
	assert_in_range(n * 31, LIMIT_HEADER_BYTES - 100, LIMIT_HEADER_BYTES);
	header_clear(&header);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_archive),
	    cmocka_unit_test(test_field),
	    cmocka_unit_test(test_limit),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
