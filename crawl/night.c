/* SPDX-License-Identifier: MIT */
/* night.c - rounds of due | fetch | parse | normalize | store until nothing is due */
#include "crawl/night.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "crawl/archive.h"
#include "crawl/deferral.h"
#include "crawl/round.h"
#include "crawl/runner.h"
#include "crawl/space.h"
#include "crawl/start_pages.h"
#include "lib/diag.h"
#include "lib/io.h"

#define ROUND_BYTES       (128u << 20) /* command lines, messages, profiles */
#define REPORT_BYTES      (256u << 20) /* half a kilobyte a site */
#define COARSE_CLOCK_LATE 20000000L    /* nanoseconds: the clock of files and of time(2) */
#define TIME_OVER         90 /* seconds that what is in hand may take after the deadline */

enum step { STEP_GO_ON, STEP_NOTHING_DUE, STEP_FAILED };

/* What the rounds share. */
struct rounds {
	struct night *night;
	struct arena arena; /* of one round */
	struct runner runner;
	char before[DIGEST_LEN + 1]; /* the last requests, when their round was whole */
};

/* Seconds until the budget of time is spent; 0 when there is none. */
static double
seconds_left(const struct night *night)
{
	if (night->budget->seconds <= 0)
		return 0;
	double left = night->started + night->budget->seconds - chain_clock();
	return left > 1 ? left : 1;
}

static double
bytes_left(const struct night *night)
{
	if (night->budget->bytes <= 0)
		return 0;
	double left = (double)night->budget->bytes - night->bytes;
	return left > 1 ? left : 1;
}

/* The smaller of what the budget of pages and the course allow; 0: no limit. */
static long
pages_left(const struct night *night)
{
	long budget = night->budget->pages > 0 ? night->budget->pages - night->pages : 0;
	long course = night->course.limit;
	return budget > 0 && (course == 0 || budget < course) ? budget : course;
}

/* A round was lost: its words are kept, and the course says what follows. */
static enum step
after_loss(struct rounds *rounds, struct round *round)
{
	struct night *night = rounds->night;
	struct str loss = rounds->runner.loss;
	*ARENA_PUSH(night->arena, &night->losses) =
	    arena_printf(night->arena, "round %ld: %.*s", round->number, STR_ARGS(loss));
	switch (course_after(&night->course, round->n, false, rounds->runner.killed)) {
	case COURSE_GO_ON:
		return STEP_GO_ON;
	case COURSE_PUT_OFF:
		diag_warn("a URL is put off, since a program was lost whenever it came");
		return deferral_store(night->plan, &rounds->arena, &rounds->runner, round->fd,
			   night->since, arena_copy(&rounds->arena, loss))
			   ? STEP_GO_ON
			   : STEP_FAILED;
	case COURSE_FAIL:
		break;
	}
	return STEP_FAILED;
}

static enum step
crawl_round(struct rounds *rounds, struct round *round)
{
	struct night *night = rounds->night;
	if (strcmp(round->digest, rounds->before) == 0) {
		diag_error("%ld URLs are due again as if they had not been visited", round->n);
		return STEP_FAILED;
	}
	double began = chain_clock();
	night->rounds++;
	night->pages += round->n;
	bool whole = round_run(round, &rounds->arena, seconds_left(night), bytes_left(night));
	night->bytes += round->bytes;
	diag_note("round %ld: %ld URLs in %.1f s", round->number, round->n, chain_clock() - began);
	snprintf(rounds->before, sizeof rounds->before, "%s", whole ? round->digest : "");
	if (!whole)
		return after_loss(rounds, round);
	course_after(&night->course, round->n, true, false);
	return STEP_GO_ON;
}

static enum step
next_round(struct rounds *rounds)
{
	struct night *night = rounds->night;
	struct round round = {.plan = night->plan,
	    .runner = &rounds->runner,
	    .since = night->since,
	    .number = night->rounds + 1,
	    .fd = -1};
	enum step step = STEP_FAILED;
	if (space_is_enough(night->plan, &rounds->arena, night->budget->free) &&
	    round_ask(&round, &rounds->arena, pages_left(night)))
		step = round.n > 0 ? STEP_GO_ON : STEP_NOTHING_DUE;
	if (step == STEP_GO_ON && !rounds->runner.signal)
		step = crawl_round(rounds, &round);
	round_clear(&round);
	arena_reset(&rounds->arena);
	return step;
}

static bool
is_spent(const struct night *night)
{
	const struct night_budget *budget = night->budget;
	return (budget->rounds > 0 && night->rounds >= budget->rounds) ||
	       (budget->pages > 0 && night->pages >= budget->pages) ||
	       (budget->bytes > 0 && night->bytes >= (double)budget->bytes) ||
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

static enum night_end
run_rounds(struct rounds *rounds)
{
	static const enum night_end ends[] = {[STEP_GO_ON] = NIGHT_SPENT,
	    [STEP_NOTHING_DUE] = NIGHT_COMPLETE,
	    [STEP_FAILED] = NIGHT_FAILED};
	const struct plan *plan = rounds->night->plan;
	enum step step = STEP_GO_ON;
	if (!space_is_enough(plan, &rounds->arena, rounds->night->budget->free) ||
	    (plan->archive && !archive_make(plan->archive)) ||
	    !start_pages_add(plan, &rounds->arena, &rounds->runner))
		step = STEP_FAILED;
	while (step == STEP_GO_ON && !is_over(rounds->night, &rounds->runner))
		step = next_round(rounds);
	return rounds->runner.signal ? NIGHT_STOPPED : ends[step];
}

void
night_run(struct night *night)
{
	struct rounds rounds = {.night = night, .runner.db = night->plan->db};
	arena_init(&rounds.arena, ROUND_BYTES);
	wait_for_own_second(night->plan->db);
	timestamp_print(timestamp_now(), night->since);
	night->started = chain_clock();
	if (night->budget->seconds > 0)
		rounds.runner.deadline = night->started + night->budget->seconds + TIME_OVER;
	chain_hold_signals();
	night->end = run_rounds(&rounds);
	night->seconds = chain_clock() - night->started;
	rounds.runner.deadline = 0;
	if (night->end == NIGHT_COMPLETE || night->end == NIGHT_SPENT)
		night->ended = ends_run(night->ends, night->plan, &rounds.arena, &rounds.runner);
	if (rounds.runner.signal)
		night->end = NIGHT_STOPPED;
	night->signal = rounds.runner.signal;
	arena_clear(&rounds.arena);
}

struct str
night_report(const struct night *night)
{
	struct runner runner = {.db = night->plan->db};
	struct arena *arena = night->arena;
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
