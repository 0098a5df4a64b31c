/* SPDX-License-Identifier: MIT */
/* test_store_faults.c - every write, sync and truncate of a small load fails once: nothing is torn,
 * and the next run completes */
#include "tests/unit/store_faults.h"

#define N_RECORDS 2

static char folder[] = "/tmp/winnow-faults-XXXXXX";
static char database[64], stream[64];

static void
load(struct db *db)
{
	load_stream(db, stream);
}
static const struct action loading = {load, database};

/* Every step-th change in turn; how many changes there are. */
static int
fail_each(int step, bool for_ever)
{
	int at = 1;
	for (; at < MOST_OPS; at += step) {
		remove_database(database);
		int status = act(&loading, at, for_ever);
		if (!is_sound(database))
			fail_msg("after change %d failed the database is not sound", at);
		int64_t n = count(database, "SELECT count(*) FROM article");
		assert_int_equal(count(database, "SELECT count(*) FROM section"), n);
		assert_int_equal(count(database, "SELECT count(*) FROM outcome"), n);
		if (status == WAS_SPARED)
			break;
		assert_true(status == 0 || status == EXIT_WORLD);
		assert_int_equal(act(&loading, NO_FAULT, false), 0);
		assert_true(is_sound(database));
		assert_int_equal(count(database, "SELECT count(*) FROM article"), N_RECORDS);
		assert_int_equal(count(database, "SELECT count(*) FROM run WHERE state = 'ok'"), 1);
	}
	return at - 1;
}

static void
no_single_fault_tears_a_load(void **state)
{
	(void)state;
	int n = fail_each(1, false);
	print_message("# %d changes\n", n);
	assert_in_range(n, 10, MOST_OPS - 2);
}

static void
nor_does_a_disk_that_goes_away(void **state)
{
	(void)state;
	assert_in_range(fail_each(9, true), 10, MOST_OPS - 2);
}

static int
set_up(void **state)
{
	(void)state;
	if (!mkdtemp(folder))
		return -1;
	snprintf(database, sizeof database, "%s/a.db", folder);
	snprintf(stream, sizeof stream, "%s/records", folder);
	write_stream(stream, 1, N_RECORDS);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	remove_database(database);
	unlink(stream);
	return rmdir(folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(no_single_fault_tears_a_load),
	    cmocka_unit_test(nor_does_a_disk_that_goes_away),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
