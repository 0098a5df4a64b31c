/* SPDX-License-Identifier: MIT */
/* test_diag.c - messages: each is one line, written at once */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "lib/diag.h"

/* A socket of datagrams in the place of stderr keeps each write apart. */
static int ends[2];

static int
catch_messages(void **state)
{
	(void)state;
	diag_program("test");
	return socketpair(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0, ends);
}

static void
warn_and_see(const char *message, bool json, const char *expected)
{
	char got[16384];
	int terminal = dup(STDERR_FILENO);
	assert_true(terminal >= 0 && dup2(ends[0], STDERR_FILENO) >= 0);
	diag_show(DIAG_NOTE, json);
	diag_warn("%s", message);
	diag_detail("not shown");
	diag_show(DIAG_NOTE, false);
	assert_true(dup2(terminal, STDERR_FILENO) >= 0);
	close(terminal);
	ssize_t n = recv(ends[1], got, sizeof got - 1, 0);
	assert_true(n >= 0);
	got[n] = '\0';
	assert_string_equal(got, expected);
	assert_true(recv(ends[1], got, sizeof got, 0) < 0);
}

static void
a_message_is_one_write(void **state)
{
	(void)state;
	warn_and_see("two\nlines \"q\"", false, "test: warning: two\\x0alines \"q\"\n");
	warn_and_see("a\tb \"q\" \\", true,
	    "{\"program\":\"test\",\"level\":\"warning\",\"message\":\"a\\u0009b \\\"q\\\" "
	    "\\\\\"}\n");
}

static void
the_longest_message_is_still_a_whole_line(void **state)
{
	(void)state;
	char message[4000];
	char expected[16384] = "{\"program\":\"test\",\"level\":\"warning\",\"message\":\"";
	memset(message, 1, sizeof message - 1);
	message[sizeof message - 1] = '\0';
	size_t n = strlen(expected);
	for (size_t i = 0; i < 2047; i++, n += 6)
		memcpy(expected + n, "\\u0001", 6);
	memcpy(expected + n, "\"}\n", sizeof "\"}\n");
	warn_and_see(message, true, expected);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_message_is_one_write),
	    cmocka_unit_test(the_longest_message_is_still_a_whole_line),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, catch_messages, NULL);
}
