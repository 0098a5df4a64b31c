/* SPDX-License-Identifier: MIT */
/* records.c - stored articles back as records, and the lines that their sites repeat */
#include "store/records.h"

#include "lib/diag.h"
#include "lib/learned.h"
#include "lib/limits.h"
#include "store/stored.h"

int64_t
records_write(struct db *db, struct io_out *out)
{
	struct stored_articles articles;
	int64_t n = 0;
	stored_open(&articles, db, "WHERE deleted IS NULL ORDER BY article.id");
	for (; stored_next(&articles); n++) {
		io_out_add(out, stored_line(&articles));
		io_out_add(out, STR("\n"));
		io_out_commit(out);
	}
	stored_close(&articles);
	return n;
}

/* ---- lines: counted in a temporary table, which SQLite spills to disk ---- */

struct counter {
	struct db *db;
	struct sqlite3_stmt *count, *page;
	struct str site;
};

static void
take(void *state, enum learned_kind kind, struct str text)
{
	struct counter *counter = state;
	db_run(counter->db, counter->count, "tit", counter->site, (int64_t)kind, text);
}

static void
count_all(struct counter *counter, struct db *db)
{
	struct stored_articles articles;
	struct arena arena;
	struct record record;
	struct str why;
	arena_init(&arena, LIMIT_RECORD_BYTES);
	stored_open(&articles, db, "WHERE deleted IS NULL ORDER BY article.id");
	while (stored_next(&articles)) {
		arena_reset(&arena);
		if (!record_read(&arena, articles.record, &record, &why))
			diag_die("'%s': article %lld cannot be read: %.*s", db->path,
			    (long long)articles.id, STR_ARGS(why));
		counter->site = learned_site(&arena, &record);
		db_run(db, counter->page, "t", counter->site);
		learned_each(&arena, &record, take, counter);
	}
	stored_close(&articles);
	arena_clear(&arena);
}

static int64_t
write_counts(struct db *db, struct io_out *out)
{
	struct buf line;
	int64_t n = 0;
	struct sqlite3_stmt *rows =
	    db_prepare(db, "SELECT site, pages, count, kind, text FROM temp.line "
			   "JOIN temp.page USING (site) WHERE count > 1 ORDER BY site, kind, text");
	buf_init(&line, LIMIT_LINE_BYTES);
	for (; db_step(db, rows); n++) {
		struct learned_row row = {.site = db_text(rows, 0),
		    .pages = (unsigned long long)db_int(rows, 1),
		    .count = (unsigned long long)db_int(rows, 2),
		    .kind = (enum learned_kind)db_int(rows, 3),
		    .text = db_text(rows, 4)};
		buf_reset(&line);
		learned_write(&line, &row);
		io_out_add(out, buf_str(&line));
		io_out_commit(out);
	}
	buf_clear(&line);
	db_finish(rows);
	return n;
}

int64_t
records_write_lines(struct db *db, struct io_out *out)
{
	struct counter counter = {.db = db};
	db_exec(db, "PRAGMA query_only = OFF"); /* of tables that nobody else sees */
	db_exec(db, "CREATE TEMP TABLE page (site TEXT PRIMARY KEY, pages INTEGER) WITHOUT ROWID;"
		    "CREATE TEMP TABLE line (site TEXT, kind INTEGER, text TEXT, count INTEGER, "
		    "PRIMARY KEY (site, kind, text)) WITHOUT ROWID");
	counter.page = db_prepare(db, "INSERT INTO temp.page VALUES (?1, 1) "
				      "ON CONFLICT DO UPDATE SET pages = pages + 1");
	counter.count = db_prepare(db, "INSERT INTO temp.line VALUES (?1, ?2, ?3, 1) "
				       "ON CONFLICT DO UPDATE SET count = count + 1");
	count_all(&counter, db);
	db_finish(counter.page);
	db_finish(counter.count);
	return write_counts(db, out);
}
