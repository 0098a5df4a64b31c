/* SPDX-License-Identifier: MIT */
/* main.c - winnow-store: records into the database */
#include "lib/diag.h"
#include "lib/io.h"
#include "lib/options.h"
#include "lib/stage.h"
#include "lib/timestamp.h"
#include "store/check.h"
#include "store/duplicates.h"
#include "store/forget.h"
#include "store/load.h"
#include "store/print.h"
#include "store/prune.h"
#include "store/records.h"
#include "store/seeds.h"

struct settings {
	const char *seeds, *forget;
	char report[TIMESTAMP_LEN + 1], night[TIMESTAMP_LEN + 1]; /* "": not asked for */
	double prune; /* seconds; negative: not asked for */
	bool check, records, lines, duplicates, retry_rejects;
	struct options_common common;
};

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
retry_rejects(struct db *db, struct stage *stage)
{
	load_rejects(db, stage);
	stage_input_ends(stage);
	return stage_finish(stage, 0); /* what cannot be stored still is no failure of today */
}

int
main(int argc, char **argv)
{
	struct stage stage;
	struct db db;
	struct settings set = {
	    .prune = -1, .common = {.without = OPTIONS_NO_SITES, .min_success = -1}};
	const struct option_row table[] = {
	    {0, "seeds", "FILE", "add the URLs in FILE as start pages, load nothing", OPTION_TEXT,
		&set.seeds},
	    {0, "night", "TIME", "the runs are of the night that began at TIME", OPTION_TIME,
		set.night},
	    {0, "check", NULL, "check the database and its accounts, load nothing", OPTION_FLAG,
		&set.check},
	    {0, "report", "TIME", "print what was stored since TIME as JSON, load nothing",
		OPTION_TIME, set.report},
	    {0, "records", NULL, "print the stored articles as records, load nothing", OPTION_FLAG,
		&set.records},
	    {0, "lines", NULL, "print how many pages of a site have a line, load nothing",
		OPTION_FLAG, &set.lines},
	    {0, "duplicates", NULL,
		"print groups of articles that say nearly the same, load nothing", OPTION_FLAG,
		&set.duplicates},
	    {0, "retry-rejects", NULL, "load the rejects that are kept once more", OPTION_FLAG,
		&set.retry_rejects},
	    {0, "forget", "URL", "take a page down for good, load nothing", OPTION_TEXT,
		&set.forget},
	    {0, "prune", "AGE", "drop outcomes, rejects and versions older than AGE (90d)",
		OPTION_SECONDS, &set.prune},
	};
	stage_start(&stage, "store");
	int first = options_read(argc, argv, "[OPTION]... DB [FILE]...",
	    "Loads records (JSON Lines) into a database, or looks after it.", table,
	    sizeof table / sizeof *table, &set.common);
	if (first == argc)
		diag_usage("which database?");
	bool reads = set.check || set.report[0] || set.records || set.lines || set.duplicates;
	db_open(&db, argv[first], reads ? DB_READ : DB_CREATE);
	int status = EXIT_RAN;
	if (set.check)
		status = check_all(&db) ? EXIT_RAN : EXIT_WORLD;
	else if (set.report[0])
		status = print_report(&db, set.report);
	else if (set.records)
		status = print_articles(&db, records_write);
	else if (set.lines)
		status = print_articles(&db, records_write_lines);
	else if (set.duplicates)
		status = print_articles(&db, duplicates_write);
	else if (set.retry_rejects)
		status = retry_rejects(&db, &stage);
	else if (set.forget)
		status = forget(&db, set.forget);
	else if (set.prune >= 0)
		prune_old(&db, set.prune);
	else if (set.seeds)
		status = seeds_add(&db, set.seeds) ? EXIT_RAN : EXIT_WORLD;
	else
		status = load(&db, &stage, &set, argv + first + 1, argc - first - 1);
	db_close(&db);
	return status;
}
