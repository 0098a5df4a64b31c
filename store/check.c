/* SPDX-License-Identifier: MIT */
/* check.c - whether a database is sound, and its accounts add up */
#include "store/check.h"

#include "lib/diag.h"

struct identity {
	const char *broken; /* said with the number that the query gives */
	const char *sql;    /* counts the violations */
};

static const struct identity identities[] = {
    {"rows point to rows that are not there", "SELECT count(*) FROM pragma_foreign_key_check"},
    {"runs do not have as many outcomes and rejects as records",
	"SELECT count(*) FROM run WHERE n_records <> "
	"(SELECT count(*) FROM outcome WHERE run_id = id) + "
	"(SELECT count(*) FROM reject WHERE run_id = id) + n_pruned"},
    {"visited URLs have no outcome", "SELECT count(*) FROM url WHERE visited_at IS NOT NULL AND "
				     "NOT EXISTS (SELECT 1 FROM outcome WHERE url_id = id)"},
    /* Old versions may have been pruned: their numbers are not given out again. */
    {"articles have more versions than they count",
	"SELECT count(*) FROM article WHERE n_versions <= "
	"(SELECT coalesce(max(n), 0) FROM version WHERE article_id = id)"},
    {"articles belong to URLs that were never visited",
	"SELECT count(*) FROM article JOIN url ON url.id = url_id WHERE visited_at IS NULL"},
    {"articles have changes that no cursor has reached",
	"SELECT count(*) FROM article WHERE change > (SELECT change FROM database) "
	"OR first_change > change"},
};

bool
check_is_sound(struct db *db)
{
	struct sqlite3_stmt *rows = db_prepare(db, "PRAGMA quick_check");
	bool sound = true;
	while (db_step(db, rows)) {
		struct str line = db_text(rows, 0);
		if (str_eq(line, STR("ok")))
			continue;
		diag_error("'%s' is damaged: %.*s", db->path, STR_ARGS(line));
		sound = false;
	}
	db_finish(rows);
	return sound;
}

bool
check_all(struct db *db)
{
	bool good = check_is_sound(db);
	for (size_t i = 0; i < sizeof identities / sizeof *identities; i++) {
		struct sqlite3_stmt *row = db_prepare(db, identities[i].sql);
		int64_t n = db_step(db, row) ? db_int(row, 0) : 0;
		db_finish(row);
		if (n > 0)
			diag_error("'%s': %lld %s", db->path, (long long)n, identities[i].broken);
		good = good && n == 0;
	}
	return good;
}
