/* SPDX-License-Identifier: MIT */
/* test_stage.c - what every stage does alike: counts that add up, runs, signals, the last line */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "lib/diag.h"
#include "lib/stage.h"
#include "tests/unit/child.h"

#define COUNT(table)     (sizeof(table) / sizeof(table)[0])
#define RUN(id)          "{\"record\":\"run\",\"run\":\"" id "\"}\n"
#define PAGE(path)       "{\"record\":\"article\",\"schema\":1,\"url\":\"http://a/" path "\"}\n"
#define END(id, in, out) "{\"record\":\"end\",\"run\":\"" id "\",\"in\":" in ",\"out\":" out "}\n"

/* ---- the summary line and the exit status, by what was counted ---- */

struct finish {
	const char *classes; /* what came out, by the first letter of its outcome's name */
	bool partial;
	double min_success;
	int status;
	const char *summary;
};

/* a: article, n: not-modified, p: permanent redirection, r: robots, t: timeout, h: http-error,
 * d: duplicate, b: a bad record, which is rejected */
static const struct finish finishes[] = {
    {"", false, -1, EXIT_RAN, "0 in = 0 out + 0 rejected"},
    {"a", false, -1, EXIT_RAN, "1 in = 1 out + 0 rejected: 1 ok"},
    {"ahb", false, -1, EXIT_RAN, "3 in = 2 out + 1 rejected: 1 ok, 2 failed"},
    {"n", false, -1, EXIT_RAN, "1 in = 1 out + 0 rejected: 1 not-modified"},
    {"h", false, -1, EXIT_NOT_GOOD, "1 in = 1 out + 0 rejected: 1 failed"},
    {"b", false, -1, EXIT_NOT_GOOD, "1 in = 0 out + 1 rejected: 1 failed"},
    {"t", false, -1, EXIT_NOT_GOOD, "1 in = 1 out + 0 rejected: 1 deferred"},
    {"r", false, -1, EXIT_NOT_GOOD, "1 in = 1 out + 0 rejected: 1 denied"},
    {"p", false, -1, EXIT_RAN, "1 in = 1 out + 0 rejected: 1 redirected"},
    {"d", false, -1, EXIT_RAN, "1 in = 1 out + 0 rejected: 1 duplicate"},
    {"a", true, -1, EXIT_NOT_GOOD, "1 in = 1 out + 0 rejected: 1 ok"},
    {"ah", false, 50, EXIT_RAN, "2 in = 2 out + 0 rejected: 1 ok, 1 failed"},
    {"ah", false, 51, EXIT_NOT_GOOD, "2 in = 2 out + 0 rejected: 1 ok, 1 failed"},
    {"anpdd", false, 100, EXIT_RAN,
	"5 in = 5 out + 0 rejected: 1 ok, 1 not-modified, 1 redirected, 2 duplicate"},
    {"h", false, 0, EXIT_RAN, "1 in = 1 out + 0 rejected: 1 failed"},
    {"", false, 100, EXIT_RAN, "0 in = 0 out + 0 rejected"},
};

static struct record
record_of(char letter)
{
	static const struct {
		char letter;
		const char *outcome;
	} names[] = {{'n', "not-modified"}, {'p', "redirected"}, {'r', "robots"}, {'t', "timeout"},
	    {'h', "http-error"}, {'d', "duplicate"}, {'b', "bad-record"}};
	struct record record = {.kind = RECORD_ARTICLE};
	for (size_t i = 0; i < COUNT(names); i++)
		if (names[i].letter == letter)
			record_set_outcome(
			    &record, STR("http://a/"), "test", names[i].outcome, STR(""));
	return record;
}

static int
finish(void *state)
{
	const struct finish *wanted = state;
	struct stage stage;
	stage_start(&stage, "test");
	for (const char *at = wanted->classes; *at; at++) {
		struct record record = record_of(*at);
		stage_count_in(&stage);
		if (*at == 'b')
			stage_count_rejected(&stage, &record);
		else
			stage_count_out(&stage, &record);
	}
	stage.partial = wanted->partial;
	return stage_finish(&stage, wanted->min_success);
}

