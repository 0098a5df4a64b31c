/* SPDX-License-Identifier: MIT */
/* index.h - the search index: a file of its own beside the database, DB.search */
#ifndef STORE_INDEX_H
#define STORE_INDEX_H

#include "lib/buf.h"
#include "store/db.h"

/* Brings the index of a database up to date, or makes it.  What changed since the last time is
 * taken in one transaction.  How many articles were looked at. */
int64_t index_update(struct db *db);

/*
 * Appends a line for each article that has every one of the words (divided by white space), the
 * best first: id, URL, title and a piece of the text around the first word found, divided by tabs.
 * Words are looked for in title, body and teasers.  At most `limit` lines.  How many; an index that
 * is missing ends the program with status 1, one that is behind the database gives a warning.
 */
int64_t index_search(struct db *db, struct str words, int64_t limit, struct buf *out);

#endif
