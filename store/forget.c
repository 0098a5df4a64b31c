/* SPDX-License-Identifier: MIT */
/* forget.c - takedowns: what a URL brought goes, and it is never fetched again */
#include "store/forget.h"

#include "lib/limits.h"
#include "lib/timestamp.h"
#include "store/frontier.h"
#include "store/parts.h"

/* ?1 is the URL's id. */
#define ITS_TEASERS "SELECT id FROM teaser WHERE key = (SELECT key FROM url WHERE id = ?1)"
static const char *const wipes[] = {
    "DELETE FROM version WHERE article_id IN (SELECT id FROM article WHERE url_id = ?1)",
    "UPDATE article SET teasers = (SELECT json_group_array(value) FROM (SELECT value "
    "FROM json_each(article.teasers) WHERE value NOT IN (" ITS_TEASERS ") ORDER BY key)) "
    "WHERE id IN (SELECT id FROM temp.touched)",
    "DELETE FROM teaser WHERE key = (SELECT key FROM url WHERE id = ?1)",
};

static void
run(struct db *db, const char *sql, int64_t id)
{
	struct sqlite3_stmt *statement = db_prepare(db, sql);
	db_run(db, statement, "i", id);
	db_finish(statement);
}

/* Every article that shows a teaser of this one changes; each has a number of its own. */
static void
touch_teasing(struct db *db, int64_t url_id)
{
	run(db,
	    "INSERT INTO temp.touched SELECT DISTINCT article_id FROM article_teaser "
	    "WHERE teaser_id IN (" ITS_TEASERS ")",
	    url_id);
	struct sqlite3_stmt *next = db_prepare(db, "SELECT min(id) FROM temp.touched WHERE id > ?");
	struct sqlite3_stmt *touch = db_prepare(db, "UPDATE article SET change = ?2 WHERE id = ?1");
	int64_t id = 0;
	for (;;) {
		db_bind(db, next, "i", id);
		id = db_one(db, next);
		if (id == 0)
			break;
		db_run(db, touch, "ii", id, db_next_change(db));
	}
	db_finish(next);
	db_finish(touch);
}

static void
wipe_article(struct db *db, int64_t url_id, struct str now)
{
	struct parts parts;
	struct sqlite3_stmt *find = db_prepare(
	    db, "SELECT id FROM article WHERE url_id = ? AND deleted IS NOT 'forgotten'");
	struct sqlite3_stmt *wipe = db_prepare(db,
	    "UPDATE article SET title = NULL, site_name = NULL, language = NULL, "
	    "date_published = NULL, date_modified = NULL, simhash = NULL, word_count = NULL, "
	    "disclaimer = NULL, record = '{}', teasers = NULL, content_digest = '', "
	    "metadata_digest = NULL, "
	    "payload_digest = NULL, text_length = 0, n_authors = 0, n_versions = 1, "
	    "deleted = 'forgotten', deleted_at = ?2, change = ?3 WHERE id = ?1");
	db_bind(db, find, "i", url_id);
	int64_t id = db_one(db, find);
	if (id) {
		parts_open(&parts, db);
		parts_drop(&parts, id);
		parts_close(&parts);
		db_run(db, wipe, "iti", id, now, db_next_change(db));
	}
	db_finish(find);
	db_finish(wipe);
}

void
forget_known(struct db *db, int64_t url_id, struct str now)
{
	db_exec(db, "CREATE TEMP TABLE touched (id INTEGER PRIMARY KEY)");
	touch_teasing(db, url_id);
	for (size_t i = 0; i < sizeof wipes / sizeof *wipes; i++)
		run(db, wipes[i], url_id);
	db_exec(db, "DROP TABLE temp.touched");
	wipe_article(db, url_id, now);
	run(db, "UPDATE url SET is_forgotten = 1 WHERE id = ?1", url_id);
}

/* The URL's article has other URLs, and what they once said is wiped as well.  An alias leads to it
 * unless its target is no article: a start page that old pages redirect to is not forgotten. */
static void
forget_with_aliases(struct db *db, int64_t url_id, struct str now)
{
	struct sqlite3_stmt *find = db_prepare(db,
	    "WITH RECURSIVE " FRONTIER_WAY(
		"?1") " SELECT way.id FROM way JOIN article ON url_id = way.id ORDER BY n DESC");
	struct sqlite3_stmt *next = db_prepare(
	    db, "WITH RECURSIVE " FRONTIER_LED("?1") " SELECT min(id) FROM led WHERE id > ?2");
	db_bind(db, find, "i", url_id);
	int64_t target = db_one(db, find), id = 0;
	forget_known(db, url_id, now);
	for (;;) {
		db_bind(db, next, "ii", target ? target : url_id, id);
		id = db_one(db, next);
		if (id == 0)
			break;
		forget_known(db, id, now);
	}
	db_finish(find);
	db_finish(next);
}

bool
forget_url(struct db *db, const char *url)
{
	struct arena arena;
	struct frontier frontier;
	struct str none = {NULL, 0};
	arena_init(&arena, LIMIT_RECORD_BYTES);
	struct str now = timestamp_str(&arena, timestamp_now());
	frontier_open(&frontier, db);
	db_exec(db, "PRAGMA secure_delete = ON");
	db_begin(db);
	int64_t id = frontier_add(&frontier, &arena, str_from(url), 0, none, now);
	if (id)
		forget_with_aliases(db, id, now);
	db_commit(db);
	frontier_close(&frontier);
	arena_clear(&arena);
	return id != 0;
}
