/* SPDX-License-Identifier: MIT */
/* summary.h - what a night brought, read from the store's report */
#ifndef CRAWL_SUMMARY_H
#define CRAWL_SUMMARY_H

#include <stdbool.h>

#include "lib/arena.h"
#include "lib/compiler.h"
#include "lib/outcome.h"
#include "lib/str.h"

struct summary_outcome {
	const struct outcome_row *row;
	unsigned long long n;
};

struct summary_articles {
	unsigned long long n_new, n_changed, n_unchanged, n_deleted;
};

struct summary_site {
	struct str site;
	unsigned long long asked, good;
	struct summary_articles articles;
	unsigned long long nights; /* before, that it is compared with; 0: none */
	unsigned long long usual_good, usual_articles; /* medians of those */
};
struct summary_sites {
	struct summary_site *items; /* in the order of the report */
	size_t n;
};

struct summary_suspicion {
	struct str site, reason, detail;
};
struct summary_suspicions {
	struct summary_suspicion *items;
	size_t n;
};

struct summary {
	struct summary_articles articles;
	unsigned long long by_class[OUTCOME_N_CLASSES];
	struct summary_outcome *outcomes; /* those that occurred, from the arena */
	size_t n;
	struct summary_sites sites;
	struct summary_suspicions suspicions;
};

/* Reads the object that `winnow-store --report` prints; false when it is none.  Memory of `arena`.
 */
NODISCARD bool summary_read(struct arena *arena, struct str report, struct summary *out);

/* Whether nothing is suspicious and at least `min_success` percent of the pages are ok or
 * not-modified; when negative, at least one if there was any.  Redirections and duplicates are no
 * pages. */
bool summary_is_good(const struct summary *summary, double min_success);

#endif
