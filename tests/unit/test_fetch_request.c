/* SPDX-License-Identifier: MIT */
/* test_fetch_request.c - request lines, and requests through redirects and queues */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fetch/request.h"
#include "lib/limits.h"

static const struct {
	const char *line;
	enum request_result result;
	const char *url;
	int depth;
	const char *etag;
} lines[] = {
    {"http://example.org", REQUEST_OK, "http://example.org/", 0, NULL},
    {"  https://Example.org/a#b \r", REQUEST_OK, "https://example.org/a", 0, NULL},
    {"http://example.org/?q#", REQUEST_OK, "http://example.org/?q", 0, NULL},
    {"{\"url\":\"http://a/\",\"depth\":3,\"etag\":\"\\\"x\\\"\"}", REQUEST_OK, "http://a/", 3,
	"\"x\""},
    {"{\"url\":\"http://a/\",\"unknown\":[1,2]}", REQUEST_OK, "http://a/", 0, NULL},
    {"example.org", REQUEST_BAD_URL, "example.org", 0, NULL},
    {"ftp://example.org/", REQUEST_BAD_URL, "ftp://example.org/", 0, NULL},
    {"javascript:alert(1)", REQUEST_BAD_URL, "javascript:alert(1)", 0, NULL},
    {"{\"url\":\"nothing\"}", REQUEST_BAD_URL, "nothing", 0, NULL},
    {"{\"url\":7}", REQUEST_BAD_RECORD, NULL, 0, NULL},
    {"{\"url\":\"http://a/\",\"etag\":7}", REQUEST_BAD_RECORD, NULL, 0, NULL},
    {"{\"url\":\"http://a/\",\"depth\":-1}", REQUEST_BAD_RECORD, NULL, 0, NULL},
    {"{\"url\":\"http://a/\",\"depth\":\"1\"}", REQUEST_BAD_RECORD, NULL, 0, NULL},
    {"{\"url\":\"http://a/\"", REQUEST_BAD_RECORD, NULL, 0, NULL},
    {"{}", REQUEST_BAD_RECORD, NULL, 0, NULL},
};

static void
test_lines(void **state)
{
	struct arena arena;
	(void)state;
	arena_init(&arena, 1u << 20);
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct request *request = NULL;
		struct visit visit;
		struct str why = {NULL, 0};
		enum request_result result =
		    request_read(&arena, str_from(lines[i].line), &request, &visit, &why);
		if (result != lines[i].result)
			fail_msg("%s: %d", lines[i].line, result);
		if (result == REQUEST_OK) {
			assert_true(str_eq(request->visit.url, str_from(lines[i].url)));
			assert_int_equal(request->visit.depth, lines[i].depth);
			assert_true(str_eq(request->visit.etag, str_from(lines[i].etag)));
		} else {
			assert_true(why.len > 0);
		}
		if (result == REQUEST_BAD_URL)
			assert_true(str_eq(visit.url, str_from(lines[i].url)));
		request_free(request);
	}
	arena_clear(&arena);
}

static struct request *
read_one(struct arena *arena, struct str line)
{
	struct request *request;
	struct visit visit;
	struct str why;
	assert_int_equal(request_read(arena, line, &request, &visit, &why), REQUEST_OK);
	return request;
}

static void
test_redirect_keeps_history(void **state)
{
	struct arena arena;
	struct url to;
	(void)state;
	arena_init(&arena, 1u << 20);
	struct request *first = read_one(&arena,
	    STR("{\"url\":\"http://a/1\",\"etag\":\"e\",\"via\":\"http://v/\",\"depth\":2}"));
	assert_int_equal(url_resolve(&arena, first->visit.url, STR("/2#x"), &to), URL_OK);
	struct request *second = request_redirected(first, &to);
	assert_int_equal(url_resolve(&arena, second->visit.url, STR("/3"), &to), URL_OK);
	struct request *third = request_redirected(second, &to);
	assert_true(str_eq(second->visit.url, STR("http://a/2")));
	assert_true(str_eq(third->visit.requested_url, STR("http://a/1")));
	assert_int_equal(third->visit.redirects.n, 2);
	assert_true(str_eq(third->visit.redirects.items[1], STR("http://a/2")));
	assert_true(str_eq(third->visit.via, STR("http://v/")));
	assert_int_equal(third->visit.depth, 2);
	assert_null(third->visit.etag.ptr); /* validators are of one URL */
	request_free(first);
	request_free(second);
	request_free(third);
	arena_clear(&arena);
}

static void
test_pack(void **state)
{
	struct arena arena;
	struct url to;
	(void)state;
	arena_init(&arena, 1u << 20);
	struct request *first = read_one(&arena,
	    STR("{\"url\":\"http://a/1?q\",\"etag\":\"\",\"last_modified\":\"l\",\"depth\":7,"
		"\"payload_digest\":\"sha256:0\"}"));
	first->tries = 2;
	struct request *copy = request_unpack(request_pack(&arena, first));
	assert_true(str_eq(copy->visit.url, first->visit.url));
	assert_true(str_eq(request_path(copy), STR("/1?q")));
	assert_non_null(copy->visit.etag.ptr);
	assert_null(copy->visit.via.ptr);
	assert_true(str_eq(copy->visit.last_modified, STR("l")));
	assert_true(str_eq(copy->visit.payload_digest, STR("sha256:0")));
	assert_int_equal(copy->visit.depth, 7);
	assert_int_equal(copy->tries, 2);
	assert_int_equal(url_resolve(&arena, first->visit.url, STR("/2"), &to), URL_OK);
	struct request *second = request_redirected(first, &to);
	struct request *other = request_unpack(request_pack(&arena, second));
	assert_int_equal(other->visit.redirects.n, 1);
	assert_true(str_eq(other->visit.redirects.items[0], STR("http://a/1?q")));
	request_free(first);
	request_free(copy);
	request_free(second);
	request_free(other);
	arena_clear(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_lines),
	    cmocka_unit_test(test_redirect_keeps_history),
	    cmocka_unit_test(test_pack),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
