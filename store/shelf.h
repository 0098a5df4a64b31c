/* SPDX-License-Identifier: MIT */
/* shelf.h - articles in the database: their current state, their versions, their end */
#ifndef STORE_SHELF_H
#define STORE_SHELF_H

#include "lib/buf.h"
#include "lib/record.h"
#include "store/db.h"
#include "store/parts.h"

#define SHELF_STATEMENTS 9

struct shelf {
	struct db *db;
	struct sqlite3_stmt *statements[SHELF_STATEMENTS];
	struct parts parts;
	struct buf line;
};

void shelf_open(struct shelf *shelf, struct db *db);
void shelf_close(struct shelf *shelf);

/* What a visit did to the article of its URL. */
enum shelf_effect {
	SHELF_NONE,   /* there is none */
	SHELF_SAME,   /* it says what it said */
	SHELF_REREAD, /* only our programs or rules read it otherwise */
	SHELF_CHANGED,
	SHELF_NEW, /* or there again after it was gone */
	SHELF_DELETED
};
const char *shelf_effect_name(enum shelf_effect effect); /* as in `outcome`; NULL for NONE */

/* An article record, the URL it belongs to, and the page it was read from. */
struct shelf_item {
	const struct record *record;
	int64_t url_id, source_id;
	struct str now;
};

/*
 * Stores the record as the current state of its URL, unless what is there was fetched later.  When
 * its content_digest differs, what was there becomes a version; its cause says whether the page
 * changed, or only our programs and rules.  When other members differ it is replaced without a
 * version.  A record without content_digest has its title and blocks digested here.
 */
enum shelf_effect
shelf_put(struct shelf *shelf, struct arena *arena, const struct shelf_item *item);

/* Marks the article of a URL as gone, if it has one that was read from `source_id` (0: from any).
 * Its content stays; exports get a tombstone.  False when it has none. */
bool shelf_delete(
    struct shelf *shelf, int64_t url_id, int64_t source_id, struct str cause, struct str now);

/* Whether a URL has an article that is not gone. */
bool shelf_has(struct shelf *shelf, int64_t url_id);

/* SQL: whether the article `own` of an alias in `url` is the article `target`.  A redirection says
 * so for certain; a canonical URL only when title or content agree. */
#define SHELF_ALIAS_AGREES                                                                         \
	"(url.outcome IS 'redirected' OR own.title IS target.title "                               \
	"OR own.content_digest = target.content_digest)"

/* When the URL has an article, those of its aliases are gone: moved here. */
void shelf_sweep(struct shelf *shelf, int64_t url_id, struct str now);

/* Whether a page kind is an article that is kept: article or qa. */
bool shelf_keeps(struct str page_kind);

#endif
