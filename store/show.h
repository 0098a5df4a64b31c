/* SPDX-License-Identifier: MIT */
/* show.h - one stored article for people */
#ifndef STORE_SHOW_H
#define STORE_SHOW_H

#include "lib/buf.h"
#include "lib/compiler.h"
#include "store/db.h"

enum show_what {
	SHOW_ARTICLE, /* Markdown */
	SHOW_JSON,    /* the record, one line */
	SHOW_REMOVED, /* at, rule and text, divided by tabs, one line each */
	SHOW_HISTORY  /* what each version changed, the newest first */
};

/* The id of the article that a text names: its id, its URL in any spelling with the same key, or a
 * URL that leads to it.  0 when there is none. */
int64_t show_find(struct db *db, const char *name);

/* Appends it.  An article that is gone says so in a first line. */
void show_write(struct db *db, int64_t id, enum show_what what, struct buf *out);

#endif
