/* SPDX-License-Identifier: MIT */
/* parts.h - what an article consists of: authors, sections, teasers, terms, removed texts */
#ifndef STORE_PARTS_H
#define STORE_PARTS_H

#include "lib/article.h"
#include "lib/buf.h"
#include "store/db.h"

#define PARTS_STATEMENTS 16

struct parts {
	struct db *db;
	struct sqlite3_stmt *statements[PARTS_STATEMENTS];
	struct buf line;
};

void parts_open(struct parts *parts, struct db *db);
void parts_close(struct parts *parts);

/* Takes the parts of an article away. */
void parts_drop(struct parts *parts, int64_t article_id);
/* Adds the parts of a record to an article that has none. */
void parts_add(
    struct parts *parts, struct arena *arena, int64_t article_id, const struct article *article);

#endif
