/* SPDX-License-Identifier: MIT */
/* test_url.c - resolving, refusing and printing of web addresses */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lib/arena.h"
#include "lib/limits.h"
#include "lib/url.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

/* Resolves; fails the test unless the result is the wanted one. */
static struct url
resolve(struct arena *arena, const char *name, const char *base, struct str input,
    enum url_result wanted)
{
	struct url url = {0};
	enum url_result result = url_resolve(arena, str_from(base), input, &url);
	if (result != wanted)
		fail_msg("%s: wanted %s, got %s", name, url_result_name(wanted),
		    url_result_name(result));
	return url;
}

static void
assert_str(const char *name, struct str got, const char *wanted)
{
	if (!got.ptr != !wanted || !str_eq(got, str_from(wanted)))
		fail_msg("%s: wanted '%s', got '%.*s'", name, wanted ? wanted : "(absent)",
		    STR_ARGS(got));
}

static void
references_resolve_as_in_browsers(void **state)
{
	static const char base[] = "http://a.example/b/c/d;p?q#f";
	static const struct {
		const char *name, *base, *input, *href;
	} cases[] = {
	    {"page beside", base, "g", "http://a.example/b/c/g"},
	    {"from the root", base, "/g", "http://a.example/g"},
	    {"other host, same scheme", base, "//h/g", "http://h/g"},
	    {"backslashes are slashes", base, "\\\\h\\g", "http://h/g"},
	    {"query alone", base, "?y", "http://a.example/b/c/d;p?y"},
	    {"empty query stays", base, "?", "http://a.example/b/c/d;p?"},
	    {"fragment alone", base, "#s", "http://a.example/b/c/d;p?q#s"},
	    {"nothing: the base without its fragment", base, "", "http://a.example/b/c/d;p?q"},
	    {"two up", base, "../../g", "http://a.example/g"},
	    {"no higher than the root", base, "../../../../g", "http://a.example/g"},
	    {"dots may be encoded", base, "%2E%2e/g", "http://a.example/b/g"},
	    {"three dots are a name", base, ".../g", "http://a.example/b/c/.../g"},
	    {"dots at the end leave a folder", base, "g/..", "http://a.example/b/c/"},
	    {"empty segments stay", base, "g//h", "http://a.example/b/c/g//h"},
	    {"dots in a query are text", base, "g?y/../x", "http://a.example/b/c/g?y/../x"},
	    {"same scheme is relative", base, "http:g", "http://a.example/b/c/g"},
	    {"other scheme is absolute", base, "https:g", "https://g/"},
	    {"absolute needs no good base", "data:,x", "http://h/", "http://h/"},
	    {"base of another scheme, http input", "data:,x", "http:h", "http://h/"},
	    {"credentials of the base stay", "http://u:p@h/x", "y", "http://u:p@h/y"},
	    {"white space around and inside", NULL, " \n ht\ttp://h/a b\r\n ", "http://h/a%20b"},
	    {"scheme and host in lower case", NULL, "HTTP://ExAmple.COM/A", "http://example.com/A"},
	    {"own port goes", NULL, "https://h:443/", "https://h/"},
	    {"other port stays, without zeros", NULL, "https://h:00080/", "https://h:80/"},
	    {"empty port goes", NULL, "http://h:/", "http://h/"},
	    {"path is a slash at least", NULL, "http://h?x", "http://h/?x"},
	    {"slashes after the scheme do not count", NULL, "http:////h/", "http://h/"},
	    {"last at sign ends credentials", NULL, "http://a@b:c@h/", "http://a%40b:c@h/"},
	    {"empty credentials go", NULL, "http://:@h/", "http://h/"},
	    {"text in UTF-8", NULL, "http://h/腰?疼#痛", "http://h/%E8%85%B0?%E7%96%BC#%E7%97%9B"},
	    {"bytes that are not UTF-8", NULL, "http://h/\xd1\xfc", "http://h/%D1%FC"},
	    {"each part has its set", NULL, "http://h/'`^?'`^#'`^", "http://h/'%60%5E?%27`^#'%60^"},
	    {"percent signs stay", NULL, "http://h/%zz%4", "http://h/%zz%4"},
	};
	struct arena arena;
	(void)state;
	arena_init(&arena, 1u << 20);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct url url =
		    resolve(&arena, cases[i].name, cases[i].base, str_from(cases[i].input), URL_OK);
		assert_str(cases[i].name, url.href, cases[i].href);
	}
	arena_clear(&arena);
}

