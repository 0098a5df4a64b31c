/* SPDX-License-Identifier: MIT */
/* main.c - winnow-crawl: run the whole chain over a database until nothing is due, for cron */
#include <stdio.h>

#include "crawl/lock.h"
#include "crawl/night.h"
#include "crawl/plan.h"
#include "crawl/summary.h"
#include "lib/diag.h"
#include "lib/options.h"

#define SUMMARY_BYTES 8192u
#define ARENA_BYTES   (1u << 20) /* paths and the report */
#define OWN_OPTIONS   7

static int
read_options(int argc, char **argv, struct plan *plan, struct night_budget *budget)
{
	struct option_row rows[OWN_OPTIONS + PLAN_OPTIONS] = {
	    {0, "db", "DB", "the database to work for (required)", OPTION_TEXT, &plan->db},
	    {0, "seeds", "FILE", "add the URLs in FILE as start pages", OPTION_TEXT, &plan->seeds},
	    {0, "archive", "DIR", "keep all responses in DIR, as WARC", OPTION_TEXT,
		&plan->archive},
	    {0, "sitemaps", NULL, "read the sitemaps that robots.txt names", OPTION_FLAG,
		&plan->sitemaps},
	    {0, "time", "SECONDS", "end after this time (s, m, h, d)", OPTION_SECONDS,
		&budget->seconds},
	    {0, "pages", "N", "ask for at most N pages", OPTION_COUNT, &budget->pages},
	    {0, "rounds", "N", "run at most N rounds", OPTION_COUNT, &budget->rounds},
	};
	size_t n = OWN_OPTIONS + plan_options(plan, rows + OWN_OPTIONS);
	return options_read(argc, argv, "--db DB [OPTION...]",
	    "Fetch, parse, normalize and store what is due, in rounds, until nothing is.", rows, n,
	    &plan->common);
}

static int
judge(const struct night *night, enum night_end end, const struct summary *summary)
{
	if (end == NIGHT_STOPPED)
		return 128 + night->signal;
	if (end == NIGHT_FAILED)
		return EXIT_WORLD;
	bool good = summary_is_good(summary, night->plan->common.min_success);
	return good && night->losses == 0 ? EXIT_RAN : EXIT_NOT_GOOD;
}

static void
print_summary(const struct night *night, enum night_end end, const struct summary *summary)
{
	static const char *const ends[] = {[NIGHT_COMPLETE] = "",
	    [NIGHT_SPENT] = ", budget spent",
	    [NIGHT_STOPPED] = ", stopped by a signal",
	    [NIGHT_FAILED] = ", given up"};
	struct buf words;
	buf_init(&words, SUMMARY_BYTES);
	summary_words(summary, &words);
	buf_addf(&words, "; %ld round%s in %.1f s", night->rounds, night->rounds == 1 ? "" : "s",
	    night->seconds);
	if (night->losses > 0)
		buf_addf(&words, ", %ld not whole", night->losses);
	printf("%.*s%s\n", STR_ARGS(buf_str(&words)), ends[end]);
	buf_clear(&words);
	if (fflush(stdout) != 0)
		diag_die("cannot write the summary");
}

/* The summary, which --quiet keeps to itself when all is well, and the exit status. */
static int
conclude(struct arena *arena, const struct night *night, enum night_end end)
{
	struct summary summary;
	if (end == NIGHT_FAILED && night->rounds == 0)
		return EXIT_WORLD; /* nothing was done, and the reason has been told */
	struct str report = night_report(night, arena);
	if (!report.ptr)
		return EXIT_WORLD;
	if (!summary_read(arena, report, &summary))
		diag_die("winnow-store gave no report: '%.*s'", STR_ARGS(str_slice(report, 0, 80)));
	int status = judge(night, end, &summary);
	if (!night->plan->common.quiet || status != EXIT_RAN)
		print_summary(night, end, &summary);
	return status;
}

static int
crawl(struct arena *arena, struct night *night)
{
	struct str why;
	enum lock_result lock = lock_take(arena, night->plan->db, &why);
	if (lock != LOCK_TAKEN) {
		diag_error("%.*s", STR_ARGS(why));
		return lock == LOCK_HELD ? EXIT_LOCKED : EXIT_WORLD;
	}
	enum night_end end = night_run(night);
	return conclude(arena, night, end);
}

int
main(int argc, char **argv)
{
	struct arena arena;
	struct plan plan = {.common = {.min_success = -1}};
	struct night night = {.plan = &plan};
	diag_program("winnow-crawl");
	if (read_options(argc, argv, &plan, &night.budget) < argc)
		diag_usage("only options are taken: --db names the database");
	if (!plan.db)
		diag_usage("--db is missing: which database?");
	arena_init(&arena, ARENA_BYTES);
	plan.folder = plan_own_folder(&arena);
	int status = crawl(&arena, &night);
	arena_clear(&arena);
	return status;
}
