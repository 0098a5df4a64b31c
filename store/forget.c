/* SPDX-License-Identifier: MIT */
/* forget.c - takedowns: what a URL brought goes, and it is never fetched again */
#include "store/forget.h"

#include "lib/limits.h"
#include "lib/timestamp.h"
#include "store/frontier.h"
#include "store/parts.h"

/* ?1 is the URL's id. */
static const char *const wipes[] = {
    "DELETE FROM version WHERE article_id IN (SELECT id FROM article WHERE url_id = ?1)",
    "DELETE FROM article_teaser WHERE teaser_id IN "
    "(SELECT id FROM teaser WHERE key = (SELECT key FROM url WHERE id = ?1))",
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
	struct sqlite3_stmt *next =
	    db_prepare(db, "SELECT min(article.id) FROM article JOIN article_teaser "
			   "ON article_id = article.id JOIN teaser ON teaser.id = teaser_id "
			   "WHERE key = (SELECT key FROM url WHERE id = ?1) AND article.id > ?2");
	struct sqlite3_stmt *touch = db_prepare(db, "UPDATE article SET change = ?2 WHERE id = ?1");
	int64_t id = 0;
	for (;;) {
		db_bind(db, next, "ii", url_id, id);
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
	    "disclaimer = NULL, record = '{}', content_digest = '', metadata_digest = NULL, "
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
	touch_teasing(db, url_id);
	for (size_t i = 0; i < sizeof wipes / sizeof *wipes; i++)
		run(db, wipes[i], url_id);
	wipe_article(db, url_id, now);
	run(db, "UPDATE url SET is_forgotten = 1 WHERE id = ?1", url_id);
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
		forget_known(db, id, now);
	db_commit(db);
	frontier_close(&frontier);
	arena_clear(&arena);
	return id != 0;
}
