/* SPDX-License-Identifier: MIT */
/* main.c - winnow-normalize: records in, cleaner records out */
#include <errno.h>
#include <string.h>

#include "lib/diag.h"
#include "lib/limits.h"
#include "lib/options.h"
#include "lib/stage.h"
#include "normalize/learn.h"
#include "normalize/report.h"
#include "normalize/rules_folder.h"

#define SYNOPSIS "[--rules DIR] [--lines FILE | --learn] [--explain | --stats] [FILE...]"
#define PURPOSE  "Cleans article records and lists what it takes out of them."

/* What the command line says. */
struct settings {
	const char *rules, *lines, *punctuation, *teasers;
	bool explain, learn, stats, test_rules;
	struct options_common common;
};

static int
read_options(int argc, char **argv, struct settings *set)
{
	const struct option_row table[] = {
	    {'r', "rules", "DIR", "rule files (default: the shipped ones)", OPTION_TEXT,
		&set->rules},
	    {'l', "lines", "FILE", "counts of lines by winnow-store --lines", OPTION_TEXT,
		&set->lines},
	    {0, "learn", NULL, "count lines in a first pass over the input", OPTION_FLAG,
		&set->learn},
	    {0, "punctuation", "zh", "full-width marks between Han characters", OPTION_TEXT,
		&set->punctuation},
	    {0, "teasers", "whole", "cut teasers behind their last full sentence", OPTION_TEXT,
		&set->teasers},
	    {'e', "explain", NULL, "print what changes, not records", OPTION_FLAG, &set->explain},
	    {0, "stats", NULL, "print which rules fire, not records", OPTION_FLAG, &set->stats},
	    {0, "test-rules", NULL, "run the tests in the rule files and exit", OPTION_FLAG,
		&set->test_rules},
	};
	int first = options_read(
	    argc, argv, SYNOPSIS, PURPOSE, table, sizeof table / sizeof *table, &set->common);
	if (set->punctuation && strcmp(set->punctuation, "zh") != 0)
		diag_usage("--punctuation takes zh, not '%s'", set->punctuation);
	if (set->teasers && strcmp(set->teasers, "whole") != 0)
		diag_usage("--teasers takes whole, not '%s'", set->teasers);
	if (set->explain && set->stats)
		diag_usage("--explain and --stats exclude each other");
	if (set->learn && set->lines)
		diag_usage("--learn and --lines exclude each other");
	return first;
}

static void
load(const struct settings *set, struct arena *arena, struct profiles *profiles,
    struct clean *clean, struct frequent *frequent)
{
	struct str why;
	const char *folder = set->rules ? set->rules : rules_folder_find(arena);
	if (!folder)
		diag_die("cannot find the shipped rules: use --rules");
	if (!profiles_load(profiles, set->common.sites, &why) ||
	    !rules_load(clean->rules, folder, &why) ||
	    !rules_load_profiles(clean->rules, profiles, &why) ||
	    !rules_finish(clean->rules, &why) ||
	    (set->lines && !frequent_load(frequent, arena, set->lines, &why)))
		diag_die("%.*s", STR_ARGS(why));
	clean->repair = repair_new(set->punctuation != NULL);
	clean->whole_teasers = set->teasers != NULL;
	clean->frequent = set->lines ? frequent : NULL;
}

int
main(int argc, char **argv)
{
	struct settings set = {.common.min_success = -1};
	struct stage stage;
	struct arena arena;
	struct profiles profiles;
	stage_start(&stage, "normalize");
	int first = read_options(argc, argv, &set);
	struct frequent *frequent = frequent_new(LIMIT_LEARNED_TEXTS);
	struct clean clean = {.rules = rules_new()};
	arena_init(&arena, LIMIT_RECORD_BYTES);
	load(&set, &arena, &profiles, &clean, frequent);
	char **files = argv + first, *spooled;
	int n_files = argc - first, status;
	if (set.learn && n_files == 0) {
		spooled = learn_spool(&arena);
		files = &spooled;
		n_files = 1;
	}
	if (set.learn) {
		learn_count(&clean, frequent, files, n_files);
		clean.frequent = frequent;
	}
	if (set.test_rules) {
		status = report_rule_tests(clean.rules);
	} else {
		report_run(&clean, &stage, files, n_files,
		    set.explain ? REPORT_EXPLAIN
		    : set.stats ? REPORT_STATS
				: REPORT_RECORDS);
		status = stage_finish(&stage, set.common.min_success);
	}
	repair_free(clean.repair);
	rules_free(clean.rules);
	frequent_free(frequent);
	profiles_clear(&profiles);
	arena_clear(&arena);
	return status;
}
