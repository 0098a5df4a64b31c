/* SPDX-License-Identifier: MIT */
/* worker.h - one process that parses pages, so that a page that breaks the parser breaks only it */
#ifndef PARSE_WORKER_H
#define PARSE_WORKER_H

#include <stdbool.h>
#include <sys/types.h>

#include "lib/buf.h"
#include "lib/compiler.h"
#include "lib/outcome.h"
#include "parse/document.h"

struct worker {
	pid_t pid;
	int fd; /* both ways; -1 when there is no process */
};

/* A finished page: its record as one line, and the class it counts for. */
struct worker_result {
	struct buf line;
	enum outcome_class class;
};

struct overrules; /* parse/overrule.h */

/*
 * Starts the process.  It reads documents and answers each with one record, until its end of the
 * socket is closed; it closes the n_others descriptors, which belong to other workers.  `overrules`
 * (or NULL) is what site profiles say.  A page that needs more than LIMIT_PARSE_BYTES ends it.
 */
void worker_start(
    struct worker *worker, const struct overrules *overrules, const int *others, int n_others);

/* Hands a document over, with the visit of `record`.  False when the process is gone. */
NODISCARD bool
worker_send(struct worker *worker, const struct document *document, const struct record *record);

/* Takes the answer, waiting for it.  False when the process is gone. */
NODISCARD bool worker_receive(struct worker *worker, struct worker_result *result);

/* Ends the process at once if it still runs.  Why it ended, as the name of an outcome: parse-memory
 * or parse-crash, with the details in `detail`. */
const char *worker_stop(struct worker *worker, struct buf *detail);

#endif
