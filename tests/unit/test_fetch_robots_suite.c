/* SPDX-License-Identifier: MIT */
/* test_fetch_robots_suite.c - robots.txt held against Google's parser: its tests, and its verdicts
 * over real files */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "fetch/robots.h"
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/io.h"
#include "tests/unit/suite.h"

#define SUITE_BYTES (16u << 20)

/* Disagreements that are known, each line: file TAB agent TAB url TAB reason. */
#define KNOWN "tests/stage/fetch/robots_disagreements.tsv"

static void
read_whole(struct buf *out, const char *path)
{
	const char *why;
	buf_init(out, SUITE_BYTES);
	if (!io_read_file(path, SUITE_BYTES, out, &why))
		fail_msg("cannot read '%s': %s", path, why);
}

/* From the first '/' or '?' behind the host up to the fragment, as Google's parser cuts it. */
static struct str
path_of(struct arena *arena, struct str url)
{
	size_t slashes = str_find(url, STR("//"));
	size_t at = slashes == STR_NOT_FOUND ? 0 : slashes + 2;
	while (at < url.len && url.ptr[at] != '/' && url.ptr[at] != '?' && url.ptr[at] != ';')
		at++;
	struct str path = str_slice(url, at, url.len);
	path = str_slice(path, 0, str_find_char(path, '#'));
	if (!str_starts(path, STR("/")))
		path = arena_printf(arena, "/%.*s", STR_ARGS(path));
	return path;
}

static bool
allows(struct arena *arena, struct str text, struct str agent, struct str url)
{
	struct robots *robots = robots_new(text, agent);
	bool allowed = robots_allow(robots, path_of(arena, url));
	robots_free(robots);
	return allowed;
}

static void
test_google_cases(void **state)
{
	struct arena arena;
	struct buf suite;
	size_t n = 0;
	(void)state;
	arena_init(&arena, 64u << 20);
	read_whole(&suite, suite_path(&arena, "robots", "google_cases.tsv"));
	struct str rest = buf_str(&suite);
	while (rest.len > 0) {
		struct str line = str_cut(&rest, '\n');
		struct str name = str_cut(&line, '\t');
		struct str text = suite_unhex(&arena, str_cut(&line, '\t'));
		struct str agent = suite_unhex(&arena, str_cut(&line, '\t'));
		struct str url = suite_unhex(&arena, str_cut(&line, '\t'));
		n++;
		if (allows(&arena, text, agent, url) != str_eq(line, STR("1")))
			fail_msg(
			    "%.*s: %.*s for %.*s", STR_ARGS(name), STR_ARGS(url), STR_ARGS(agent));
	}
	assert_int_equal(n, 145);
	buf_clear(&suite);
	arena_clear(&arena);
}

/* Whether the list has a line that begins with file, agent and URL. */
static bool
is_known(struct str list, struct str question)
{
	while (list.len > 0) {
		struct str line = str_cut(&list, '\n');
		if (str_starts(line, question) && line.len > question.len &&
		    line.ptr[question.len] == '\t')
			return true;
	}
	return false;
}

static size_t
count_lines(struct str list)
{
	size_t n = 0;
	while (list.len > 0) {
		struct str line = str_cut(&list, '\n');
		n += line.len > 0 && line.ptr[0] != '#';
	}
	return n;
}

static void
test_wild_verdicts(void **state)
{
	struct arena arena;
	struct buf suite, known, text;
	struct str open = {NULL, 0};
	size_t n = 0, n_known = 0;
	(void)state;
	arena_init(&arena, 64u << 20);
	read_whole(&suite, suite_path(&arena, "robots", "wild_verdicts.tsv"));
	read_whole(&known, KNOWN);
	buf_init(&text, SUITE_BYTES);
	struct str rest = buf_str(&suite);
	while (rest.len > 0) {
		struct str line = str_cut(&rest, '\n');
		struct str question = str_slice(line, 0, line.len - 2);
		bool wanted = str_ends(line, STR("1"));
		struct str file = str_cut(&line, '\t');
		struct str agent = str_cut(&line, '\t');
		struct str url = str_cut(&line, '\t');
		if (!str_eq(file, open)) {
			const char *name = arena_printf(&arena, "wild/%.*s", STR_ARGS(file)).ptr;
			buf_clear(&text);
			read_whole(&text, suite_path(&arena, "robots", name));
			open = file;
		}
		n++;
		if (allows(&arena, buf_str(&text), agent, url) == wanted)
			continue;
		if (is_known(buf_str(&known), question))
			n_known++;
		else
			print_error("%.*s\n", STR_ARGS(question));
	}
	assert_int_equal(n, 18459);
	assert_int_equal(n_known, count_lines(buf_str(&known)));
	buf_clear(&text);
	buf_clear(&known);
	buf_clear(&suite);
	arena_clear(&arena);
}

