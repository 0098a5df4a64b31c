/* SPDX-License-Identifier: MIT */
/* stored.c - one stored article after another, each as the record it is */
#include "store/stored.h"

#include "lib/limits.h"

#define SELECT "SELECT article.id, record, deleted, teasers FROM article "

void
stored_open(struct stored_articles *articles, struct db *db, const char *selection)
{
	struct buf sql;
	*articles = (struct stored_articles){.db = db};
	buf_init(&sql, 4096);
	buf_addf(&sql, SELECT "%s", selection);
	articles->rows = db_prepare(db, sql.ptr);
	articles->teasers = db_prepare(db, "SELECT teaser.record FROM json_each(?) AS list "
					   "CROSS JOIN teaser ON teaser.id = list.value");
	buf_clear(&sql);
	buf_init(&articles->line, LIMIT_RECORD_BYTES);
}

void
stored_close(struct stored_articles *articles)
{
	db_finish(articles->rows);
	db_finish(articles->teasers);
	buf_clear(&articles->line);
}

bool
stored_next(struct stored_articles *articles)
{
	struct sqlite3_stmt *row = articles->rows;
	if (!db_step(articles->db, row))
		return false;
	articles->id = db_int(row, 0);
	articles->record = db_text(row, 1);
	articles->deleted = db_text(row, 2);
	articles->teaser_ids = db_text(row, 3);
	return true;
}

struct str
stored_line(struct stored_articles *articles)
{
	struct buf *line = &articles->line;
	bool any = false;
	buf_reset(line);
	buf_add_str(line, str_slice(articles->record, 0, articles->record.len - 1));
	db_bind(articles->db, articles->teasers, "t",
	    articles->teaser_ids.ptr ? articles->teaser_ids : STR("[]"));
	for (; db_step(articles->db, articles->teasers); any = true) {
		buf_add_text(line, any ? "," : ",\"related\":[");
		buf_add_str(line, db_text(articles->teasers, 0));
	}
	buf_add_text(line, any ? "]}" : "}");
	return buf_str(line);
}
