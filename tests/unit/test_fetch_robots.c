/* SPDX-License-Identifier: MIT */
/* test_fetch_robots.c - the rules of robots.txt for one crawler */
#include "fetch/robots.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lib/buf.h"
#include "lib/str.h"

struct verdict_case {
	const char *name, *text, *path;
	bool allowed;
};

static const struct verdict_case verdicts[] = {
    {"no file, no rule", "", "/a", true},
    {"disallow everything", "User-agent: *\nDisallow: /\n", "/a", false},
    {"an empty Disallow forbids nothing", "User-agent: *\nDisallow:\n", "/a", true},
    {"rules before any group are for nobody", "Disallow: /\n", "/a", true},
    {"our group, not the one for all", "User-agent: *\nDisallow: /\nUser-agent: winnow\nAllow: /\n",
	"/a", true},
    {"our group even when it has no rule", "User-agent: *\nDisallow: /\n\nUser-agent: winnow\n",
	"/a", true},
    {"the token matches without case", "User-agent: WiNNow\nDisallow: /\n", "/a", false},
    {"the token ends at the version", "User-agent: winnow/1.0\nDisallow: /\n", "/a", false},
    {"a longer token is someone else", "User-agent: winnower\nDisallow: /\n", "/a", true},
    {"a part of our token is someone else", "User-agent: win\nDisallow: /\n", "/a", true},
    {"groups of one crawler are merged",
	"User-agent: winnow\nDisallow: /a\nUser-agent: b\nDisallow: /\nUser-agent: winnow\n"
	"Disallow: /c\n",
	"/c", false},
    {"several crawlers share a group", "User-agent: x\nUser-agent: winnow\nDisallow: /a\n", "/a",
	false},
    {"other lines do not end the list of crawlers",
	"User-agent: winnow\nSitemap: http://x/\nCrawl-delay: 1\nUser-agent: x\nDisallow: /a\n",
	"/a", false},
    {"a rule ends the list of crawlers",
	"User-agent: winnow\nAllow: /b\nUser-agent: x\nDisallow: /\n", "/a", true},
    {"the longest rule wins", "User-agent: *\nDisallow: /a\nAllow: /a/b\n", "/a/b/c", true},
    {"and also when it disallows", "User-agent: *\nAllow: /a\nDisallow: /a/b\n", "/a/b/c", false},
    {"of two as long, Allow wins", "User-agent: *\nDisallow: /a\nAllow: /a\n", "/a", true},
    {"paths are case-sensitive", "User-agent: *\nDisallow: /A\n", "/a", true},
    {"directives are not", "USER-AGENT: *\nDISALLOW: /a\n", "/a", false},
    {"an asterisk stands for any text", "User-agent: *\nDisallow: /*.php\n", "/x/y.php?z", false},
    {"and for none", "User-agent: *\nDisallow: /a*b\n", "/ab", false},
    {"an asterisk at the end changes nothing", "User-agent: *\nDisallow: /a*\n", "/abc", false},
    {"a dollar binds to the end", "User-agent: *\nDisallow: /*.php$\n", "/y.php?z", true},
    {"a dollar at the end of the path", "User-agent: *\nDisallow: /*.php$\n", "/y.php", false},
    {"the last piece is looked for at the end", "User-agent: *\nDisallow: /*a$\n", "/aba", false},
    {"a dollar elsewhere is a dollar", "User-agent: *\nDisallow: /a$b\n", "/a$bc", false},
    {"a pattern without slash matches no path", "User-agent: *\nDisallow: a\n", "/a", true},
    {"octets past ASCII are percent-encoded", "User-agent: *\nDisallow: /\xe3\x83\x84\n",
	"/%E3%83%84", false},
    {"encodings are compared in capitals", "User-agent: *\nDisallow: /%e3%83%84\n", "/%E3%83%84",
	false},
    {"an encoding of a letter is the letter", "User-agent: *\nDisallow: /%62%61%7A\n", "/baz",
	false},
    {"in the path too", "User-agent: *\nDisallow: /baz\n", "/%62az", false},
    {"an encoded slash is no slash", "User-agent: *\nDisallow: /a%2Fb\n", "/a/b", true},
    {"the query is part of the path", "User-agent: *\nDisallow: /*?id=\n", "/a?id=1", false},
    {"a comment ends a line", "User-agent: * # all\nDisallow: /a # here\n", "/a", false},
    {"a hash cuts a rule", "User-agent: *\nDisallow: /a#b\n", "/abc", false},
    {"carriage returns alone end lines", "User-agent: *\rDisallow: /a\r", "/a", false},
    {"both characters end lines", "User-agent: *\r\nDisallow: /a\r\n", "/a", false},
    {"a last line without end counts", "User-agent: *\nDisallow: /a", "/a", false},
    {"blanks around everything", "  User-agent :  * \n\tDisallow\t:\t/a  \n", "/a", false},
    {"a line without colon", "User-agent *\nDisallow /a\n", "/a", false},
    {"but not one with more words", "User-agent: *\nDisallow /a b\n", "/a", true},
    {"a byte order mark is no text", "\xef\xbb\xbfUser-agent: *\nDisallow: /a\n", "/a", false},
    {"nor is half of one", "\xef\xbbUser-agent: *\nDisallow: /a\n", "/a", false},
    {"a misspelt Disallow is understood", "User-agent: *\nDissallow: /a\n", "/a", false},
    {"a page of HTML has no rules", "<html>\n<body>Not found</body>\n", "/a", true},
};

