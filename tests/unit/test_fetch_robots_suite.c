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
#include "lib/ascii.h"
#include "lib/buf.h"
#include "lib/io.h"

#define SUITE_BYTES (16u << 20)

/* Disagreements that are known, each line: file TAB agent TAB url TAB reason. */
#define KNOWN "tests/stage/fetch/robots_disagreements.tsv"

static const char *
suite_path(struct arena *arena, const char *name)
{
	const char *shared = getenv("WINNOW_SHARED");
	return arena_printf(arena, "%s/suites/robots/%s", shared ? shared : "../shared", name).ptr;
}

/* cmocka's skip() prints "not ok", which prove takes for a failure: the whole plan is skipped. */
static bool
suites_are_there(void)
{
	struct arena arena;
	arena_init(&arena, 1u << 20);
	FILE *file = fopen(suite_path(&arena, "google_cases.tsv"), "r");
	arena_clear(&arena);
	if (file)
		fclose(file);
	return file != NULL;
}

static void
read_whole(struct buf *out, const char *path)
{
	const char *why;
	buf_init(out, SUITE_BYTES);
	if (!io_read_file(path, SUITE_BYTES, out, &why))
		fail_msg("cannot read '%s': %s", path, why);
}

static struct str
unhex(struct arena *arena, struct str hex)
{
	char *bytes = arena_alloc(arena, hex.len / 2 + 1);
	for (size_t i = 0; i + 1 < hex.len; i += 2)
		bytes[i / 2] = (char)(ascii_hex(hex.ptr[i]) << 4 | ascii_hex(hex.ptr[i + 1]));
	return (struct str){bytes, hex.len / 2};
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
	read_whole(&suite, suite_path(&arena, "google_cases.tsv"));
	struct str rest = buf_str(&suite);
	while (rest.len > 0) {
		struct str line = str_cut(&rest, '\n');
		struct str name = str_cut(&line, '\t');
		struct str text = unhex(&arena, str_cut(&line, '\t'));
		struct str agent = unhex(&arena, str_cut(&line, '\t'));
		struct str url = unhex(&arena, str_cut(&line, '\t'));
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
	read_whole(&suite, suite_path(&arena, "wild_verdicts.tsv"));
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
			read_whole(&text, suite_path(&arena, name));
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_google_cases),
	    cmocka_unit_test(test_wild_verdicts),
	};
	if (!suites_are_there()) {
		printf("1..0 # SKIP the folder in WINNOW_SHARED has no robots suite\n");
		return 0;
	}
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
