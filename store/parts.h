/* SPDX-License-Identifier: MIT */
/* parts.h - what an article shares with others: authors, teasers, terms */
#ifndef STORE_PARTS_H
#define STORE_PARTS_H

#include "lib/article.h"
#include "lib/buf.h"
#include "store/db.h"
#include "store/known.h"

#define PARTS_STATEMENTS 11

struct parts {
	struct db *db;
	struct sqlite3_stmt *statements[PARTS_STATEMENTS];
	struct buf line;
	struct digest *digest; /* of teasers */
	struct known teasers;  /* met lately, as they came */
};

void parts_open(struct parts *parts, struct db *db);
void parts_close(struct parts *parts);

/* Forgets which teasers are in the database: after rows were taken back, or when another program
 * may have taken some away. */
void parts_forget(struct parts *parts);

/* Takes the parts of an article away. */
void parts_drop(struct parts *parts, int64_t article_id);
/* Adds the authors and terms of a record to an article that has none. */
void parts_add(struct parts *parts, int64_t article_id, const struct article *article);

/* Stores the teasers of a record, but for those of forgotten pages, and gives their ids in order as
 * a JSON array; absent without any.  Memory of `arena`. */
struct str parts_teasers(struct parts *parts, struct arena *arena, const struct article *article);

#endif
