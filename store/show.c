/* SPDX-License-Identifier: MIT */
/* show.c - one stored article for people */
#include "store/show.h"

#include <stdio.h>

#include "lib/diag.h"
#include "lib/limits.h"
#include "lib/record.h"
#include "lib/url_key.h"
#include "store/diff.h"
#include "store/markdown.h"
#include "store/stored.h"

int64_t
show_find(struct db *db, const char *name)
{
	struct arena arena;
	struct url url;
	struct str none = {NULL, 0};
	unsigned long long number;
	int64_t id = 0;
	arena_init(&arena, LIMIT_RECORD_BYTES);
	struct sqlite3_stmt *by_id = db_prepare(db, "SELECT id FROM article WHERE id = ?");
	struct sqlite3_stmt *by_key = db_prepare(db,
	    "SELECT article.id FROM url JOIN article ON url_id IN (url.id, alias_of) "
	    "WHERE key = ? ORDER BY deleted IS NOT NULL, url_id = alias_of DESC");
	if (str_to_uint(str_from(name), &number)) {
		db_bind(db, by_id, "i", (int64_t)number);
		id = db_one(db, by_id);
	} else if (url_resolve(&arena, none, str_from(name), &url) == URL_OK) {
		db_bind(db, by_key, "t", url_key(&arena, &url));
		id = db_one(db, by_key);
	}
	db_finish(by_id);
	db_finish(by_key);
	arena_clear(&arena);
	return id;
}

static struct record
read_record(struct db *db, struct arena *arena, struct str line)
{
	struct record record;
	struct str why;
	if (!record_read(arena, line, &record, &why))
		diag_die("'%s': a record in it cannot be read: %.*s", db->path, STR_ARGS(why));
	return record;
}

/* Title and body as lines: what a content_digest is over. */
static struct str
body_of(struct db *db, struct arena *arena, struct str line)
{
	struct buf body;
	struct record record = read_record(db, arena, line);
	buf_init(&body, LIMIT_RECORD_BYTES);
	buf_add_str(&body, record.article.title);
	for (size_t i = 0; i < record.article.blocks.n; i++) {
		struct buf block;
		buf_init(&block, LIMIT_RECORD_BYTES);
		markdown_write_block(&block, &record.article.blocks.items[i]);
		buf_add_char(&body, '\n');
		buf_add_str(&body, str_trim(buf_str(&block)));
		buf_clear(&block);
	}
	struct str copy = arena_copy(arena, buf_str(&body));
	buf_clear(&body);
	return copy;
}

static void
write_history(struct db *db, struct arena *arena, int64_t id, struct str record, struct buf *out)
{
	struct sqlite3_stmt *rows = db_prepare(db, "SELECT n, replaced_at, cause, record FROM "
						   "version WHERE article_id = ? ORDER BY n DESC");
	struct str newer = body_of(db, arena, record);
	db_bind(db, rows, "i", id);
	while (db_step(db, rows)) {
		buf_addf(out, "@@ version %lld until %.*s (%.*s)\n", (long long)db_int(rows, 0),
		    STR_ARGS(db_text(rows, 1)), STR_ARGS(db_text(rows, 2)));
		struct str older = body_of(db, arena, db_text(rows, 3));
		diff_write(arena, older, newer, out);
		newer = older;
	}
	db_finish(rows);
}

void
show_write(struct db *db, int64_t id, enum show_what what, struct buf *out)
{
	struct stored_articles articles;
	struct arena arena;
	char selection[64];
	arena_init(&arena, LIMIT_RECORD_BYTES);
	snprintf(selection, sizeof selection, "WHERE article.id = %lld", (long long)id);
	stored_open(&articles, db, selection);
	if (stored_next(&articles)) {
		bool is_forgotten = str_eq(articles.deleted, STR("forgotten"));
		if (articles.deleted.ptr && what != SHOW_JSON)
			buf_addf(out, "(%.*s)\n", STR_ARGS(articles.deleted));
		struct str line = arena_copy(&arena, stored_line(&articles));
		struct record record = {0};
		if (!is_forgotten)
			record = read_record(db, &arena, line);
		if (what == SHOW_JSON && !is_forgotten)
			buf_addf(out, "%.*s\n", STR_ARGS(line));
		else if (what == SHOW_REMOVED)
			markdown_write_removed(out, &record);
		else if (what == SHOW_HISTORY && !is_forgotten)
			write_history(db, &arena, id, line, out);
		else if (what == SHOW_ARTICLE && !is_forgotten)
			markdown_write(out, &record);
	}
	stored_close(&articles);
	arena_clear(&arena);
}
