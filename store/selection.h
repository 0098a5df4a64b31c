/* SPDX-License-Identifier: MIT */
/* selection.h - which articles an export takes, and those that have left since a cursor */
#ifndef STORE_SELECTION_H
#define STORE_SELECTION_H

#include "lib/buf.h"
#include "lib/options.h"
#include "store/db.h"

/* What the command line asks for; all of it must hold, of a list any one.  Absent: no matter. */
struct selection {
	struct option_texts sites;                 /* registrable domains */
	struct option_texts languages;             /* BCP 47 ranges: zh takes zh-Hans, too */
	struct option_texts authors;               /* names, as stored */
	const char *published_from, *published_to; /* YYYY-MM-DD, both included */
	const char *changed_since;                 /* RFC 3339 */
};

/* Whether anything is asked for: without, all articles are taken. */
bool selection_is_any(const struct selection *selection);

/* Brings the selection into its one form: lists sorted, sites and languages in small letters, times
 * in UTC (new texts from the arena).  False, with the option's name in *wrong, for a
 * text that is not UTF-8 or no such date. */
NODISCARD bool
selection_settle(struct selection *selection, struct arena *arena, const char **wrong);

/* Appends the selection's members as JSON, without braces; nothing for one that takes all. */
void selection_write(const struct selection *selection, struct buf *out);

/* One article that a consumer has to be told about, in the order of their URLs. */
struct selected {
	struct db *db;
	struct sqlite3_stmt *rows;
	struct buf lists[3];
	/* The article at hand, views until the next one. */
	int64_t id;
	struct str url; /* of the database: the same for all versions */
	struct str page_kind;
	bool is_in;                     /* else the consumer may have it, and has to drop it */
	struct str deleted, deleted_at; /* absent when it is there, but left the selection */
};

/*
 * Every selected article that changed after `since`, and every one that changed, is selected no
 * more, and was there before `since` or at it.  0 takes all, and tells of no article that is gone.
 */
void selected_open(
    struct selected *selected, struct db *db, const struct selection *selection, int64_t since);
void selected_close(struct selected *selected);
bool selected_next(struct selected *selected);

#endif
