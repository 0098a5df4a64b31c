/* SPDX-License-Identifier: MIT */
/* ends.h - what is done at the end of a night: old things dropped, exports, a snapshot, the report
 */
#ifndef CRAWL_ENDS_H
#define CRAWL_ENDS_H

#include "crawl/plan.h"
#include "crawl/runner.h"

/* What is asked for; NULL or negative: not. */
struct ends {
	double archive_keep, prune; /* ages in seconds */
	const char *publish;        /* folder for winnow-export --publish */
	const char *snapshot;       /* file for winnow-export --format sqlite */
	const char *report;         /* file for winnow-report */
};

enum ends_result {
	ENDS_DONE,
	ENDS_HELD,  /* the export's guard held it back: LATEST stays */
	ENDS_FAILED /* one of them could not be done, and the message is out; the others were */
};

enum ends_result ends_run(
    const struct ends *ends, const struct plan *plan, struct arena *arena, struct runner *runner);

#endif
