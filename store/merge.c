/* SPDX-License-Identifier: MIT */
/* merge.c - databases of shards folded into one */
#include "store/merge.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "lib/diag.h"
#include "lib/limits.h"
#include "lib/timestamp.h"
#include "store/check.h"
#include "store/forget.h"
#include "store/shelf.h"

static void
check_is_another(const char *into, const char *path)
{
	struct stat own, other;
	if (stat(path, &other) != 0)
		diag_die("cannot read '%s': %s", path, strerror(errno));
	if (stat(into, &own) == 0 && own.st_dev == other.st_dev && own.st_ino == other.st_ino)
		diag_die("'%s' cannot be merged into itself", path);
}

void
merge_check(const char *into, char *const *paths, int n)
{
	for (int i = 0; i < n; i++) {
		struct db shard;
		check_is_another(into, paths[i]);
		db_open(&shard, paths[i], DB_READ);
		if (!check_is_sound(&shard))
			diag_die("'%s' is not merged", paths[i]);
		db_close(&shard);
	}
}

void
merge_run(struct db *db, const char *const *statements, size_t n)
{
	for (size_t i = 0; i < n; i++)
		db_exec(db, statements[i]);
}

static const char *const make_maps[] = {
    "CREATE TEMP TABLE merge_url (shard_id INTEGER PRIMARY KEY, id INTEGER NOT NULL)",
    "CREATE TEMP TABLE merge_newer (shard_id INTEGER PRIMARY KEY)",
    "CREATE TEMP TABLE merge_run (shard_id INTEGER PRIMARY KEY, id INTEGER NOT NULL, "
    "is_known INTEGER NOT NULL)",
    "CREATE TEMP TABLE merge_person (shard_id INTEGER PRIMARY KEY, id INTEGER NOT NULL)",
    "CREATE TEMP TABLE merge_teaser (shard_id INTEGER PRIMARY KEY, id INTEGER NOT NULL)",
    "CREATE TEMP TABLE merge_term (shard_id INTEGER PRIMARY KEY, id INTEGER NOT NULL)",
    /* Articles that come from the shard: new ones, and others whose state it replaces. */
    "CREATE TEMP TABLE merge_article (shard_id INTEGER PRIMARY KEY, id INTEGER NOT NULL, "
    "is_new INTEGER NOT NULL)",
};
static const char *const drop_maps[] = {
    "DROP TABLE temp.merge_url",
    "DROP TABLE temp.merge_newer",
    "DROP TABLE temp.merge_run",
    "DROP TABLE temp.merge_person",
    "DROP TABLE temp.merge_teaser",
    "DROP TABLE temp.merge_term",
    "DROP TABLE temp.merge_article",
};
#define RUN(db, list) merge_run(db, list, sizeof(list) / sizeof *(list))

/* Calls `mend` for the first id that the query gives (?1: the last one), until it gives none. */
static void
for_each(struct db *db, const char *sql, void (*mend)(struct db *db, int64_t id, void *state),
    void *state)
{
	struct sqlite3_stmt *next = db_prepare(db, sql);
	int64_t id = 0;
	for (;;) {
		db_bind(db, next, "i", id);
		id = db_one(db, next);
		if (id == 0)
			break;
		mend(db, id, state);
	}
	db_finish(next);
}

/* What a forgotten URL still has, because one of the databases had not heard of it. */
static const char forgotten[] =
    "SELECT min(url.id) FROM url WHERE is_forgotten AND url.id > ?1 AND (EXISTS "
    "(SELECT 1 FROM article WHERE url_id = url.id AND deleted IS NOT 'forgotten') "
    "OR EXISTS (SELECT 1 FROM teaser WHERE teaser.key = url.key))";

static void
wipe(struct db *db, int64_t id, void *state)
{
	struct str *now = state;
	forget_known(db, id, *now);
}

/* A URL that leads to another one, while both have an article: its own is gone since the visit that
 * found it so, and comes back when another shard has a later one. */
static const char moved[] =
    "SELECT min(url.id) FROM url JOIN article AS own ON own.url_id = url.id "
    "JOIN article AS target ON target.url_id = alias_of "
    "WHERE alias_of IS NOT NULL AND url.id > ?1 AND own.deleted IS NULL "
    "AND target.deleted IS NULL AND " SHELF_ALIAS_AGREES;

struct sweep {
	struct shelf shelf;
	struct sqlite3_stmt *visit;
};

static void
sweep(struct db *db, int64_t id, void *state)
{
	struct sweep *sweep = state;
	db_bind(db, sweep->visit, "i", id);
	if (db_step(db, sweep->visit))
		shelf_delete(&sweep->shelf, id, 0, STR("moved"), db_text(sweep->visit, 0));
	db_bind(db, sweep->visit, "");
}

static void
mend_all(struct db *db)
{
	char text[TIMESTAMP_LEN + 1];
	struct str now = str_from(timestamp_print(timestamp_now(), text));
	struct sweep state = {.visit = db_prepare(db, "SELECT visited_at FROM url WHERE id = ?")};
	for_each(db, forgotten, wipe, &now);
	shelf_open(&state.shelf, db);
	for_each(db, moved, sweep, &state);
	shelf_close(&state.shelf);
	db_finish(state.visit);
}

/* Attached before the transaction, the shard would be part of it: locked, and with a journal of its
 * own. */
void
merge_shard(struct db *db, const char *path)
{
	struct sqlite3_stmt *attach = db_prepare(db, "ATTACH ?1 AS shard");
	RUN(db, make_maps);
	db_begin(db);
	db_run(db, attach, "t", str_from(path));
	db_finish(attach);
	merge_urls(db);
	merge_runs(db);
	merge_articles(db);
	mend_all(db);
	db_commit(db);
	RUN(db, drop_maps);
	db_exec(db, "DETACH shard");
}
