/* SPDX-License-Identifier: MIT */
/* report.h - what a run tells people and monitors: progress, summary, metrics */
#ifndef FETCH_REPORT_H
#define FETCH_REPORT_H

#include <stdbool.h>

#include "fetch/host.h"
#include "fetch/tally.h"
#include "lib/stage.h"

/* Where a run stands. */
struct report {
	const struct stage *stage;
	const struct tally *tally;
	struct hosts *hosts;
	unsigned n_active;
	bool input_is_over;         /* then what is left is known */
	double seconds;             /* since the run began */
	unsigned long long n_turns; /* of its loop: each is a wake-up */
};

/* The progress line on the terminal, in place of the one before; report_no_progress takes it away
 * before other lines are printed. */
void report_progress(const struct report *report);
void report_no_progress(void);

/* At the end: outcomes, statuses and the slowest hosts, a line each. */
void report_summary(const struct report *report);

/* Prometheus' text format, for a textfile collector; the file is replaced as a whole.  A file that
 * cannot be written is a warning: the run goes on. */
void report_metrics(const struct report *report, const char *path);

#endif
