/* SPDX-License-Identifier: MIT */
/* test_fetch_hold.c - who may write or complete a growing file */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "fetch/hold.h"

static char folder[] = "/tmp/test_fetch_hold.XXXXXX";
static char path[64], other[64];

static int
open_path(void)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	assert_true(fd >= 0);
	return fd;
}

static void
test_one_at_a_time(void **state)
{
	int first = open_path(), second = open_path();
	(void)state;
	assert_true(hold_take(first, path));
	assert_false(hold_take(second, path));
	assert_int_equal(errno, EWOULDBLOCK);
	close(first);
	assert_true(hold_take(second, path));
	close(second);
}

static void
test_a_file_that_was_completed_is_not_held(void **state)
{
	int late = open_path();
	(void)state;
	assert_int_equal(rename(path, other), 0);
	assert_false(hold_take(late, path));
	assert_int_equal(errno, EWOULDBLOCK);
	close(late);
}

static void
test_nor_one_whose_name_another_file_has(void **state)
{
	int late = open_path();
	(void)state;
	assert_int_equal(unlink(path), 0);
	int next = open_path();
	assert_false(hold_take(late, path));
	assert_int_equal(errno, EWOULDBLOCK);
	assert_true(hold_take(next, path));
	close(late);
	close(next);
}

static int
make_folder(void **state)
{
	(void)state;
	if (!mkdtemp(folder))
		return -1;
	snprintf(path, sizeof path, "%s/a.open", folder);
	snprintf(other, sizeof other, "%s/a", folder);
	return 0;
}

static int
remove_folder(void **state)
{
	(void)state;
	unlink(path);
	unlink(other);
	return rmdir(folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_one_at_a_time),
	    cmocka_unit_test(test_a_file_that_was_completed_is_not_held),
	    cmocka_unit_test(test_nor_one_whose_name_another_file_has),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
