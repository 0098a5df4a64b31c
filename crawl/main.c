/* SPDX-License-Identifier: MIT */
/* main.c - winnow-crawl: run the whole chain over a database until nothing is due, for cron */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "crawl/lock.h"
#include "crawl/morning.h"
#include "crawl/settings.h"
#include "lib/companion.h"
#include "lib/diag.h"
#include "lib/whole_file.h"

#define SUMMARY_BYTES (512u << 20) /* a kilobyte a site: half a million sites */
#define ARENA_BYTES   (1u << 30)   /* paths, and the report once as text and once read */

static int
judge(const struct night *night, const struct summary *summary)
{
	if (night->end == NIGHT_STOPPED)
		return 128 + night->signal;
	if (night->end == NIGHT_FAILED || night->ended == ENDS_FAILED)
		return EXIT_WORLD;
	bool good = summary_is_good(summary, night->plan->common.min_success) &&
		    night->losses.n == 0 && night->ended == ENDS_DONE;
	return good ? EXIT_RAN : EXIT_NOT_GOOD;
}

/* To a file, or to the standard output where it is NULL. */
static void
tell(const struct morning *morning, void (*write)(const struct morning *morning, struct buf *out),
    const char *file)
{
	struct buf text;
	buf_init(&text, SUMMARY_BYTES);
	write(morning, &text);
	if (file && !whole_file_replace(file, buf_str(&text)))
		diag_error("cannot write '%s': %s", file, strerror(errno));
	if (!file && (fwrite(text.ptr, 1, text.len, stdout) != text.len || fflush(stdout) != 0))
		diag_die("cannot write the summary");
	buf_clear(&text);
}

/* The summary, which --quiet keeps to itself when all is well, and the exit status. */
static int
conclude(const struct settings *settings, const struct night *night)
{
	struct summary summary;
	struct morning morning = {.night = night, .summary = &summary};
	if (night->end == NIGHT_FAILED && night->rounds == 0)
		return EXIT_WORLD; /* nothing was done, and the reason has been told */
	morning.report = night_report(night);
	if (!morning.report.ptr)
		return EXIT_WORLD;
	if (!summary_read(night->arena, morning.report, &summary))
		diag_die("winnow-store gave no report: '%.*s'",
		    STR_ARGS(str_slice(morning.report, 0, 80)));
	morning.status = judge(night, &summary);
	if (settings->summary)
		tell(&morning, morning_write_json, settings->summary);
	if (settings->metrics)
		tell(&morning, morning_write_metrics, settings->metrics);
	if (!settings->plan.common.quiet || morning.status != EXIT_RAN)
		tell(&morning, morning_write_words, NULL);
	return morning.status;
}

static int
crawl(struct arena *arena, const struct settings *settings)
{
	struct str why;
	struct night night = {.plan = &settings->plan,
	    .budget = &settings->budget,
	    .ends = &settings->ends,
	    .arena = arena};
	enum lock_result lock = lock_take(arena, settings->plan.db, &why);
	if (lock != LOCK_TAKEN) {
		diag_error("%.*s", STR_ARGS(why));
		return lock == LOCK_HELD ? EXIT_LOCKED : EXIT_WORLD;
	}
	night_run(&night);
	return conclude(settings, &night);
}

int
main(int argc, char **argv)
{
	struct arena arena;
	struct settings settings;
	diag_program("winnow-crawl");
	arena_init(&arena, ARENA_BYTES);
	settings_read(&settings, &arena, argc, argv);
	settings.plan.folder = companion_folder(&arena);
	int status = crawl(&arena, &settings);
	arena_clear(&arena);
	return status;
}
