/* SPDX-License-Identifier: MIT */
/* test_options.c - the command line, and the same options in a file */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "lib/buf.h"
#include "lib/diag.h"
#include "lib/options.h"
#include "lib/timestamp.h"
#include "lib/whole_file.h"
#include "tests/unit/child.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])
#define MOST_WORDS   8

/* ---- a program with an option of every type ---- */

struct settings {
	bool flag;
	const char *text, *path;
	struct option_texts texts;
	long count;
	double seconds, percent;
	char at[TIMESTAMP_LEN + 1];
	struct options_common common;
};

#define N_ROWS 8
static void
fill_rows(struct settings *s, struct option_row rows[N_ROWS])
{
	const struct option_row filled[N_ROWS] = {
	    {'f', "flag", NULL, "a flag", OPTION_FLAG, &s->flag},
	    {'t', "text", "TEXT", "a text", OPTION_TEXT, &s->text},
	    {'m', "more", "TEXT", "texts", OPTION_TEXTS, &s->texts},
	    {'c', "count", "N", "a count", OPTION_COUNT, &s->count},
	    {0, "seconds", "SECONDS", "seconds", OPTION_SECONDS, &s->seconds},
	    {0, "percent", "PERCENT", "a percentage", OPTION_PERCENT, &s->percent},
	    {0, "at", "TIME", "a time", OPTION_TIME, s->at},
	    {'p', "path", "FILE", "a file", OPTION_PATH, &s->path},
	};
	memcpy(rows, filled, sizeof filled);
}

/* Counts from 7, so that what is not given shows. */
static void
settings_init(struct settings *s)
{
	*s = (struct settings){.count = 7, .common.min_success = -1};
}

static int
read_line(struct settings *s, int argc, char **argv)
{
	struct option_row rows[N_ROWS];
	fill_rows(s, rows);
	return options_read(argc, argv, "[FILE...]", "Does nothing.", rows, N_ROWS, &s->common);
}

/* What is not as it was, as "name=value " each. */
static void
print_settings(const struct settings *s, struct buf *out)
{
	if (s->flag)
		buf_add_text(out, "flag ");
	if (s->text)
		buf_addf(out, "text=%s ", s->text);
	for (size_t i = 0; i < s->texts.n; i++)
		buf_addf(out, "more=%s ", s->texts.items[i]);
	if (s->count != 7)
		buf_addf(out, "count=%ld ", s->count);
	if (s->seconds > 0)
		buf_addf(out, "seconds=%g ", s->seconds);
	if (s->percent > 0)
		buf_addf(out, "percent=%g ", s->percent);
	if (s->at[0])
		buf_addf(out, "at=%s ", s->at);
	if (s->path)
		buf_addf(out, "path=%s ", s->path);
	if (s->common.sites)
		buf_addf(out, "sites=%s ", s->common.sites);
	if (s->common.min_success >= 0)
		buf_addf(out, "min-success=%g ", s->common.min_success);
	if (s->common.quiet)
		buf_add_text(out, "quiet ");
	if (s->common.log)
		buf_addf(out, "log=%s ", s->common.log);
}

/* Fills argv, which options_read permutes, and gives its length. */
static int
fill_argv(char *argv[MOST_WORDS + 2], const char *const words[MOST_WORDS])
{
	static char name[] = "test", copies[MOST_WORDS][64];
	int argc = 0;
	argv[argc++] = name;
	for (size_t i = 0; i < MOST_WORDS && words[i]; i++, argc++) {
		snprintf(copies[i], sizeof copies[i], "%s", words[i]);
		argv[argc] = copies[i];
	}
	argv[argc] = NULL;
	return argc;
}

/* ---- what is read ---- */

