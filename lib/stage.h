/* SPDX-License-Identifier: MIT */
/* stage.h - what every stage does alike: signals, runs, counts, the summary line, the exit status
 */
#ifndef LIB_STAGE_H
#define LIB_STAGE_H

#include <stdbool.h>

#include "lib/io.h"
#include "lib/lines.h"
#include "lib/outcome.h"
#include "lib/record.h"

/*
 * One run of one stage.  The law of conservation is kept here: what is read (or, in fetch,
 * followed) is counted once by stage_count_in; what becomes of it is counted once, by
 * stage_count_out or, for a line or archive record that could not be read and is passed on as a
 * bad-record outcome, by stage_count_rejected.  stage_finish asserts in = out + rejected.
 */
struct stage {
	const char *name; /* "fetch": the word in records */
	char program[32]; /* "winnow-fetch": the word in messages */
	unsigned long long n_in, n_out, n_rejected;
	unsigned long long by_class[OUTCOME_N_CLASSES]; /* of what went out or was rejected */
	char run[64]; /* the open run's id; "" when none is open */
	unsigned long long run_in, run_out, run_rejected; /* counts when the open run began */
	bool partial; /* a run ended without its end record: a stage upstream was lost */
};

/* First thing in main: names the program, ignores SIGPIPE, catches SIGINT and SIGTERM once each:
 * the same signal again ends the program at once, while the other is another wish to stop (on
 * Ctrl-C winnow-crawl sends its own behind the terminal's). */
void stage_start(struct stage *stage, const char *name);

/* The class of a record of a URL: articles and links are ok. */
enum outcome_class stage_class_of(const struct record *record);

/* The last signal that asked to stop, or 0. */
int stage_signal(void);

/* Counts. A record of a URL is an article, links or outcome record; run and end are not counted. */
void stage_count_in(struct stage *stage);
void stage_count_out(struct stage *stage, const struct record *record);
void stage_count_class(struct stage *stage, enum outcome_class class); /* the same, by class */
void stage_count_rejected(struct stage *stage, const struct record *record);

/* A run record came in: the run before it, if still open, was cut short (`partial`). */
void stage_run_begins(struct stage *stage, const struct record *run);
/* An end record came in: fills `own` with this stage's own counts for the run and closes it. */
void stage_run_ends(struct stage *stage, const struct record *end, struct record *own);
/* The input is over: an open run was cut short (`partial`, and a warning). */
void stage_input_ends(struct stage *stage);

/*
 * The loop of a filter over JSON Lines: reads every file (or the standard input when n_files is 0),
 * passes run and end records on with this stage's counts, makes bad lines outcomes, hands each
 * other record to `step` (which changes it in place; all memory from the arena), and writes it.
 * A file that cannot be opened ends the program with status 1.  Stops early on SIGTERM; SIGINT
 * reaches the whole pipe, so the input is drained.
 */
void stage_filter(struct stage *stage, char *const *files, int n_files, struct io_out *out,
    void (*step)(void *state, struct arena *arena, struct record *record), void *state);

/* Prints the one summary line (unless quiet) and gives the exit status: 128+n after a signal,
 * EXIT_NOT_GOOD when partial or when fewer than `min_success` percent of the pages are ok or
 * not-modified (negative: when pages came but none is), else 0. */
int stage_finish(const struct stage *stage, double min_success);

#endif
