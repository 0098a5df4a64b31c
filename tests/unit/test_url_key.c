/* SPDX-License-Identifier: MIT */
/* test_url_key.c - which addresses are known to be one page, and which must stay two */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lib/arena.h"
#include "lib/url_key.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

static struct str
key_of(struct arena *arena, struct str input)
{
	struct url url;
	if (url_resolve(arena, (struct str){NULL, 0}, input, &url) != URL_OK)
		fail_msg("not a URL: %.*s", STR_ARGS(input));
	return url_key(arena, &url);
}

static void
key_drops_what_never_names_a_page(void **state)
{
	static const struct {
		const char *input, *key;
	} cases[] = {
	    {"http://h/p#f", "http://h/p"},
	    {"HTTP://H:80/./a/../p", "http://h/p"},
	    {"http://h/p?utm_source=x", "http://h/p"},
	    {"http://h/p?utm_source=x&utm_anything#f", "http://h/p"},
	    {"http://h/p?id=1&fbclid=x&page=2", "http://h/p?id=1&page=2"},
	    {"http://h/p?spm=a.b&id=1", "http://h/p?id=1"},
	    {"http://h/p?GCLID=x&id=1&UTM_Medium=y", "http://h/p?id=1"},
	    {"http://h/p?utm%5Fsource=x", "http://h/p"},
	    {"http://h/p?PHPSESSID=0&id=1", "http://h/p?id=1"},
	    {"http://h/%7euser/%e8%85%b0%2f?q=%41", "http://h/~user/%E8%85%B0%2F?q=A"},
	};
	struct arena arena;
	(void)state;
	arena_init(&arena, 1u << 20);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str key = key_of(&arena, str_from(cases[i].input));
		if (!str_eq(key, str_from(cases[i].key)))
			fail_msg(
			    "%s: wanted %s, got %.*s", cases[i].input, cases[i].key, STR_ARGS(key));
		assert_true(str_eq(key_of(&arena, key), key));
	}
	arena_clear(&arena);
}

static void
key_keeps_what_may_name_a_page(void **state)
{
	static const char *const keys[] = {
	    "https://h/p",
	    "http://www.h/p",
	    "http://h./p",
	    "http://h:8080/p",
	    "http://u:p@h/p",
	    "http://h/P",
	    "http://h/p/",
	    "http://h//p",
	    "http://h/p/index.html",
	    "http://h/p?",
	    "http://h/p?b=1&a=2",
	    "http://h/p?a=2&b=1",
	    "http://h/p?a=1&a=1",
	    "http://h/p?a=1&&b=",
	    "http://h/p?a=",
	    "http://h/p?q=utm_source",
	    "http://h/p?utm=1&spms=2&from=3&ref=4&scm=5",
	    "http://h/p?q=a+b",
	    "http://h/p?q=a%20b",
	    "http://h/p?q=a%26utm_source=1",
	    "http://h/p%2Fq",
	    "http://h/%%36%36",
	    "http://h/p%zz%41",
	};
	struct arena arena;
	(void)state;
	arena_init(&arena, 1u << 20);
	for (size_t i = 0; i < COUNT(keys); i++) {
		struct str key = key_of(&arena, str_from(keys[i]));
		if (!str_eq(key, str_from(keys[i])))
			fail_msg("%s became %.*s", keys[i], STR_ARGS(key));
	}
	arena_clear(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(key_drops_what_never_names_a_page),
	    cmocka_unit_test(key_keeps_what_may_name_a_page),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
