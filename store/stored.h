/* SPDX-License-Identifier: MIT */
/* stored.h - one stored article after another, each as the record it is */
#ifndef STORE_STORED_H
#define STORE_STORED_H

#include "lib/buf.h"
#include "store/db.h"

struct stored_articles {
	struct db *db;
	struct sqlite3_stmt *rows, *teasers;
	struct buf line;
	/* The article at hand, views until the next one. */
	int64_t id;
	struct str record;     /* without its teasers */
	struct str deleted;    /* why it is gone, or absent */
	struct str teaser_ids; /* a JSON array, or absent */
};

/* `selection` is what follows FROM article in SQL; our own text, never a user's. */
void stored_open(struct stored_articles *articles, struct db *db, const char *selection);
void stored_close(struct stored_articles *articles);

/* The next article; false at the end. */
bool stored_next(struct stored_articles *articles);

/* The whole record of the article at hand, one line of JSON without its line feed. */
struct str stored_line(struct stored_articles *articles);

#endif