static void
the_last_line_adds_up_and_the_status_tells_whether_it_was_good(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(finishes); i++) {
		struct child child;
		char line[256];
		child_run(&child, finish, (void *)(uintptr_t)&finishes[i]);
		snprintf(line, sizeof line, "winnow-test: %s\n", finishes[i].summary);
		assert_string_equal(child.err, line);
		assert_int_equal(child.status, finishes[i].status);
	}
}

static int
lose_one(void *state)
{
	struct stage stage;
	(void)state;
	stage_start(&stage, "test");
	stage_count_in(&stage);
	return stage_finish(&stage, -1);
}

static void
a_record_that_is_lost_is_our_bug(void **state)
{
	struct child child;
	(void)state;
	child_run(&child, lose_one, NULL);
	assert_int_equal(child.status, 128 + SIGABRT);
}

static int
finish_quietly(void *state)
{
	diag_show(DIAG_ERROR, false);
	return finish(state);
}

static void
who_wants_it_quiet_gets_no_line(void **state)
{
	struct child child;
	(void)state;
	child_run(&child, finish_quietly, (void *)(uintptr_t)&finishes[1]);
	assert_string_equal(child.err, "");
	assert_int_equal(child.status, EXIT_RAN);
}

/* ---- the filter: runs, bad lines, the end of a stream ---- */

struct stream {
	const char *in, *out, *err;
	int status;
};

#define LOST "winnow-test: warning: run r has no end: a stage upstream was lost\n"

static const struct stream streams[] = {
    {"", "", "winnow-test: 0 in = 0 out + 0 rejected\n", EXIT_RAN},
    {PAGE("1") PAGE("2"), PAGE("1") PAGE("2"), "winnow-test: 2 in = 2 out + 0 rejected: 2 ok\n",
	EXIT_RAN},
    {RUN("r") PAGE("1") END("r", "9", "9"),
	RUN("r") PAGE(
	    "1") "{\"record\":\"end\",\"run\":\"r\",\"stage\":\"winnow-test\",\"in\":1,\"out\":1,"
		 "\"rejected\":0}\n",
	"winnow-test: 1 in = 1 out + 0 rejected: 1 ok\n", EXIT_RAN},
    /* Counts are those of the run, not of what came before it. */
    {PAGE("0") RUN("r") PAGE("1") "x\n" END("r", "2", "2"),
	PAGE("0") RUN("r") PAGE(
	    "1") "{\"record\":\"outcome\",\"stage\":\"test\",\"class\":\"failed\","
		 "\"outcome\":\"bad-record\",\"detail\":\"line 4 of '-': not an object\","
		 "\"input\":\"x\"}\n"
		 "{\"record\":\"end\",\"run\":\"r\",\"stage\":\"winnow-test\",\"in\":2,\"out\":1,"
		 "\"rejected\":1}\n",
	"winnow-test: 3 in = 2 out + 1 rejected: 2 ok, 1 failed\n", EXIT_RAN},
    {RUN("r") PAGE("1"), RUN("r") PAGE("1"), LOST "winnow-test: 1 in = 1 out + 0 rejected: 1 ok\n",
	EXIT_NOT_GOOD},
    {RUN("r") RUN("s") PAGE("1") END("s", "1", "1"),
	RUN("r") RUN("s") PAGE(
	    "1") "{\"record\":\"end\",\"run\":\"s\",\"stage\":\"winnow-test\",\"in\":1,\"out\":1,"
		 "\"rejected\":0}\n",
	LOST "winnow-test: 1 in = 1 out + 0 rejected: 1 ok\n", EXIT_NOT_GOOD},
};

/* What a step may do to the whole: raise a signal at a page whose URL ends in 1, or nothing. */
static void
raise_at_1(void *state, struct arena *arena, struct record *record)
{
	const int *number = state;
	(void)arena;
	if (number && str_ends(record->visit.url, STR("1")))
		raise(*number);
}

static int
filter(char *const *files, int n_files, int *signal_number)
{
	struct stage stage;
	struct io_out out;
	stage_start(&stage, "test");
	if (!io_out_open(&out, "-"))
		return 99;
	stage_filter(&stage, files, n_files, &out, raise_at_1, signal_number);
	io_out_close(&out);
	return stage_finish(&stage, -1);
}

