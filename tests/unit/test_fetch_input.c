/* SPDX-License-Identifier: MIT */
/* test_fetch_input.c - request lines from a descriptor, without ever waiting for one */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "fetch/input.h"
#include "lib/limits.h"

static int ends[2]; /* of the pipe of one test */

static int
open_pipe(void **state)
{
	(void)state;
	return pipe(ends);
}

static void
put(const char *text)
{
	assert_int_equal(write(ends[1], text, strlen(text)), (ssize_t)strlen(text));
}

static void
test_lines_in_pieces(void **state)
{
	struct input input;
	struct str line;
	(void)state;
	input_init(&input, ends[0]);
	assert_int_equal(input_next(&input, &line), INPUT_NONE);
	put("one\ntw");
	input_fill(&input);
	assert_int_equal(input_next(&input, &line), INPUT_LINE);
	assert_true(str_eq(line, STR("one")));
	assert_int_equal(input_next(&input, &line), INPUT_NONE);
	put("o\n\nlast");
	input_fill(&input);
	assert_int_equal(input_next(&input, &line), INPUT_LINE);
	assert_true(str_eq(line, STR("two")));
	assert_int_equal(input_next(&input, &line), INPUT_LINE);
	assert_int_equal(line.len, 0);
	assert_int_equal(input_next(&input, &line), INPUT_NONE);
	close(ends[1]);
	input_fill(&input);
	assert_false(input_is_over(&input));
	assert_int_equal(input_next(&input, &line), INPUT_LINE);
	assert_true(str_eq(line, STR("last")));
	assert_int_equal(input_next(&input, &line), INPUT_NONE);
	assert_true(input_is_over(&input));
	input_clear(&input);
	close(ends[0]);
}

static void
test_too_long(void **state)
{
	static char text[LIMIT_REQUEST_BYTES * 3 + 8];
	struct input input;
	struct str line;
	(void)state;
	input_init(&input, ends[0]);
	memset(text, 'x', sizeof text);
	memcpy(text + LIMIT_REQUEST_BYTES * 3, "\nnext\n", 7);
	unsigned n_long = 0, n_lines = 0;
	size_t from = 0, len = strlen(text);
	while (from < len) {
		size_t piece = len - from < 20000 ? len - from : 20000;
		assert_int_equal(write(ends[1], text + from, piece), (ssize_t)piece);
		from += piece;
		input_fill(&input);
		for (;;) {
			enum input_line what = input_next(&input, &line);
			if (what == INPUT_NONE)
				break;
			n_long += what == INPUT_TOO_LONG;
			n_lines += what == INPUT_LINE && str_eq(line, STR("next"));
		}
	}
	assert_int_equal(n_long, 1);
	assert_int_equal(n_lines, 1);
	input_clear(&input);
	close(ends[0]);
	close(ends[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(test_lines_in_pieces, open_pipe),
	    cmocka_unit_test_setup(test_too_long, open_pipe),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
