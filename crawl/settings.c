/* SPDX-License-Identifier: MIT */
/* settings.c - what a crawl is asked for, on the command line or in a file */
#include "crawl/settings.h"

#include "lib/diag.h"

#define OWN_OPTIONS  16
#define DEFAULT_FREE (256L << 20) /* a night of some ten thousand pages */

void
settings_read(struct settings *s, struct arena *arena, int argc, char **argv)
{
	*s = (struct settings){.plan.common.min_success = -1,
	    .budget.free = DEFAULT_FREE,
	    .ends = {.archive_keep = -1, .prune = -1}};
	struct option_row rows[OWN_OPTIONS + PLAN_OPTIONS] = {
	    {0, "db", "DB", "the database to work for (required)", OPTION_PATH, &s->plan.db},
	    {0, "seeds", "FILE", "add the URLs in FILE as start pages", OPTION_PATH,
		&s->plan.seeds},
	    {0, "archive", "DIR", "keep all responses in DIR, as WARC", OPTION_PATH,
		&s->plan.archive},
	    {0, "archive-keep", "AGE", "drop archives older than AGE (30d)", OPTION_SECONDS,
		&s->ends.archive_keep},
	    {0, "sitemaps", NULL, "read the sitemaps that robots.txt names", OPTION_FLAG,
		&s->plan.sitemaps},
	    {0, "time", "SECONDS", "end after this time (s, m, h, d)", OPTION_SECONDS,
		&s->budget.seconds},
	    {0, "pages", "N", "ask for at most N pages", OPTION_COUNT, &s->budget.pages},
	    {0, "bytes", "N", "end when N bytes have been received (K, M, G)", OPTION_COUNT,
		&s->budget.bytes},
	    {0, "rounds", "N", "run at most N rounds", OPTION_COUNT, &s->budget.rounds},
	    {0, "free", "N", "do nothing with less disk free (K, M, G; 256M)", OPTION_COUNT,
		&s->budget.free},
	    {0, "prune", "AGE", "drop outcomes and versions older than AGE (400d)", OPTION_SECONDS,
		&s->ends.prune},
	    {0, "publish", "DIR", "publish what changed in DIR at the end", OPTION_PATH,
		&s->ends.publish},
	    {0, "snapshot", "FILE", "put a copy for readers there at the end", OPTION_PATH,
		&s->ends.snapshot},
	    {0, "report", "FILE", "write winnow-report's page there at the end", OPTION_PATH,
		&s->ends.report},
	    {0, "summary", "FILE", "write the summary to FILE as JSON", OPTION_PATH, &s->summary},
	    {0, "metrics", "FILE", "write the summary to FILE for Prometheus", OPTION_PATH,
		&s->metrics},
	};
	size_t n = OWN_OPTIONS;
	n += plan_options(&s->plan, rows + n);
	int first = 0;
	for (int pass = 0; pass < 2; pass++) {
		first = options_read(argc, argv, "[OPTION...] [CONFIG | --db DB]",
		    "Fetch, parse, normalize and store what is due, in rounds, until nothing is.",
		    rows, n, &s->plan.common);
		if (pass == 0 && first + 1 == argc)
			options_read_file(arena, argv[first], "crawl", rows, n, &s->plan.common);
	}
	if (first + 1 < argc)
		diag_usage("one file of settings at most");
	if (!s->plan.db)
		diag_usage("--db is missing: which database?");
	if (!s->plan.cache) /* or each round would forget when its hosts were last asked */
		s->plan.cache = arena_printf(arena, "%s.cache", s->plan.db).ptr;
}
