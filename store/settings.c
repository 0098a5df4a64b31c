/* SPDX-License-Identifier: MIT */
/* settings.c - what winnow-store is asked for */
#include "store/settings.h"

#include "lib/diag.h"

int
settings_read(struct settings *set, int argc, char **argv)
{
	*set = (struct settings){
	    .prune = -1, .common = {.without = OPTIONS_NO_SITES, .min_success = -1}};
	const struct option_row table[] = {
	    {0, "seeds", "FILE", "add the URLs in FILE as start pages, load nothing", OPTION_TEXT,
		&set->seeds},
	    {0, "night", "TIME", "the runs are of the night that began at TIME", OPTION_TIME,
		set->night},
	    {0, "check", NULL, "check the database and its accounts, load nothing", OPTION_FLAG,
		&set->check},
	    {0, "report", "TIME", "print what was stored since TIME as JSON, load nothing",
		OPTION_TIME, set->report},
	    {0, "records", NULL, "print the stored articles as records, load nothing", OPTION_FLAG,
		&set->records},
	    {0, "lines", NULL, "print how many pages of a site have a line, load nothing",
		OPTION_FLAG, &set->lines},
	    {0, "duplicates", NULL,
		"print groups of articles that say nearly the same, load nothing", OPTION_FLAG,
		&set->duplicates},
	    {0, "merge", NULL, "fold the databases that follow DB into it, load nothing",
		OPTION_FLAG, &set->merge},
	    {0, "retry-rejects", NULL, "load the rejects that are kept once more", OPTION_FLAG,
		&set->retry_rejects},
	    {0, "forget", "URL", "take a page down for good, load nothing", OPTION_TEXT,
		&set->forget},
	    {0, "prune", "AGE", "drop outcomes, rejects and versions older than AGE (90d)",
		OPTION_SECONDS, &set->prune},
	};
	int first = options_read(argc, argv, "[OPTION]... DB [FILE]...",
	    "Loads records (JSON Lines) into a database, or looks after it.", table,
	    sizeof table / sizeof *table, &set->common);
	if (first == argc)
		diag_usage("which database?");
	if (set->merge && first + 1 == argc)
		diag_usage("which databases are merged into '%s'?", argv[first]);
	return first;
}