static void
hosts_have_one_spelling(void **state)
{
	static const struct {
		const char *input, *host;
	} cases[] = {
	    {"http://中国.example/", "xn--fiqs8s.example"},
	    {"http://中国。ｅｘａｍｐｌｅ/", "xn--fiqs8s.example"},
	    {"http://b%C3%BCcher.example/", "xn--bcher-kva.example"},
	    {"http://faß.example/", "xn--fa-hia.example"},
	    {"http://FAẞ.example/", "xn--fa-hia.example"},
	    {"http://☃.example/", "xn--n3h.example"},
	    {"http://xn--a/", "xn--a"},
	    {"http://a_b--c-.example/", "a_b--c-.example"},
	    {"http://example.com./", "example.com."},
	    {"http://127.1/", "127.0.0.1"},
	    {"http://0x7F000001/", "127.0.0.1"},
	    {"http://2130706433/", "127.0.0.1"},
	    {"http://0177.0.0.1./", "127.0.0.1"},
	    {"http://１２７.0.0.1/", "127.0.0.1"},
	    {"http://1.2.3.4.example/", "1.2.3.4.example"},
	    {"http://[::]/", "[::]"},
	    {"http://[0:0:0:0:0:0:0:1]/", "[::1]"},
	    {"http://[2001:DB8:0:0:1:0:0:1]/", "[2001:db8::1:0:0:1]"},
	    {"http://[2001:db8:0:1:1:1:1:1]/", "[2001:db8:0:1:1:1:1:1]"},
	    {"http://[1:2:3:4:5:6:7::]/", "[1:2:3:4:5:6:7:0]"},
	    {"http://[::ffff:127.0.0.1]/", "[::ffff:7f00:1]"},
	};
	struct arena arena;
	(void)state;
	arena_init(&arena, 1u << 20);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str input = str_from(cases[i].input);
		struct url url = resolve(&arena, cases[i].input, NULL, input, URL_OK);
		assert_str(cases[i].input, url.host, cases[i].host);
	}
	arena_clear(&arena);
}

static void
what_is_no_web_address_is_refused(void **state)
{
	static const struct {
		const char *base, *input;
		enum url_result result;
	} cases[] = {
	    {NULL, "", URL_INVALID},
	    {NULL, "page.html", URL_INVALID},
	    {NULL, "//host/", URL_INVALID},
	    {"", "page.html", URL_INVALID},
	    {"page.html", "page.html", URL_INVALID},
	    {"mailto:a@b", "page.html", URL_OTHER_SCHEME},
	    {"http://h/", "javascript:void(0)", URL_OTHER_SCHEME},
	    {"http://h/", "MAILTO:a@b", URL_OTHER_SCHEME},
	    {"http://h/", "ftp://h/", URL_OTHER_SCHEME},
	    {"http://h/", "java\nscript:x", URL_OTHER_SCHEME},
	    {"http://h/", "//", URL_INVALID},
	    {NULL, "http://", URL_INVALID},
	    {NULL, "http://?q", URL_INVALID},
	    {NULL, "http://u@/", URL_INVALID},
	    {NULL, "http://:80/", URL_INVALID},
	    {NULL, "http://h:65536/", URL_INVALID},
	    {NULL, "http://h:8a/", URL_INVALID},
	    {NULL, "http://h:-1/", URL_INVALID},
	    {NULL, "http://a b/", URL_INVALID},
	    {NULL, "http://a%00b/", URL_INVALID},
	    {NULL, "http://%E4/", URL_INVALID},
	    {NULL, "http://a<b/", URL_INVALID},
	    {NULL, "http://a％41/", URL_INVALID},
	    {NULL, "http://\xc2\xad/", URL_INVALID},
	    {NULL, "http://256.0.0.1/", URL_INVALID},
	    {NULL, "http://1.2.3.4.5/", URL_INVALID},
	    {NULL, "http://1..2/", URL_INVALID},
	    {NULL, "http://0x100000000/", URL_INVALID},
	    {NULL, "http://host.09/", URL_INVALID},
	    {NULL, "http://[::1/", URL_INVALID},
	    {NULL, "http://[::1%25eth0]/", URL_INVALID},
	    {NULL, "http://[1:2:3:4:5:6:7]/", URL_INVALID},
	    {NULL, "http://[1:2:3:4:5:6:7:8:9]/", URL_INVALID},
	    {NULL, "http://[1::2::3]/", URL_INVALID},
	    {NULL, "http://[1:2:3:4::5:6:7:8]/", URL_INVALID},
	    {NULL, "http://[:1::]/", URL_INVALID},
	    {NULL, "http://[1:]/", URL_INVALID},
	    {NULL, "http://[::12345]/", URL_INVALID},
	    {NULL, "http://[::1.2.3]/", URL_INVALID},
	    {NULL, "http://[::1.2.3.04]/", URL_INVALID},
	    {NULL, "http://[1:2:3:4:5:6:7:1.2.3.4]/", URL_INVALID},
	};
	struct arena arena;
	(void)state;
	arena_init(&arena, 1u << 20);
	for (size_t i = 0; i < COUNT(cases); i++)
		resolve(&arena, cases[i].input, cases[i].base, str_from(cases[i].input),
		    cases[i].result);
	arena_clear(&arena);
}

