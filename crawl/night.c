/* SPDX-License-Identifier: MIT */
/* night.c - rounds of due | fetch | parse | normalize | store until nothing is due */
#include "crawl/night.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "crawl/round.h"
#include "crawl/runner.h"
#include "lib/diag.h"
#include "lib/io.h"

#define LOSSES_IN_ROW     2           /* so many rounds without a whole one fail the night */
#define ROUND_BYTES       (16u << 20) /* command lines and messages */
#define REPORT_BYTES      65536u      /* a few hundred numbers */
#define COARSE_CLOCK_LATE 20000000L   /* nanoseconds: the clock of files and of time(2) */
#define TIME_OVER         90          /* seconds that what is in hand may take after the deadline */

enum step { STEP_GO_ON, STEP_NOTHING_DUE, STEP_FAILED };

/* How the rounds so far went. */
struct course {
	struct runner runner;
	char before[DIGEST_LEN + 1]; /* the last requests, when their round was whole */
	int lost_in_row;
};

static bool
make_archive_folder(const struct plan *plan)
{
	if (!plan->archive || mkdir(plan->archive, 0777) == 0 || errno == EEXIST)
		return true;
	diag_error("cannot make '%s': %s", plan->archive, strerror(errno));
	return false;
}

static bool
add_seeds(const struct plan *plan, struct arena *arena, struct runner *runner)
{
	if (!plan->seeds)
		return true;
	struct plan_command command = plan_begin(plan, arena, PLAN_STORE);
	plan_add(&command, arena, "--seeds");
	plan_add(&command, arena, plan->seeds);
	plan_add(&command, arena, plan->db);
	int fd = runner_alone(runner, arena, plan_end(&command, arena));
	if (fd < 0)
		return false;
	close(fd);
	return true;
}

/* Seconds until the budget of time is spent; 0 when there is none. */
static double
seconds_left(const struct night *night)
{
	if (night->budget.seconds <= 0)
		return 0;
	double left = night->started + night->budget.seconds - chain_clock();
	return left > 1 ? left : 1;
}

static enum step
crawl_round(struct night *night, struct arena *arena, struct course *course, struct round *round)
{
	if (strcmp(round->digest, course->before) == 0) {
		diag_error("%ld URLs are due again as if they had not been visited", round->n);
		return STEP_FAILED;
	}
	double began = chain_clock();
	night->rounds++;
	night->pages += round->n;
	bool whole = round_run(round, arena, night->rounds, seconds_left(night));
	diag_note("round %ld: %ld URLs in %.1f s", night->rounds, round->n, chain_clock() - began);
	snprintf(course->before, sizeof course->before, "%s", whole ? round->digest : "");
	course->lost_in_row = whole ? 0 : course->lost_in_row + 1;
	night->losses += !whole;
	return course->lost_in_row < LOSSES_IN_ROW ? STEP_GO_ON : STEP_FAILED;
}

static enum step
next_round(struct night *night, struct arena *arena, struct course *course)
{
	struct round round = {
	    .plan = night->plan, .runner = &course->runner, .since = night->since, .fd = -1};
	long limit = night->budget.pages > 0 ? night->budget.pages - night->pages : 0;
	enum step step = STEP_FAILED;
	if (round_ask(&round, arena, limit))
		step = round.n > 0 ? STEP_GO_ON : STEP_NOTHING_DUE;
	if (step == STEP_GO_ON && !course->runner.signal)
		step = crawl_round(night, arena, course, &round);
	round_clear(&round);
	return step;
}

static bool
is_spent(const struct night *night)
{
	const struct night_budget *budget = &night->budget;
	return (budget->rounds > 0 && night->rounds >= budget->rounds) ||
	       (budget->pages > 0 && night->pages >= budget->pages) ||
	       (budget->seconds > 0 && chain_clock() >= night->started + budget->seconds);
}

/* A signal that came between two chains ends the night as well. */
static bool
is_over(const struct night *night, struct runner *runner)
{
	if (!runner->signal)
		runner->signal = chain_signal();
	return runner->signal || is_spent(night);
}

/* What was visited in the second in which the night begins counts as visited in it, and would wait
 * for the next one: a night that follows another at once begins a second later. */
static void
wait_for_own_second(const char *db)
{
	struct stat file;
	struct timespec now, rest;
	clock_gettime(CLOCK_REALTIME, &now);
	if (stat(db, &file) != 0)
		return;
	time_t written =
	    file.st_mtim.tv_sec + (file.st_mtim.tv_nsec + COARSE_CLOCK_LATE >= 1000000000L);
	if (written != now.tv_sec && file.st_mtim.tv_sec != now.tv_sec)
		return;
	long left = 1000000000L - now.tv_nsec + COARSE_CLOCK_LATE;
	rest = (struct timespec){left / 1000000000L, left % 1000000000L};
	nanosleep(&rest, NULL);
}

enum night_end
night_run(struct night *night)
{
	static const enum night_end ends[] = {[STEP_GO_ON] = NIGHT_SPENT,
	    [STEP_NOTHING_DUE] = NIGHT_COMPLETE,
	    [STEP_FAILED] = NIGHT_FAILED};
	struct arena arena; /* of one round */
	struct course course = {.runner.db = night->plan->db};
	enum step step = STEP_GO_ON;
	arena_init(&arena, ROUND_BYTES);
	wait_for_own_second(night->plan->db);
	timestamp_print(timestamp_now(), night->since);
	night->started = chain_clock();
	if (night->budget.seconds > 0)
		course.runner.deadline = night->started + night->budget.seconds + TIME_OVER;
	chain_hold_signals();
	if (!make_archive_folder(night->plan) || !add_seeds(night->plan, &arena, &course.runner))
		step = STEP_FAILED;
	while (step == STEP_GO_ON && !is_over(night, &course.runner)) {
		step = next_round(night, &arena, &course);
		arena_reset(&arena);
	}
	arena_clear(&arena);
	night->seconds = chain_clock() - night->started;
	night->signal = course.runner.signal;
	return night->signal ? NIGHT_STOPPED : ends[step];
}

struct str
night_report(const struct night *night, struct arena *arena)
{
	struct runner runner = {.db = night->plan->db};
	struct str report = {NULL, 0};
	struct io_in in;
	struct plan_command command = plan_begin(night->plan, arena, PLAN_STORE);
	plan_add(&command, arena, "--report");
	plan_add(&command, arena, night->since);
	plan_add(&command, arena, night->plan->db);
	int fd = runner_alone(&runner, arena, plan_end(&command, arena));
	if (fd < 0)
		return report;
	io_in_fd(&in, fd, "report");
	report = arena_copy(arena, str_trim(io_in_peek(&in, REPORT_BYTES)));
	io_in_close(&in);
	return report;
}
