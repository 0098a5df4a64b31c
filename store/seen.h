/* SPDX-License-Identifier: MIT */
/* seen.h - how often the stream of a run has met each URL */
#ifndef STORE_SEEN_H
#define STORE_SEEN_H

#include "store/db.h"

/* Nearly every URL comes once: a bit for each id says that it came, a temporary table has those
 * that came again. */
struct seen {
	struct db *db;
	struct sqlite3_stmt *count, *forget, *recall;
	uint64_t *bits;
	size_t n_words;
	int64_t first; /* the URL at hand, where this is the first time; 0 otherwise */
};

void seen_open(struct seen *seen, struct db *db);
void seen_close(struct seen *seen);

void seen_forget(struct seen *seen);
/* What is stored of a run counts as met. */
void seen_recall(struct seen *seen, int64_t run_id);

/* The how manieth time it is, 1 at first. */
int64_t seen_count(struct seen *seen, int64_t url_id);
/* The last one was rolled back: it did not come. */
void seen_take_back(struct seen *seen);

#endif