/* Puts a text in the place of the standard input. */
static void
feed(const char *text)
{
	FILE *file = tmpfile();
	if (!file || fputs(text, file) < 0)
		abort();
	rewind(file);
	dup2(fileno(file), STDIN_FILENO);
	fclose(file);
}

static int
filter_stream(void *state)
{
	const struct stream *stream = state;
	feed(stream->in);
	return filter(NULL, 0, NULL);
}

static void
a_stream_passes_with_its_runs_closed_or_told_as_lost(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(streams); i++) {
		struct child child;
		child_run(&child, filter_stream, (void *)(uintptr_t)&streams[i]);
		assert_string_equal(child.out, streams[i].out);
		assert_string_equal(child.err, streams[i].err);
		assert_int_equal(child.status, streams[i].status);
	}
}

static int
filter_missing(void *state)
{
	char name[] = "/nowhere/lines";
	char *files[] = {name};
	(void)state;
	return filter(files, 1, NULL);
}

static void
a_file_that_cannot_be_read_ends_the_program(void **state)
{
	struct child child;
	(void)state;
	child_run(&child, filter_missing, NULL);
	assert_int_equal(child.status, EXIT_WORLD);
	assert_string_equal(
	    child.err, "winnow-test: cannot read '/nowhere/lines': No such file or directory\n");
}

static int
filter_no_reader(void *state)
{
	int ends[2];
	(void)state;
	feed(PAGE("1"));
	if (pipe(ends) != 0)
		return 99;
	close(ends[0]);
	dup2(ends[1], STDOUT_FILENO);
	return filter(NULL, 0, NULL);
}

static void
a_reader_that_is_gone_ends_it_quietly(void **state)
{
	struct child child;
	(void)state;
	child_run(&child, filter_no_reader, NULL);
	assert_int_equal(child.status, EXIT_WORLD);
	assert_string_equal(child.err, "");
}

/* ---- signals ---- */

static int
filter_and_raise(void *state)
{
	feed(PAGE("1") PAGE("2"));
	return filter(NULL, 0, state);
}

static void
sigterm_stops_the_input_and_sigint_drains_it(void **state)
{
	struct child child;
	int term = SIGTERM, interrupt = SIGINT;
	(void)state;
	child_run(&child, filter_and_raise, &term);
	assert_string_equal(child.out, PAGE("1"));
	assert_string_equal(child.err, "winnow-test: 1 in = 1 out + 0 rejected: 1 ok\n");
	assert_int_equal(child.status, 128 + SIGTERM);
	child_run(&child, filter_and_raise, &interrupt);
	assert_string_equal(child.out, PAGE("1") PAGE("2"));
	assert_int_equal(child.status, 128 + SIGINT);
}

static int
raise_twice(void *state)
{
	struct stage stage;
	(void)state;
	stage_start(&stage, "test");
	if (stage_signal() != 0)
		return 98;
	raise(SIGINT);
	if (stage_signal() != SIGINT)
		return 99;
	raise(SIGTERM);
	if (stage_signal() != SIGTERM)
		return 97;
	raise(SIGINT);
	return 0;
}

static void
the_same_signal_again_ends_the_program_at_once(void **state)
{
	struct child child;
	(void)state;
	child_run(&child, raise_twice, NULL);
	assert_int_equal(child.status, 128 + SIGINT);
	assert_string_equal(child.err, "");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_last_line_adds_up_and_the_status_tells_whether_it_was_good),
	    cmocka_unit_test(a_record_that_is_lost_is_our_bug),
	    cmocka_unit_test(who_wants_it_quiet_gets_no_line),
	    cmocka_unit_test(a_stream_passes_with_its_runs_closed_or_told_as_lost),
	    cmocka_unit_test(a_file_that_cannot_be_read_ends_the_program),
	    cmocka_unit_test(a_reader_that_is_gone_ends_it_quietly),
	    cmocka_unit_test(sigterm_stops_the_input_and_sigint_drains_it),
	    cmocka_unit_test(the_same_signal_again_ends_the_program_at_once),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
