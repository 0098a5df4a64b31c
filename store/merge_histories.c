/* SPDX-License-Identifier: MIT */
/* merge_histories.c - an article that both databases have: which state counts, and its versions */
#include "store/merge.h"

/*
 * Each database knows a row of states of the article: its versions, and the current one.  A state
 * began when the one before it was replaced, the first when the article was stored.  The states of
 * both, in the order in which they began, are its history; the current one of the database that
 * fetched (or deleted) it later comes last.  A state that says what the one before it said is the
 * same, and the version of a state ends where the next one begins.
 */
#define STATES(schema)                                                                             \
	"SELECT coalesce(lag(replaced_at) OVER (ORDER BY n), article.stored_at), n, 0, "           \
	"version.content_digest, version.record, version.cause FROM " schema ".version "           \
	"JOIN " schema ".article ON article.id = article_id WHERE article_id = ?1 "                \
	"UNION ALL SELECT coalesce((SELECT max(replaced_at) FROM " schema ".version "              \
	"WHERE article_id = ?1), stored_at), n_versions, ?2, content_digest, record, 'source' "    \
	"FROM " schema ".article WHERE id = ?1"

static const char own_states[] = "INSERT INTO temp.merge_state " STATES("main");
static const char shard_states[] = "INSERT INTO temp.merge_state " STATES("shard");

/* A forgotten article has no history.  Where times are the same each database's own count decides.
 */
#define IN_TIME "ORDER BY is_last, began, n, digest, cause"
static const char merged_versions[] =
    "INSERT INTO temp.merge_version SELECT row_number() OVER (" IN_TIME "), "
    "digest, record, ended, cause FROM (SELECT *, lead(began) OVER history AS ended, "
    "lead(digest) OVER history AS next FROM (SELECT * FROM (SELECT *, "
    "lag(digest) OVER (" IN_TIME ") AS before FROM temp.merge_state "
    "WHERE digest <> '') WHERE before IS NULL OR before <> digest OR is_last) "
    "WINDOW history AS (" IN_TIME ")) WHERE NOT is_last AND next <> digest";

static const char *const make[] = {
    "CREATE TEMP TABLE merge_state (began TEXT NOT NULL, n INTEGER NOT NULL, "
    "is_last INTEGER NOT NULL, "
    "digest TEXT NOT NULL, record TEXT NOT NULL, cause TEXT NOT NULL)",
    "CREATE TEMP TABLE merge_version (n INTEGER PRIMARY KEY, digest TEXT NOT NULL, "
    "record TEXT NOT NULL, ended TEXT NOT NULL, cause TEXT NOT NULL)",
};

/* A shard whose states we all have tells nothing new: so a second merge writes nothing. */
static const char unknown_states[] =
    "SELECT count(*) FROM (SELECT content_digest FROM shard.version WHERE article_id = ?1 "
    "UNION ALL SELECT content_digest FROM shard.article WHERE id = ?1) "
    "WHERE content_digest NOT IN (SELECT digest FROM temp.merge_state)";

/* Where both have the same versions nothing is written. */
static const char differ[] =
    "SELECT count(*) FROM (SELECT n, digest, ended FROM temp.merge_version EXCEPT "
    "SELECT row_number() OVER (ORDER BY n), content_digest, replaced_at FROM main.version "
    "WHERE article_id = ?1)";
static const char write_versions[] =
    "INSERT INTO main.version SELECT ?1, n, digest, record, ended, cause FROM temp.merge_version";
static const char count_versions[] =
    "UPDATE main.article SET (n_versions, stored_at) = (SELECT max(main.article.n_versions, "
    "s.n_versions, 1 + (SELECT coalesce(max(n), 0) FROM main.version WHERE article_id = ?1)), "
    "min(main.article.stored_at, s.stored_at) FROM shard.article AS s WHERE s.id = ?2) "
    "WHERE id = ?1";

struct pair {
	int64_t shard_id, id;
	bool shard_is_later;
};

static void
run(struct db *db, const char *sql, const char *types, int64_t first, int64_t second)
{
	struct sqlite3_stmt *statement = db_prepare(db, sql);
	db_run(db, statement, types, first, second);
	db_finish(statement);
}

static bool
any(struct db *db, const char *sql, int64_t id)
{
	struct sqlite3_stmt *statement = db_prepare(db, sql);
	db_bind(db, statement, "i", id);
	bool found = db_one(db, statement) > 0;
	db_finish(statement);
	return found;
}

static void
merge_pair(struct db *db, const struct pair *pair)
{
	db_exec(db, "DELETE FROM temp.merge_state");
	db_exec(db, "DELETE FROM temp.merge_version");
	run(db, own_states, "ii", pair->id, !pair->shard_is_later);
	if (!pair->shard_is_later && !any(db, unknown_states, pair->shard_id))
		return;
	run(db, shard_states, "ii", pair->shard_id, pair->shard_is_later);
	db_exec(db, merged_versions);
	if (any(db, differ, pair->id)) {
		run(db, "DELETE FROM main.version WHERE article_id = ?1", "i", pair->id, 0);
		run(db, write_versions, "i", pair->id, 0);
	}
	run(db, count_versions, "ii", pair->id, pair->shard_id);
	if (pair->shard_is_later)
		run(db, "INSERT INTO temp.merge_article VALUES (?1, ?2, 0)", "ii", pair->shard_id,
		    pair->id);
}

/* The moment from which a state is known, and what settles ties. */
#define STATE(t)                                                                                   \
	"(max(coalesce(" t ".fetched_at, ''), coalesce(" t ".deleted_at, '')), "                   \
	"coalesce(" t ".fetched_at, ''), " t ".content_digest, coalesce(" t                        \
	".metadata_digest, ''), coalesce(" t ".extractor, ''), "                                   \
	"coalesce(" t ".rules, ''), coalesce(" t ".deleted, ''))"

static const char next_pair[] = "SELECT s.id, m.id, " STATE("s") " > " STATE(
    "m") " FROM shard.article AS s "
	 "JOIN temp.merge_url AS url ON url.shard_id = s.url_id "
	 "JOIN main.article AS m ON m.url_id = url.id "
	 "WHERE s.id > ?1 AND s.id NOT IN (SELECT shard_id FROM temp.merge_article) "
	 "AND (" STATE("s") " <> " STATE("m") " OR "
					      "EXISTS (SELECT 1 FROM shard.version WHERE "
					      "article_id = s.id)) ORDER BY s.id LIMIT 1";

void
merge_histories(struct db *db)
{
	struct sqlite3_stmt *next = db_prepare(db, next_pair);
	struct pair pair = {0};
	merge_run(db, make, sizeof make / sizeof *make);
	for (;;) {
		db_bind(db, next, "i", pair.shard_id);
		if (!db_step(db, next))
			break;
		pair = (struct pair){db_int(next, 0), db_int(next, 1), db_int(next, 2) != 0};
		while (db_step(db, next))
			continue;
		merge_pair(db, &pair);
	}
	db_finish(next);
	db_exec(db, "DROP TABLE temp.merge_state");
	db_exec(db, "DROP TABLE temp.merge_version");
}
