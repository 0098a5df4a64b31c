/* SPDX-License-Identifier: MIT */
/* arrivals.h - what a record of a URL does to the database: its outcome, the frontier, the shelf */
#ifndef STORE_ARRIVALS_H
#define STORE_ARRIVALS_H

#include "lib/record.h"
#include "lib/timestamp.h"
#include "store/canonical.h"
#include "store/frontier.h"
#include "store/seen.h"
#include "store/shelf.h"

#define ARRIVALS_STATEMENTS 2

struct arrivals {
	struct db *db;
	struct arena *arena; /* of the record at hand */
	struct sqlite3_stmt *statements[ARRIVALS_STATEMENTS];
	struct seen seen;
	struct frontier frontier;
	struct canonical canonical;
	struct shelf shelf;
	int64_t run_id; /* 0: the run is not in the database yet; set it when it is */
	bool is_fresh;  /* no outcome of the run was there before */
	struct str now; /* when the batch began */
	char now_text[TIMESTAMP_LEN + 1];
};

void arrivals_open(struct arrivals *arrivals, struct db *db, struct arena *arena);
void arrivals_close(struct arrivals *arrivals);

/* Opens the transaction of a batch, under the lock; db_commit ends it. */
void arrivals_begin_batch(struct arrivals *arrivals);

/* Of which run the next records are.  How often it has met a URL is counted from the start, or from
 * what is stored of it where it goes on. */
void arrivals_begin_run(struct arrivals *arrivals, int64_t run_id, bool goes_on);

/* A page or an outcome: its row, what it means for the frontier, and what it brought.  A record
 * that this run had already at this place does nothing.  False when it names no URL or outcome. */
NODISCARD bool arrivals_take(struct arrivals *arrivals, const struct record *record);

/* Ends the savepoint (db_guard) around a record; false when the database refused it, and all that
 * it did is taken back. */
NODISCARD bool arrivals_keep(struct arrivals *arrivals);

#endif
