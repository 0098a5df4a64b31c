/* SPDX-License-Identifier: MIT */
/* item.h - what an export tells of one article: its record, or that it has to be dropped */
#ifndef STORE_ITEM_H
#define STORE_ITEM_H

#include "store/selection.h"
#include "store/stored.h"
#include "store/tombstone.h"

/* Views until the next item. */
struct item {
	struct str line; /* one JSON object without its line feed: an article, or a tombstone */
	struct str url;  /* the key: the same in every line about the article */
	struct str page_kind;
	bool is_tombstone;
	enum tombstone_cause cause;
	struct str deleted_at;
};

struct items {
	struct selected selected;
	struct stored_articles stored;
	struct buf line, url;
};

/*
 * One item after another, by URL, within the open transaction; `since` as in selected_open.
 *
 * A stored record has the URL that it was fetched from, which may differ from visit to visit (in
 * its tracking parameters).  Consumers need one key that stays, so a line has the database's URL
 * as its `url`; where that is another one, `fetched_url` follows it.  A signal to stop ends the
 * program with 128+n here.
 */
void
items_open(struct items *items, struct db *db, const struct selection *selection, int64_t since);
void items_close(struct items *items);
bool items_next(struct items *items, struct item *item);

#endif
