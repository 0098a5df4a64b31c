/* SPDX-License-Identifier: MIT */
/* main.c - winnow-store: records into the database */
#include "lib/diag.h"
#include "lib/io.h"
#include "lib/stage.h"
#include "store/check.h"
#include "store/duplicates.h"
#include "store/forget.h"
#include "store/load.h"
#include "store/merge.h"
#include "store/print.h"
#include "store/prune.h"
#include "store/records.h"
#include "store/rejects.h"
#include "store/seeds.h"
#include "store/settings.h"

static int
forget(struct db *db, const char *url)
{
	if (!forget_url(db, url))
		diag_usage("--forget takes a URL, not '%s'", url);
	return EXIT_RAN;
}

static int
load(
    struct db *db, struct stage *stage, const struct settings *set, char *const *files, int n_files)
{
	struct str night = set->night[0] ? str_from(set->night) : (struct str){NULL, 0};
	for (int i = 0; i < n_files; i++)
		load_file(db, stage, files[i], night);
	if (n_files == 0)
		load_file(db, stage, "-", night);
	stage_input_ends(stage);
	return stage_finish(stage, set->common.min_success);
}

static int
merge(struct db *db, char *const *shards, int n_shards)
{
	for (int i = 0; i < n_shards; i++)
		merge_shard(db, shards[i]);
	return EXIT_RAN;
}

static int
retry_rejects(struct db *db, struct stage *stage)
{
	rejects_retry(db, stage);
	stage_input_ends(stage);
	return stage_finish(stage, 0); /* what cannot be stored still is no failure of today */
}

int
main(int argc, char **argv)
{
	struct stage stage;
	struct db db;
	struct settings set;
	stage_start(&stage, "store");
	int first = settings_read(&set, argc, argv);
	char *const *files = argv + first + 1;
	int n_files = argc - first - 1;
	if (set.merge)
		merge_check(argv[first], files, n_files);
	bool reads = set.check || set.report[0] || set.records || set.lines || set.duplicates;
	db_open(&db, argv[first], reads ? DB_READ : DB_CREATE);
	int status = EXIT_RAN;
	if (set.check)
		status = check_all(&db) ? EXIT_RAN : EXIT_WORLD;
	else if (set.report[0])
		status = print_report(&db, set.report, set.night[0]);
	else if (set.records)
		status = print_articles(&db, records_write);
	else if (set.lines)
		status = print_articles(&db, records_write_lines);
	else if (set.duplicates)
		status = print_articles(&db, duplicates_write);
	else if (set.merge)
		status = merge(&db, files, n_files);
	else if (set.retry_rejects)
		status = retry_rejects(&db, &stage);
	else if (set.forget)
		status = forget(&db, set.forget);
	else if (set.prune >= 0)
		prune_old(&db, set.prune);
	else if (set.seeds)
		status = seeds_add(&db, set.seeds) ? EXIT_RAN : EXIT_WORLD;
	else
		status = load(&db, &stage, &set, files, n_files);
	db_close(&db);
	return status;
}
