/* SPDX-License-Identifier: MIT */
/* test_parse_kind.c - what a page is */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "lib/arena.h"
#include "parse/extract.h"
#include "tests/unit/expect.h"

static const struct row {
	const char *name, *html, *kind;
} rows[] = {
    {"nothing", "", "empty"},
    {"no text", "<title></title><body></body>", "empty"},
    {"a soft 404", "<title>404页面_某某网</title><p>您访问的页面不存在或已被删除。</p>", "error"},
    {"a login wall",
	"<title>用户登录</title><h1>用户登录</h1><form><p>请登录后阅读全文</p><input "
	"type=password></form>",
	"login"},
    {"a challenge", "<title>Just a moment...</title><p>Checking your browser before accessing.</p>",
	"blocked"},
    {"a shell",
	"<title>App</title><div id=app></div><noscript>You need to enable JavaScript to run this "
	"app.</noscript><script src=/app.js></script>",
	"needs-script"},
    {"an article",
	"<title>Flu cases rise</title><h1>Flu cases rise</h1><p>A mild winter has brought more "
	"cases "
	"of the flu than usual, doctors in the region said on Monday.</p><p>They ask older people "
	"to "
	"get a vaccination soon, and to stay at home when they feel ill.</p>",
	"article"},
};

static void
kinds_are_told(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 64u << 20);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		print_message("# %s\n", rows[i].name);
		struct extract_input input = {.html = str_from(rows[i].html),
		    .url = STR("https://host.example/a/1.html"),
		    .now = 1790000000};
		struct record record = {.kind = RECORD_ARTICLE};
		assert_true(extract_page(&arena, &input, &record));
		expect_text(record.article.page_kind, rows[i].kind);
	}
	arena_clear(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(kinds_are_told),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
