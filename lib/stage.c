/* SPDX-License-Identifier: MIT */
/* stage.c - what every stage does alike: signals, runs, counts, the summary line, the exit status
 */
#include "lib/stage.h"

#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "lib/diag.h"
#include "lib/limits.h"

/* Written by the handler alone; the one datum of this kind that C lets a handler touch. */
static volatile sig_atomic_t caught;

static void catch (int number)
{
	caught = number;
}

void
stage_start(struct stage *stage, const char *name)
{
	*stage = (struct stage){.name = name};
	snprintf(stage->program, sizeof stage->program, "winnow-%s", name);
	diag_program(stage->program);
	struct sigaction ignore = {.sa_handler = SIG_IGN};
	struct sigaction once = {.sa_handler = catch, .sa_flags = (int)SA_RESETHAND};
	sigaction(SIGPIPE, &ignore, NULL);
	sigaction(SIGINT, &once, NULL);
	sigaction(SIGTERM, &once, NULL);
}

int
stage_signal(void)
{
	return caught;
}

void
stage_count_in(struct stage *stage)
{
	stage->n_in++;
}

enum outcome_class
stage_class_of(const struct record *record)
{
	if (record->kind != RECORD_OUTCOME)
		return OUTCOME_OK;
	const struct outcome_row *row = outcome_find(record->outcome.outcome);
	return row ? row->class : OUTCOME_FAILED;
}

void
stage_count_out(struct stage *stage, const struct record *record)
{
	stage_count_class(stage, stage_class_of(record));
}

void
stage_count_class(struct stage *stage, enum outcome_class class)
{
	stage->n_out++;
	stage->by_class[class]++;
}

void
stage_count_rejected(struct stage *stage, const struct record *record)
{
	stage->n_rejected++;
	stage->by_class[stage_class_of(record)]++;
}

void
stage_run_begins(struct stage *stage, const struct record *run)
{
	stage_input_ends(stage);
	snprintf(stage->run, sizeof stage->run, "%.*s", STR_ARGS(run->run.run));
	stage->run_in = stage->n_in;
	stage->run_out = stage->n_out;
	stage->run_rejected = stage->n_rejected;
}

void
stage_run_ends(struct stage *stage, const struct record *end, struct record *own)
{
	*own = (struct record){.kind = RECORD_END};
	own->end.run = end->end.run;
	own->end.stage = str_from(diag_program_name());
	own->end.in = (int)(stage->n_in - stage->run_in);
	own->end.out = (int)(stage->n_out - stage->run_out);
	own->end.rejected = (int)(stage->n_rejected - stage->run_rejected);
	stage->run[0] = '\0';
}

void
stage_input_ends(struct stage *stage)
{
	if (!stage->run[0])
		return;
	diag_warn("run %s has no end: a stage upstream was lost", stage->run);
	stage->partial = true;
	stage->run[0] = '\0';
}

struct filter {
	struct stage *stage;
	struct arena *arena;
	struct io_out *out;
	void (*step)(void *state, struct arena *arena, struct record *record);
	void *state;
};

static void
pass(const struct filter *filter, enum lines_result result, struct record *record)
{
	struct record own;
	struct stage *stage = filter->stage;
	if (record->kind == RECORD_RUN) {
		stage_run_begins(stage, record);
	} else if (record->kind == RECORD_END) {
		stage_run_ends(stage, record, &own);
		record = &own;
	} else {
		stage_count_in(stage);
		if (result == LINES_BAD) {
			stage_count_rejected(stage, record);
		} else {
			filter->step(filter->state, filter->arena, record);
			stage_count_out(stage, record);
		}
	}
	lines_write(filter->out, record, stage->name);
}

static void
filter_file(const struct filter *filter, const char *name)
{
	struct lines_in lines;
	struct record record;
	enum lines_result result;
	if (!lines_open(&lines, name, filter->stage->name))
		diag_die("cannot read '%s': %s", name, strerror(errno));
	while (caught != SIGTERM) {
		if (!io_in_is_ready(&lines.in))
			io_out_flush(filter->out); /* who reads us need not wait for what is done */
		result = lines_next(&lines, filter->arena, &record);
		if (result == LINES_END)
			break;
		pass(filter, result, &record);
		arena_reset(filter->arena);
	}
	lines_close(&lines);
}

void
stage_filter(struct stage *stage, char *const *files, int n_files, struct io_out *out,
    void (*step)(void *state, struct arena *arena, struct record *record), void *state)
{
	struct arena arena;
	arena_init(&arena, LIMIT_RECORD_BYTES);
	struct filter filter = {stage, &arena, out, step, state};
	for (int i = 0; i < n_files; i++)
		filter_file(&filter, files[i]);
	if (n_files == 0)
		filter_file(&filter, "-");
	stage_input_ends(stage);
	arena_clear(&arena);
}

static bool
is_good(const struct stage *stage, double min_success)
{
	unsigned long long asked = 0;
	unsigned long long good =
	    stage->by_class[OUTCOME_OK] + stage->by_class[OUTCOME_NOT_MODIFIED];
	for (int class = 0; class < OUTCOME_N_CLASSES; class ++)
		if (class != OUTCOME_REDIRECTED && class != OUTCOME_DUPLICATE)
			asked += stage->by_class[class];
	if (min_success < 0)
		return asked == 0 || good > 0;
	return (double)good * 100 >= min_success * (double)asked;
}

int
stage_finish(const struct stage *stage, double min_success)
{
	struct buf line;
	assert(stage->n_in == stage->n_out + stage->n_rejected);
	buf_init(&line, 4096);
	buf_addf(&line, "%llu in = %llu out + %llu rejected", stage->n_in, stage->n_out,
	    stage->n_rejected);
	const char *separator = ": ";
	for (int class = 0; class < OUTCOME_N_CLASSES; class ++) {
		if (stage->by_class[class] == 0)
			continue;
		buf_addf(&line, "%s%llu %s", separator, stage->by_class[class],
		    outcome_class_name(class));
		separator = ", ";
	}
	diag_note("%.*s", STR_ARGS(buf_str(&line)));
	buf_clear(&line);
	if (caught)
		return 128 + caught;
	return stage->partial || !is_good(stage, min_success) ? EXIT_NOT_GOOD : EXIT_RAN;
}