/* "http://h/" and the unit so often that the input has `len` bytes. */
static struct str
long_input(struct arena *arena, const char *start, char unit, size_t len)
{
	char *text = arena_alloc(arena, len);
	memset(text, unit, len);
	memcpy(text, start, strlen(start));
	return (struct str){text, len};
}

static void
length_is_limited_before_and_after_encoding(void **state)
{
	static const struct {
		const char *start;
		char unit;
		size_t len;
		enum url_result result;
	} cases[] = {
	    {"http://h/", 'a', LIMIT_URL_BYTES, URL_OK},
	    {"http://h/", 'a', LIMIT_URL_BYTES + 1, URL_TOO_LONG},
	    {"http://h/", '/', LIMIT_URL_BYTES, URL_OK},
	    {"http://h/", '"', LIMIT_URL_BYTES, URL_TOO_LONG},
	    {"http://", 'a', LIMIT_URL_BYTES, URL_TOO_LONG}, /* the path's slash comes on top */
	    {"http://", '@', LIMIT_URL_BYTES, URL_TOO_LONG},
	    {"data:,", 'a', 4u * LIMIT_URL_BYTES, URL_OTHER_SCHEME},
	    {"http://h/", ' ', 4u * LIMIT_URL_BYTES, URL_OK},
	};
	struct arena arena;
	(void)state;
	arena_init(&arena, 1u << 20);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str input = long_input(&arena, cases[i].start, cases[i].unit, cases[i].len);
		struct url url = resolve(&arena, cases[i].start, NULL, input, cases[i].result);
		assert_true(url.href.len <= LIMIT_URL_BYTES);
	}
	arena_clear(&arena);
}

static void
every_part_is_a_view_and_absent_where_missing(void **state)
{
	static const struct {
		const char *input, *scheme, *username, *password, *host, *port, *path, *query,
		    *fragment;
	} cases[] = {
	    {"http://h", "http", NULL, NULL, "h", NULL, "/", NULL, NULL},
	    {"https://u@h:8443/p?#", "https", "u", NULL, "h", "8443", "/p", "", ""},
	    {"http://:p@[::1]:1/@:?a?b@#c?d", "http", "", "p", "[::1]", "1", "/@:", "a?b@", "c?d"},
	};
	struct arena arena;
	(void)state;
	arena_init(&arena, 1u << 20);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct url url =
		    resolve(&arena, cases[i].input, NULL, str_from(cases[i].input), URL_OK);
		assert_str("scheme", url.scheme, cases[i].scheme);
		assert_str("username", url.username, cases[i].username);
		assert_str("password", url.password, cases[i].password);
		assert_str("host", url.host, cases[i].host);
		assert_str("port", url.port, cases[i].port);
		assert_str("path", url.path, cases[i].path);
		assert_str("query", url.query, cases[i].query);
		assert_str("fragment", url.fragment, cases[i].fragment);
		assert_int_equal(url.href.ptr[url.href.len], '\0');
	}
	arena_clear(&arena);
}

static void
origin_and_shorter_forms(void **state)
{
	static const struct {
		const char *input, *origin, *without_fragment, *without_credentials;
		unsigned port;
	} cases[] = {
	    {"http://h/p?q#f", "http://h", "http://h/p?q", "http://h/p?q#f", 80},
	    {"https://h", "https://h", "https://h/", "https://h/", 443},
	    {"https://u:p@h:81/a@b#", "https://h:81", "https://u:p@h:81/a@b", "https://h:81/a@b#",
		81},
	    {"http://:p@[::1]/", "http://[::1]", "http://:p@[::1]/", "http://[::1]/", 80},
	    {"http://u@h:0/", "http://h:0", "http://u@h:0/", "http://h:0/", 0},
	};
	struct arena arena;
	(void)state;
	arena_init(&arena, 1u << 20);
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *input = cases[i].input;
		struct url url = resolve(&arena, input, NULL, str_from(input), URL_OK);
		assert_str(input, url_origin(&arena, &url), cases[i].origin);
		assert_str(input, url_without_fragment(&url), cases[i].without_fragment);
		assert_str(
		    input, url_without_credentials(&arena, &url), cases[i].without_credentials);
		assert_int_equal(url_port(&url), cases[i].port);
	}
	arena_clear(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(references_resolve_as_in_browsers),
	    cmocka_unit_test(hosts_have_one_spelling),
	    cmocka_unit_test(what_is_no_web_address_is_refused),
	    cmocka_unit_test(length_is_limited_before_and_after_encoding),
	    cmocka_unit_test(every_part_is_a_view_and_absent_where_missing),
	    cmocka_unit_test(origin_and_shorter_forms),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