static const struct {
	const char *words[MOST_WORDS];
	const char *expected; /* the settings, and behind '|' the arguments */
} lines[] = {
    {{NULL}, "|"},
    {{"a", "b"}, "| a b"},
    {{"--flag"}, "flag |"},
    {{"--text", "x"}, "text=x |"},
    {{"--text=x"}, "text=x |"},
    {{"--text="}, "text= |"},
    {{"--text=a=b"}, "text=a=b |"},
    {{"--text", "--flag"}, "text=--flag |"},
    {{"-f", "-t", "x"}, "flag text=x |"},
    {{"-ftx"}, "flag text=x |"},
    {{"-fq"}, "flag quiet |"},
    {{"-c5"}, "count=5 |"},
    {{"--text", "a", "--text", "b"}, "text=b |"},
    {{"-m", "a", "--more=b", "-mc"}, "more=a more=b more=c |"},
    {{"a", "--flag", "b"}, "flag | a b"},
    {{"--", "--flag", "-x"}, "| --flag -x"},
    {{"a", "--", "-f"}, "| a -f"},
    {{"-", "-f"}, "flag | -"},
    {{"--count", "0"}, "count=0 |"},
    {{"--count", "2K"}, "count=2048 |"},
    {{"--count", "2.5M"}, "count=2621440 |"},
    {{"--count", "1G"}, "count=1073741824 |"},
    {{"--seconds", "1.5"}, "seconds=1.5 |"},
    {{"--seconds", "90s"}, "seconds=90 |"},
    {{"--seconds", "1.5m"}, "seconds=90 |"},
    {{"--seconds", "2h"}, "seconds=7200 |"},
    {{"--seconds", "1d"}, "seconds=86400 |"},
    {{"--percent", "100"}, "percent=100 |"},
    {{"--at", "2026-11-22T19:00:00+01:00"}, "at=2026-11-22T18:00:00Z |"},
    {{"--at", "2026-11-22"}, "at=2026-11-22T00:00:00Z |"},
    {{"--path", "a/b"}, "path=a/b |"},
    {{"--sites", "s", "--min-success", "50", "--log", "text"}, "sites=s min-success=50 log=text |"},
};

static void
a_line_sets_what_it_names_and_leaves_the_rest(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(lines); i++) {
		struct settings s;
		struct buf got;
		char *argv[MOST_WORDS + 2];
		int argc = fill_argv(argv, lines[i].words);
		settings_init(&s);
		buf_init(&got, 4096);
		int first = read_line(&s, argc, argv);
		print_settings(&s, &got);
		buf_add_text(&got, "|");
		for (int j = first; j < argc; j++)
			buf_addf(&got, " %s", argv[j]);
		assert_string_equal(got.ptr, lines[i].expected);
		buf_clear(&got);
		options_clear(&s.texts);
	}
	diag_show(DIAG_NOTE, false);
}

static void
a_line_read_again_overrules_what_came_between(void **state)
{
	struct settings s;
	char *argv[MOST_WORDS + 2];
	static const char *const words[MOST_WORDS] = {"file", "--count", "3"};
	int argc = fill_argv(argv, words);
	(void)state;
	settings_init(&s);
	assert_int_equal(read_line(&s, argc, argv), argc - 1);
	s.count = 9;
	assert_int_equal(read_line(&s, argc, argv), argc - 1);
	assert_int_equal(s.count, 3);
	assert_string_equal(argv[argc - 1], "file");
}

/* ---- what is refused ---- */

static int
read_words(void *state)
{
	struct settings s;
	char *argv[MOST_WORDS + 2];
	int argc = fill_argv(argv, state);
	settings_init(&s);
	diag_program("test");
	read_line(&s, argc, argv);
	options_clear(&s.texts);
	return EXIT_RAN;
}

static const struct {
	const char *words[MOST_WORDS];
	const char *message;
} refused[] = {
    {{"--nothing"}, "unknown option '--nothing'"},
    {{"--nothing=1", "a"}, "unknown option '--nothing=1'"},
    {{"-Z"}, "unknown option '-Z'"},
    {{"-fZ", "a"}, "unknown option '-Z'"},
    {{"-Zf"}, "unknown option '-Z'"},
    {{"a", "-\xC3\xBC"}, "unknown option '-\\xc3'"},
    {{"--flag=yes"}, "--flag takes no value"},
    {{"--text"}, "option '--text' needs an argument"},
    {{"a", "-ft"}, "option '-ft' needs an argument"},
    {{"--count", ""}, "--count takes N, not ''"},
    {{"--count", "-1"}, "--count takes N, not '-1'"},
    {{"--count", "+1"}, "--count takes N, not '+1'"},
    {{"--count", "1k"}, "--count takes N, not '1k'"},
    {{"--count", "1KB"}, "--count takes N, not '1KB'"},
    {{"--count", " 1"}, "--count takes N, not ' 1'"},
    {{"--count", "1e99"}, "--count takes N, not '1e99'"},
    {{"--seconds", "nan"}, "--seconds takes SECONDS, not 'nan'"},
    {{"--seconds", "inf"}, "--seconds takes SECONDS, not 'inf'"},
    {{"--seconds", "1h30m"}, "--seconds takes SECONDS, not '1h30m'"},
    {{"--seconds", "1w"}, "--seconds takes SECONDS, not '1w'"},
    {{"--percent", "101"}, "--percent takes PERCENT, not '101'"},
    {{"--percent", "5s"}, "--percent takes PERCENT, not '5s'"},
    {{"--at", "noon"}, "--at takes a time such as 2026-11-22T18:00:00Z, not 'noon'"},
    {{"--at", "2026-02-30"}, "--at takes a time such as 2026-11-22T18:00:00Z, not '2026-02-30'"},
    {{"--log", "xml"}, "--log takes text or json, not 'xml'"},
};

