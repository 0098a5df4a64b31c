/* SPDX-License-Identifier: MIT */
/* test_io.c - lib/io.h: lines at their limits, pipes in pieces, outputs */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "lib/diag.h"
#include "lib/io.h"

/* A pipe whose writer sends `text` in pieces of `step` bytes. */
static struct io_in
piped(const char *text, size_t step)
{
	int ends[2];
	struct io_in in;
	assert_int_equal(pipe(ends), 0);
	if (fork() == 0) {
		close(ends[0]);
		for (size_t len = strlen(text), at = 0; at < len; at += step)
			if (write(ends[1], text + at, len - at < step ? len - at : step) < 0)
				_exit(1);
		_exit(0);
	}
	close(ends[1]);
	io_in_fd(&in, ends[0], "pipe");
	return in;
}

struct line_case {
	const char *name, *text;
	size_t limit;
	const char *got; /* the lines in brackets; '!' before one that was too long */
};

static const struct line_case line_cases[] = {
    {"nothing", "", 10, ""},
    {"one line", "abc\n", 10, "[abc]"},
    {"no line feed at the end", "abc\ndef", 10, "[abc][def]"},
    {"empty lines", "\n\nx\n", 10, "[][][x]"},
    {"a carriage return stays", "a\r\n", 10, "[a\r]"},
    {"exactly the limit", "12345\n123\n", 5, "[12345][123]"},
    {"one over the limit", "123456\nabc\n", 5, "![12345][abc]"},
    {"over the limit at the end", "abc\n123456789", 5, "[abc]![12345]"},
    {"over the limit twice", "1234567\n7654321\nab\n", 5, "![12345]![76543][ab]"},
};

static void
lines_come_whole_whatever_the_pieces(void **state)
{
	static const size_t steps[] = {1, 2, 3, 7, 100};
	(void)state;
	for (size_t i = 0; i < sizeof line_cases / sizeof *line_cases; i++) {
		for (size_t j = 0; j < sizeof steps / sizeof *steps; j++) {
			struct io_in in = piped(line_cases[i].text, steps[j]);
			struct buf got;
			struct str line;
			enum io_line result;
			buf_init(&got, 1024);
			buf_add_text(&got, "");
			while ((result = io_in_line(&in, line_cases[i].limit, &line)) != IO_END)
				buf_addf(&got, "%s[%.*s]", result == IO_TOO_LONG ? "!" : "",
				    STR_ARGS(line));
			if (strcmp(got.ptr, line_cases[i].got) != 0)
				fail_msg("%s, by %zu: %s", line_cases[i].name, steps[j], got.ptr);
			buf_clear(&got);
			io_in_close(&in);
			wait(NULL);
		}
	}
}

static void
peeking_takes_nothing(void **state)
{
	struct io_in in = piped("abcdef", 2);
	(void)state;
	assert_true(str_starts(io_in_peek(&in, 3), STR("abc")));
	io_in_take(&in, 2);
	assert_true(str_starts(io_in_peek(&in, 4), STR("cdef")));
	assert_int_equal(io_in_peek(&in, 100).len, 4);
	assert_int_equal(in.offset, 2);
	io_in_close(&in);
	wait(NULL);
}

/* The exit status of a child that writes to a pipe nobody reads, or to a full device. */
static int
status_of_writer(const char *path)
{
	int ends[2], status;
	assert_int_equal(pipe(ends), 0);
	close(ends[0]); /* before the fork: the child may write at once */
	pid_t child = fork();
	if (child == 0) {
		struct io_out out;
		signal(SIGPIPE, SIG_IGN);
		dup2(ends[1], STDERR_FILENO); /* keeps the message out of the test's output */
		if (path && io_out_open(&out, path)) {
			io_out_add(&out, STR("x"));
			io_out_close(&out);
			_exit(0);
		}
		io_out_fd(&out, ends[1], "pipe");
		io_out_add(&out, STR("x"));
		io_out_flush(&out);
		_exit(0);
	}
	close(ends[1]);
	waitpid(child, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
a_write_that_fails_ends_the_program(void **state)
{
	(void)state;
	assert_int_equal(status_of_writer(NULL), EXIT_WORLD);
	assert_int_equal(status_of_writer("/dev/full"), EXIT_WORLD);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(lines_come_whole_whatever_the_pieces),
	    cmocka_unit_test(peeking_takes_nothing),
	    cmocka_unit_test(a_write_that_fails_ends_the_program),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
