/* SPDX-License-Identifier: MIT */
/* summary.h - what a night brought: counts, one line of words, and whether it was good */
#ifndef CRAWL_SUMMARY_H
#define CRAWL_SUMMARY_H

#include <stdbool.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/compiler.h"
#include "lib/outcome.h"
#include "lib/str.h"

struct summary_outcome {
	const struct outcome_row *row;
	unsigned long long n;
};

struct summary {
	unsigned long long n_new, n_changed, n_unchanged; /* articles */
	unsigned long long by_class[OUTCOME_N_CLASSES];
	struct summary_outcome *outcomes; /* those that occurred, from the arena */
	size_t n;
};

/* Reads the object that `winnow-store --report` prints; false when it is none. */
NODISCARD bool summary_read(struct arena *arena, struct str report, struct summary *out);

/* Appends "2 new, 0 changed, 7 unchanged articles; 12 outcomes: 9 ok (...), ...". */
void summary_words(const struct summary *summary, struct buf *out);

/* Whether at least `min_success` percent of the pages are ok or not-modified; when negative, at
 * least one if there was any.  Redirections and duplicates are no pages. */
bool summary_is_good(const struct summary *summary, double min_success);

#endif
