/* SPDX-License-Identifier: MIT */
/* test_store_merge_faults.c - every write, sync and truncate of a merge fails once: a shard is
 * there whole or not at all, the shards stay as they were, and the next run completes */
#include "tests/unit/store_faults.h"

#include "store/merge.h"

#define N_RECORDS 2 /* of a shard */
#define N_SHARDS  2

#define GO_ON_EACH 5 /* of the faults; trying all takes too long */

static char folder[] = "/tmp/winnow-merge-faults-XXXXXX";
static char database[64], stream[64], shards[N_SHARDS][64];

static void
load(struct db *db)
{
	load_stream(db, stream);
}

static void
merge(struct db *db)
{
	char *paths[N_SHARDS];
	for (int i = 0; i < N_SHARDS; i++)
		paths[i] = shards[i];
	merge_check(database, paths, N_SHARDS);
	for (int i = 0; i < N_SHARDS; i++)
		merge_shard(db, shards[i]);
}
static const struct action merging = {merge, database};

/* The bytes of both shards, as far as they fit. */
static size_t
read_shards(char *bytes, size_t room)
{
	size_t n = 0;
	for (int i = 0; i < N_SHARDS; i++) {
		FILE *file = fopen(shards[i], "r");
		assert_non_null(file);
		n += fread(bytes + n, 1, room - n, file);
		fclose(file);
	}
	assert_true(n < room);
	return n;
}

static void
assert_whole_shards(int at)
{
	if (!is_sound(database))
		fail_msg("after change %d failed the database is not sound", at);
	int64_t n = count(database, "SELECT count(*) FROM article");
	assert_int_equal(n % N_RECORDS, 0);
	assert_int_equal(count(database, "SELECT count(*) FROM outcome"), n);
	assert_int_equal(count(database, "SELECT count(*) FROM run"), n / N_RECORDS);
}

static void
assert_goes_on(int at)
{
	assert_int_equal(act(&merging, NO_FAULT, false), 0);
	assert_whole_shards(at);
	assert_int_equal(count(database, "SELECT count(*) FROM article"), N_SHARDS * N_RECORDS);
}

/* Every step-th change in turn; how many changes there are. */
static int
fail_each(int step, bool for_ever)
{
	static char before[1 << 20], after[1 << 20];
	size_t len = read_shards(before, sizeof before);
	int at = 1;
	for (; at < MOST_OPS; at += step) {
		remove_database(database);
		int status = act(&merging, at, for_ever);
		assert_whole_shards(at);
		if (status == WAS_SPARED)
			break;
		assert_true(status == 0 || status == EXIT_WORLD);
		if (at % GO_ON_EACH == 0)
			assert_goes_on(at);
		assert_int_equal(read_shards(after, sizeof after), len);
		assert_memory_equal(before, after, len);
	}
	return at - 1;
}

static void
no_single_fault_tears_a_merge(void **state)
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
	for (int i = 0; i < N_SHARDS; i++) {
		snprintf(shards[i], sizeof shards[i], "%s/shard-%d.db", folder, i);
		write_stream(stream, 1 + i * N_RECORDS, (i + 1) * N_RECORDS);
		if (act(&(struct action){load, shards[i]}, NO_FAULT, false) != 0)
			return -1;
	}
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	remove_database(database);
	for (int i = 0; i < N_SHARDS; i++)
		remove_database(shards[i]);
	unlink(stream);
	return rmdir(folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(no_single_fault_tears_a_merge),
	    cmocka_unit_test(nor_does_a_disk_that_goes_away),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
