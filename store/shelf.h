/* SPDX-License-Identifier: MIT */
/* shelf.h - articles in the database: their current state, their parts, their versions */
#ifndef STORE_SHELF_H
#define STORE_SHELF_H

#include "lib/record.h"
#include "store/db.h"

#define SHELF_STATEMENTS 20

struct shelf {
	struct db *db;
	struct sqlite3_stmt *statements[SHELF_STATEMENTS];
};

void shelf_open(struct shelf *shelf, struct db *db);
void shelf_close(struct shelf *shelf);

/*
 * Stores an article record as the current state of its URL.  True when that changed something: it
 * is new, its content_digest differs (what was there becomes a version), or it was made by other
 * programs or rules (it is replaced without a version: the source did not change).  A record
 * without content_digest has its blocks digested here.
 */
bool shelf_put(struct shelf *shelf, struct arena *arena, int64_t url_id,
    const struct record *record, struct str now);

/* Whether a page kind is an article that is kept: article or qa. */
bool shelf_keeps(struct str page_kind);

#endif
