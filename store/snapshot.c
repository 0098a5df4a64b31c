/* SPDX-License-Identifier: MIT */
/* snapshot.c - a copy of the whole database, checked before anybody sees it */
#include "store/snapshot.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/diag.h"

/* Into a file that is empty, and a journal's that is not there: SQLite takes both over. */
static void
copy(struct db *db, const char *part)
{
	char journal[DURABLE_PATH_MAX];
	durable_path(journal, NULL, part, "-journal");
	if (unlink(journal) != 0 && errno != ENOENT) /* of a snapshot that was killed */
		diag_die("cannot remove '%s': %s", journal, strerror(errno));
	db_exec(db, "PRAGMA query_only = OFF"); /* VACUUM INTO writes, but not to this file */
	struct sqlite3_stmt *into = db_prepare(db, "VACUUM INTO ?");
	db_run(db, into, "t", str_from(part));
	db_finish(into);
	db_exec(db, "PRAGMA query_only = ON");
}

static void
check(struct db *db)
{
	struct sqlite3_stmt *rows = db_prepare(db, "PRAGMA quick_check");
	if (!db_step(db, rows) || !str_eq(db_text(rows, 0), STR("ok")))
		diag_die("'%s' is damaged: %.*s", db->path, STR_ARGS(db_text(rows, 0)));
	db_finish(rows);
}

static void
count(struct db *db, struct export_counts *counts)
{
	counts->n_articles = db_int_of(db, "SELECT count(*) FROM article WHERE deleted IS NULL");
	counts->of_kind[EXPORT_QA] = db_int_of(
	    db, "SELECT count(*) FROM article WHERE deleted IS NULL AND page_kind = 'qa'");
	counts->of_kind[EXPORT_ARTICLE] = counts->n_articles - counts->of_kind[EXPORT_QA];
}

void
snapshot_write(struct db *db, const char *path, struct cursor *now, struct export_counts *counts)
{
	struct db made;
	struct stat seen;
	char part[DURABLE_PATH_MAX];
	durable_path(part, NULL, path, ".part");
	if (stat(path, &seen) == 0 && !S_ISREG(seen.st_mode))
		diag_die("cannot write '%s': it is there, and no file", path);
	int held = durable_open_part(part); /* SQLite's own locks are of another kind */
	copy(db, part);
	db_open(&made, part, DB_READ);
	check(&made);
	cursor_of(&made, now);
	count(&made, counts);
	db_close(&made);
	durable_sync(part);
	durable_rename(part, path);
	close(held);
}
