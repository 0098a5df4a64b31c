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
 * in UTC (new texts from the arena).  False, with what is wrong as a sentence, for a text that is
 * not UTF-8 or no such date. */
NODISCARD bool
selection_settle(struct selection *selection, struct arena *arena, const char **wrong);

/* Appends the selection's members as JSON, without braces; nothing for one that takes all. */
void selection_write(const struct selection *selection, struct buf *out);

/*
 * Whether a row of article is selected, as SQL for statements of ours: ?2 to ?7 are the
 * selection's, which selection_bind binds; ?1 is the statement's own number.
 */
#define SELECTION_IS_IN                                                                            \
	"(article.deleted IS NULL "                                                                \
	"AND (?2 IS NULL OR article.site IN (SELECT value FROM json_each(?2))) "                   \
	"AND (?3 IS NULL OR EXISTS (SELECT 1 FROM json_each(?3) WHERE lower(language) = value "    \
	"OR substr(lower(language), 1, length(value) + 1) = value || '-')) "                       \
	"AND (?4 IS NULL OR EXISTS (SELECT 1 FROM article_author "                                 \
	"JOIN person ON person.id = person_id WHERE article_id = article.id "                      \
	"AND name IN (SELECT value FROM json_each(?4)))) "                                         \
	"AND (?5 IS NULL OR substr(date_published, 1, 10) >= ?5) "                                 \
	"AND (?6 IS NULL OR substr(date_published, 1, 10) <= ?6) "                                 \
	"AND (?7 IS NULL OR changed_at >= ?7))"

/* The lists of a selection as JSON texts, for as long as its statement runs. */
struct selection_lists {
	struct buf site, language, author;
};
void selection_bind(const struct selection *selection, struct selection_lists *lists, struct db *db,
    struct sqlite3_stmt *statement, int64_t number);
void selection_unbind(struct selection_lists *lists);

/* One article that a consumer has to be told about, in the order of their URLs. */
struct selected {
	struct db *db;
	struct sqlite3_stmt *rows;
	struct selection_lists lists;
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
