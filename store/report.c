/* SPDX-License-Identifier: MIT */
/* report.c - what was stored since a time, as one line of JSON */
#include "store/report.h"

#include "lib/json.h"

static int64_t
count(struct db *db, const char *sql, struct str since)
{
	struct sqlite3_stmt *statement = db_prepare(db, sql);
	db_bind(db, statement, "t", since);
	int64_t n = db_step(db, statement) ? db_int(statement, 0) : 0;
	db_finish(statement);
	return n;
}

static void
write_articles(struct db *db, struct str since, struct buf *out)
{
	buf_addf(out, "\"articles\":{\"new\":%lld,\"changed\":%lld,\"unchanged\":%lld}",
	    (long long)count(db, "SELECT count(*) FROM article WHERE stored_at >= ?1", since),
	    (long long)count(db,
		"SELECT count(DISTINCT article_id) FROM version JOIN article ON id = article_id "
		"WHERE replaced_at >= ?1 AND stored_at < ?1",
		since),
	    (long long)count(db,
		"SELECT count(*) FROM article JOIN url ON url.id = url_id "
		"WHERE visited_at >= ?1 AND class IN ('ok', 'not-modified') AND stored_at < ?1 "
		"AND NOT EXISTS (SELECT 1 FROM version "
		"WHERE article_id = article.id AND replaced_at >= ?1)",
		since));
}

static void
write_outcomes(struct db *db, struct str since, struct buf *out)
{
	struct sqlite3_stmt *rows =
	    db_prepare(db, "SELECT class, outcome, count(*) FROM outcome "
			   "WHERE stored_at >= ?1 GROUP BY 1, 2 ORDER BY 1, 2");
	struct buf class;
	buf_init(&class, 64);
	buf_add_text(out, ",\"outcomes\":{");
	db_bind(db, rows, "t", since);
	while (db_step(db, rows)) {
		struct str name = db_text(rows, 0);
		if (!str_eq(buf_str(&class), name)) {
			buf_add_text(out, class.len > 0 ? "}," : "");
			json_write_string(out, name);
			buf_add_text(out, ":{");
			buf_reset(&class);
			buf_add_str(&class, name);
		} else {
			buf_add_char(out, ',');
		}
		json_write_string(out, db_text(rows, 1));
		buf_addf(out, ":%lld", (long long)db_int(rows, 2));
	}
	buf_add_text(out, class.len > 0 ? "}}" : "}");
	buf_clear(&class);
	db_finish(rows);
}

static void
write_runs(struct db *db, struct str since, struct buf *out)
{
	buf_addf(out, ",\"runs\":{\"ok\":%lld,\"partial\":%lld}",
	    (long long)count(
		db, "SELECT count(*) FROM run WHERE stored_at >= ?1 AND state = 'ok'", since),
	    (long long)count(
		db, "SELECT count(*) FROM run WHERE stored_at >= ?1 AND state = 'partial'", since));
}

void
report_write(struct db *db, struct str since, struct buf *out)
{
	buf_add_text(out, "{\"since\":");
	json_write_string(out, since);
	buf_add_char(out, ',');
	write_articles(db, since, out);
	write_outcomes(db, since, out);
	write_runs(db, since, out);
	buf_add_text(out, "}\n");
}