static void
a_wrong_line_ends_with_status_2_and_one_clear_line(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(refused); i++) {
		struct child child;
		char expected[256];
		child_run(&child, read_words, (void *)(uintptr_t)refused[i].words);
		snprintf(expected, sizeof expected, "test: %s\nTry 'test --help'.\n",
		    refused[i].message);
		assert_string_equal(child.err, expected);
		assert_string_equal(child.out, "");
		assert_int_equal(child.status, EXIT_USAGE);
	}
}

static void
help_and_version_are_printed_and_nothing_is_done(void **state)
{
	static const char *const help[MOST_WORDS] = {"--help", "a"};
	static const char *const version[MOST_WORDS] = {"-V"};
	static const char *const rows[] = {"usage: test [FILE...]\nDoes nothing.\n\n",
	    "  -f, --flag                     a flag\n",
	    "      --seconds SECONDS          seconds\n", "--sites DIR", "--min-success PERCENT",
	    "-q, --quiet", "-h, --help", "-V, --version"};
	struct child child;
	(void)state;
	child_run(&child, read_words, (void *)(uintptr_t)help);
	assert_int_equal(child.status, EXIT_RAN);
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_non_null(strstr(child.out, rows[i]));
	child_run(&child, read_words, (void *)(uintptr_t)version);
	assert_int_equal(child.status, EXIT_RAN);
	assert_string_equal(child.out, "test " WINNOW_VERSION "\n");
}

static int
read_without(void *state)
{
	char *argv[MOST_WORDS + 2];
	int argc = fill_argv(argv, state);
	struct options_common common = {.without = OPTIONS_NO_SITES | OPTIONS_NO_MIN_SUCCESS};
	diag_program("test");
	options_read(argc, argv, "", "", NULL, 0, &common);
	return EXIT_RAN;
}

static void
common_options_that_a_program_is_without_are_unknown(void **state)
{
	static const char *const sites[MOST_WORDS] = {"--sites", "s"};
	static const char *const least[MOST_WORDS] = {"--min-success", "5"};
	static const char *const quiet[MOST_WORDS] = {"--quiet"};
	struct child child;
	(void)state;
	child_run(&child, read_without, (void *)(uintptr_t)sites);
	assert_int_equal(child.status, EXIT_USAGE);
	child_run(&child, read_without, (void *)(uintptr_t)least);
	assert_int_equal(child.status, EXIT_USAGE);
	child_run(&child, read_without, (void *)(uintptr_t)quiet);
	assert_int_equal(child.status, EXIT_RAN);
}

/* ---- a file of options ---- */

struct file_case {
	struct str text;
	const char *expected; /* the settings; or, behind "FILE", the message */
};

#define FILE_CASE(text, expected)                                                                  \
	{                                                                                          \
		STR_INIT(text), expected                                                           \
	}

static const struct file_case files[] = {
    FILE_CASE("", ""),
    FILE_CASE("[run]\ntext = a b\ncount = 2K\n", "text=a b count=2048 "),
    FILE_CASE("[run]\nflag = yes\nquiet = no\n", "flag "),
    FILE_CASE("[run]\nmore = a\nmore = b\n  c\n", "more=a more=b more=c "),
    FILE_CASE("[run]\nseconds = 2h\npercent = 5\nat = 2026-11-22\n",
	"seconds=7200 percent=5 at=2026-11-22T00:00:00Z "),
    FILE_CASE("[run]\npath = sub/f\nsites = /abs\n", "path=DIR/sub/f sites=/abs "),
    FILE_CASE("[other]\nnothing = 1\n[run]\ntext = x\n[more]\ntext = y\n", "text=x "),
    FILE_CASE("[run]\nmin-success = 90\nlog = json\n", "min-success=90 log=json "),
};