/* What a careful reader of the files expects.  A product token has no digits (RFC 9309 section
 * 2.2.1), so the groups of bot1, bot2 and so on are all for "bot". */
static const struct {
	const char *file, *agent, *path;
	bool allowed;
} hand_written[] = {
    {"astore.amazon.com-robots.txt", "winnow", "/any", true},
    {"directive-typos-robots.txt", "bot", "/dissalow/", false},
    {"directive-typos-robots.txt", "bot", "/desallow/", true},
    {"directive-typos-robots.txt", "bot", "/useragent/", false},
    {"directive-typos-robots.txt", "bot", "/useg-agent/", false},
    {"directive-typos-robots.txt", "bot", "/useragent-no-colon/", false},
    {"extended-standard-robots.txt", "bot", "/any", true},
    {"extension-robots.txt", "mybot", "/private/x", false},
    {"extension-robots.txt", "mybot", "/secret/", true},
    {"extension-robots.txt", "otherbot", "/private/", true},
    {"extension-robots.txt", "winnow", "/private/", true},
    {"extensions-group-merging.txt", "winnow", "/private/", false},
    {"extensions-group-merging.txt", "winnow", "/llms.txt", true},
    {"extensions-group-merging.txt", "mybot", "/private/", false},
    {"extensions-group-merging.txt", "mybot", "/public/", true},
    {"format-errors-robots.txt", "bot", "/whitespace-before-colon/", false},
    {"format-errors-robots.txt", "bot", "/no-colon/", false},
    {"format-errors-robots.txt", "bot", "/no-colon-useragent/", false},
    {"format-errors-robots.txt", "bot", "/whitespace-before-colon", true},
    {"format-errors-robots.txt", "bot", "/x", false},
    {"malformed-path.txt", "winnow", "/wiki/Wikipedia_talk:Mediation_Committee/", false},
    {"malformed-path.txt", "winnow", "/wiki/Wikipedia_talk%3Mediation_Committee/x", false},
    {"malformed-path.txt", "winnow", "/wiki/Main_Page", true},
    {"many-user-agents.txt", "Alexibot", "/", false},
    {"many-user-agents.txt", "BlackWidow", "/x", false},
    {"merge-rules.txt", "wget", "/foo/bar/x", true},
    {"merge-rules.txt", "wget", "/tmp/bar", false},
    {"merge-rules.txt", "winnow", "/foo/bar", false},
    {"merge-rules.txt", "winnow", "/ckh/bar", true},
    {"merge-rules.txt", "curl", "/ckh/bar", false},
    {"precedence-of-rules.txt", "testy", "/foo/bar", true},
    {"precedence-of-rules.txt", "testy", "/foo/baz", false},
    {"precedence-of-rules.txt", "testy", "/foo", false},
    {"precedence-of-rules.txt", "wget", "/foo/x", true},
    {"precedence-of-rules.txt", "wget", "/other", false},
    {"relative-sitemap-robots.txt", "winnow", "/cache/x", false},
    {"rfc9309-example-longest-match-robots.txt", "foobot", "/example/page/x.gif", true},
    {"rfc9309-example-longest-match-robots.txt", "foobot", "/example/page/disallowed.gif", false},
    {"rfc9309-example-rule-group-merging.txt", "ExampleBot", "/baz", false},
    {"rfc9309-example-rule-group-merging.txt", "ExampleBot", "/foo", false},
    {"rfc9309-example-rule-group-merging.txt", "BazBot", "/foo", true},
    {"rfc9309-example-rule-group-merging.txt", "winnow", "/baz", true},
    {"rfc9309-example-simple-robots.txt", "winnow", "/a/b.gif", false},
    {"rfc9309-example-simple-robots.txt", "winnow", "/publications/b.gif", true},
    {"rfc9309-example-simple-robots.txt", "foobot", "/example/page.html", true},
    {"rfc9309-example-simple-robots.txt", "foobot", "/example/other", false},
    {"rfc9309-example-simple-robots.txt", "bazbot", "/example/page.html", false},
    {"rfc9309-example-simple-robots.txt", "quxbot", "/example/page.html", true},
    {"robots-with-utf16be-bom.txt", "winnow", "/profile", false},
    {"robots-with-utf16be-bom.txt", "winnow", "/a/output/print", false},
    {"robots-with-utf16le-bom.txt", "Googlebot", "/search.aspx", false},
    {"robots-with-utf16le-bom.txt", "winnow", "/other", true},
    {"robots-with-utf8-bom.txt", "winnow", "/login.aspx", false},
    {"twitter.com-robots.txt", "winnow", "/x?y", false},
    {"twitter.com-robots.txt", "winnow", "/x", true},
    {"twitter.com-robots.txt", "Slurp", "/x/with_friends", false},
    {"www.flot.com-robots.txt", "winnow", "/img/a", false},
};