static void
test_verdicts(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof verdicts / sizeof *verdicts; i++) {
		const struct verdict_case *c = &verdicts[i];
		struct robots *robots = robots_new(str_from(c->text), STR("winnow"));
		if (robots_allow(robots, str_from(c->path)) != c->allowed)
			fail_msg("%s: %s", c->name, c->path);
		robots_free(robots);
	}
}

/* As many rules as a file can have, each of which fails late, and the longest path. */
static void
test_rules_that_take_long_let_nobody_in(void **state)
{
	enum { N_RULES = 30000, PATH_BYTES = 8000 };
	struct buf text;
	char path[PATH_BYTES];
	(void)state;
	buf_init(&text, 1 << 20);
	buf_add_text(&text, "User-agent: *\n");
	for (int i = 0; i < N_RULES; i++)
		buf_add_text(&text, "Disallow:*aaab\n");
	memset(path, 'a', sizeof path);
	path[0] = '/';
	struct robots *robots = robots_new(buf_str(&text), STR("winnow"));
	for (int i = 0; i < 10000; i++) /* hours, if each rule were tried */
		assert_false(robots_allow(robots, (struct str){path, sizeof path}));
	assert_true(robots_allow(robots, STR("/a")));
	assert_false(robots_allow(robots, STR("/aaab")));
	robots_free(robots);
	buf_clear(&text);
}

static void
test_utf16(void **state)
{
	static const char little[] = "\xff\xfe"
				     "U\0s\0e\0r\0-\0a\0g\0e\0n\0t\0:\0*\0\n\0"
				     "D\0i\0s\0a\0l\0l\0o\0w\0:\0/\0";
	static const char big[] = "\xfe\xff\0U\0s\0e\0r\0-\0a\0g\0e\0n\0t\0:\0*\0\n"
				  "\0D\0i\0s\0a\0l\0l\0o\0w\0:\0/";
	const struct str texts[] = {{little, sizeof little - 1}, {big, sizeof big - 1}};
	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct robots *robots = robots_new(texts[i], STR("winnow"));
		assert_false(robots_allow(robots, STR("/a")));
		robots_free(robots);
	}
}

static void
test_crawl_delay(void **state)
{
	static const struct {
		const char *name, *text;
		double delay;
	} cases[] = {
	    {"none", "User-agent: *\nDisallow:\n", -1},
	    {"for all", "User-agent: *\nCrawl-delay: 5\n", 5},
	    {"a fraction", "User-agent: *\nCrawl-delay: 0.5\n", 0.5},
	    {"ours, not that of all",
		"User-agent: *\nCrawl-delay: 5\nUser-agent: winnow\nCrawl-delay: 2\n", 2},
	    {"none of ours, though all have one",
		"User-agent: *\nCrawl-delay: 5\nUser-agent: winnow\nDisallow: /a\n", -1},
	    {"the largest of several", "User-agent: *\nCrawl-delay: 5\nCrawl-delay: 3\n", 5},
	    {"no number", "User-agent: *\nCrawl-delay: soon\n", -1},
	    {"a negative one", "User-agent: *\nCrawl-delay: -3\n", -1},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct robots *robots = robots_new(str_from(cases[i].text), STR("winnow"));
		if (robots_crawl_delay(robots) != cases[i].delay)
			fail_msg("%s: %g", cases[i].name, robots_crawl_delay(robots));
		robots_free(robots);
	}
}

static void
test_sitemaps(void **state)
{
	(void)state;
	struct robots *robots = robots_new(
	    STR("Sitemap: http://x/1.xml\nUser-agent: other\nDisallow: /\nsite-map: /2.xml\n"
		"SITEMAP:http://x/3.xml # third\nSitemap:\n"),
	    STR("winnow"));
	const struct str_list *sitemaps = robots_sitemaps(robots);
	assert_int_equal(sitemaps->n, 3);
	assert_true(str_eq(sitemaps->items[0], STR("http://x/1.xml")));
	assert_true(str_eq(sitemaps->items[1], STR("/2.xml")));
	assert_true(str_eq(sitemaps->items[2], STR("http://x/3.xml")));
	robots_free(robots);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_verdicts),
	    cmocka_unit_test(test_rules_that_take_long_let_nobody_in),
	    cmocka_unit_test(test_utf16),
	    cmocka_unit_test(test_crawl_delay),
	    cmocka_unit_test(test_sitemaps),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