static const struct file_case bad_files[] = {
    FILE_CASE("[run]\n\nnothing = 1\n", ":3: unknown key 'nothing'"),
    FILE_CASE("[run]\nhelp = yes\n", ":2: unknown key 'help'"),
    FILE_CASE("[run]\nflag = true\n", ":2: flag takes yes or no"),
    FILE_CASE("[run]\ncount = many\n", ":2: count takes N, not 'many'"),
    FILE_CASE("[run]\nat = noon\n", ":2: at takes a time such as 2026-11-22T18:00:00Z, not 'noon'"),
    FILE_CASE("[run]\nflag\n", ":2: neither [section], key = value nor comment"),
    FILE_CASE("[run]\ntext = a\0b\n", ":2: no text"),
};

static char folder[64];

static int
read_file(void *state)
{
	static struct settings s; /* the texts of the list are found here when leaks are sought */
	struct option_row rows[N_ROWS];
	struct arena arena;
	struct buf got;
	diag_program("test");
	settings_init(&s);
	fill_rows(&s, rows);
	arena_init(&arena, 1u << 20);
	buf_init(&got, 4096);
	options_read_file(&arena, state, "run", rows, N_ROWS, &s.common);
	print_settings(&s, &got);
	printf("%.*s", STR_ARGS(buf_str(&got)));
	buf_clear(&got);
	arena_clear(&arena);
	options_clear(&s.texts);
	return EXIT_RAN;
}

static int
make_folder(void **state)
{
	(void)state;
	snprintf(folder, sizeof folder, "/tmp/winnow-options-XXXXXX");
	return mkdtemp(folder) ? 0 : -1;
}

static int
remove_folder(void **state)
{
	(void)state;
	return rmdir(folder);
}

/* Runs the file, with the folder's name in messages and values as DIR. */
static void
run_file(struct child *child, struct str text)
{
	char path[128], *at;
	snprintf(path, sizeof path, "%s/f", folder);
	assert_true(whole_file_replace(path, text));
	child_run(child, read_file, path);
	unlink(path);
	char *const outputs[] = {child->out, child->err};
	for (size_t i = 0; i < COUNT(outputs); i++)
		while ((at = strstr(outputs[i], folder)) != NULL) {
			memcpy(at, "DIR", 3);
			memmove(at + 3, at + strlen(folder), strlen(at + strlen(folder)) + 1);
		}
}

static void
a_file_sets_what_its_section_names(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(files); i++) {
		struct child child;
		run_file(&child, files[i].text);
		assert_string_equal(child.err, "");
		assert_string_equal(child.out, files[i].expected);
		assert_int_equal(child.status, EXIT_RAN);
	}
}

static void
a_wrong_file_ends_with_status_2_and_names_its_line(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(bad_files); i++) {
		struct child child;
		char expected[256];
		run_file(&child, bad_files[i].text);
		snprintf(expected, sizeof expected, "test: DIR/f%s\nTry 'test --help'.\n",
		    bad_files[i].expected);
		assert_string_equal(child.err, expected);
		assert_int_equal(child.status, EXIT_USAGE);
	}
}

static void
a_file_that_is_not_there_is_named(void **state)
{
	struct child child;
	char path[] = "/nowhere/f";
	(void)state;
	child_run(&child, read_file, path);
	assert_int_equal(child.status, EXIT_USAGE);
	assert_non_null(strstr(child.err, "cannot read '/nowhere/f': No such file or directory\n"));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_line_sets_what_it_names_and_leaves_the_rest),
	    cmocka_unit_test(a_line_read_again_overrules_what_came_between),
	    cmocka_unit_test(a_wrong_line_ends_with_status_2_and_one_clear_line),
	    cmocka_unit_test(help_and_version_are_printed_and_nothing_is_done),
	    cmocka_unit_test(common_options_that_a_program_is_without_are_unknown),
	    cmocka_unit_test(a_file_sets_what_its_section_names),
	    cmocka_unit_test(a_wrong_file_ends_with_status_2_and_names_its_line),
	    cmocka_unit_test(a_file_that_is_not_there_is_named),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