static void
test_files(void **state)
{
	struct arena arena;
	(void)state;
	arena_init(&arena, 64u << 20);
	for (size_t i = 0; i < sizeof hand_written / sizeof *hand_written; i++) {
		struct buf text;
		const char *file = hand_written[i].file;
		read_whole(&text,
		    suite_path(&arena, "robots", arena_printf(&arena, "files/%s", file).ptr));
		struct robots *robots = robots_new(buf_str(&text), str_from(hand_written[i].agent));
		if (robots_allow(robots, str_from(hand_written[i].path)) != hand_written[i].allowed)
			fail_msg(
			    "%s: %s for %s", file, hand_written[i].path, hand_written[i].agent);
		robots_free(robots);
		buf_clear(&text);
	}
	arena_clear(&arena);
}

static const struct {
	const char *file, *agent;
	double crawl_delay;
	const char *sitemaps; /* separated by a blank */
} others[] = {
    {"astore.amazon.com-robots.txt", "winnow", 5, ""},
    {"dos-line-endings.txt", "winnow", 1, ""},
    {"twitter.com-robots.txt", "Slurp", 1, ""},
    {"twitter.com-robots.txt", "msnbot", 10, ""},
    {"twitter.com-robots.txt", "Googlebot", -1, ""},
    {"extension-robots.txt", "winnow", -1, "/sitemap.xml"},
    {"format-errors-robots.txt", "winnow", -1, "/sitemap.xml"},
    {"relative-sitemap-robots.txt", "winnow", -1, "/sitemap.xml"},
    {"robots-with-utf16be-bom.txt", "winnow", -1, "http://www.newsweek.com/sitemap_index.xml"},
    {"robots-with-utf8-bom.txt", "winnow", -1, "http://www.newsweek.com/sitemap_index.xml"},
    {"sitemap-robots-dedup.txt", "winnow", -1,
	"http://example.org/sitemap.xml http://example.org/sitemap.xml"},
    {"sitemap-robots.txt", "winnow", -1,
	"http://domain.com/sitemap.xml http://domain.com/dir/MixedCased-sitemap.xml"},
    {"www.flot.com-robots.txt", "winnow", -1, "http://flot.com/sitemap_index.xml"},
};

static void
test_delays_and_sitemaps(void **state)
{
	struct arena arena;
	(void)state;
	arena_init(&arena, 64u << 20);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		struct buf text, sitemaps;
		const char *file = others[i].file;
		read_whole(&text,
		    suite_path(&arena, "robots", arena_printf(&arena, "files/%s", file).ptr));
		buf_init(&sitemaps, 65536);
		struct robots *robots = robots_new(buf_str(&text), str_from(others[i].agent));
		const struct str_list *list = robots_sitemaps(robots);
		for (size_t k = 0; k < list->n; k++)
			buf_addf(&sitemaps, "%s%.*s", k > 0 ? " " : "", STR_ARGS(list->items[k]));
		if (robots_crawl_delay(robots) != others[i].crawl_delay ||
		    !str_eq(buf_str(&sitemaps), str_from(others[i].sitemaps)))
			fail_msg("%s for %s: %g, %s", file, others[i].agent,
			    robots_crawl_delay(robots), sitemaps.ptr);
		robots_free(robots);
		buf_clear(&sitemaps);
		buf_clear(&text);
	}
	arena_clear(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_google_cases),
	    cmocka_unit_test(test_wild_verdicts),
	    cmocka_unit_test(test_files),
	    cmocka_unit_test(test_delays_and_sitemaps),
	};
	if (!suite_is_there("robots", "google_cases.tsv")) {
		printf("1..0 # SKIP the folder in WINNOW_SHARED has no robots suite\n");
		return 0;
	}
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
