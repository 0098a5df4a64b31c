/* SPDX-License-Identifier: MIT */
/* prune.c - what would grow for ever goes when it is old */
#include "store/prune.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/buf.h"
#include "lib/diag.h"
#include "lib/timestamp.h"

/* ?1 is the time before which things are old.  The accounts stay true: runs count what was taken
 * of them, before it is. */
#define OLD_OUTCOMES                                                                               \
	"outcome.stored_at < ?1 AND EXISTS (SELECT 1 FROM outcome AS later "                       \
	"WHERE later.url_id = outcome.url_id AND later.run_id > outcome.run_id)"

static const struct heap {
	const char *words; /* NULL: takes nothing away by itself */
	const char *sql;
} heaps[] = {
    {NULL, "UPDATE run SET n_pruned = n_pruned + "
	   "(SELECT count(*) FROM outcome WHERE run_id = run.id AND " OLD_OUTCOMES ") + "
	   "(SELECT count(*) FROM reject WHERE run_id = run.id AND reject.stored_at < ?1) "
	   "WHERE stored_at < ?1"},
    {"outcomes", "DELETE FROM outcome WHERE " OLD_OUTCOMES},
    {"rejects", "DELETE FROM reject WHERE stored_at < ?1"},
    {"versions", "DELETE FROM version WHERE replaced_at < ?1"},
};

static int
prune_copies(const struct db *db, int64_t before)
{
	char name[4200]; /* PATH_MAX of Linux, and the ending */
	int n = 0;
	for (int version = 1; version < DB_SCHEMA_VERSION; version++) {
		struct stat status;
		snprintf(name, sizeof name, "%s.schema-%d", db->path, version);
		if (stat(name, &status) == 0 && status.st_mtime < before && unlink(name) == 0)
			n++;
	}
	return n;
}

void
prune_old(struct db *db, double seconds)
{
	char text[TIMESTAMP_LEN + 1];
	struct buf said;
	int64_t before = timestamp_now() - (int64_t)seconds;
	struct str old = str_from(timestamp_print(before, text));
	buf_init(&said, 4096);
	db_begin(db);
	for (size_t i = 0; i < sizeof heaps / sizeof *heaps; i++) {
		struct sqlite3_stmt *statement = db_prepare(db, heaps[i].sql);
		int n = db_run(db, statement, "t", old);
		db_finish(statement);
		if (heaps[i].words)
			buf_addf(&said, "%d %s, ", n, heaps[i].words);
	}
	db_commit(db);
	diag_note("pruned what was stored before %s: %.*s%d migration copies", text,
	    STR_ARGS(buf_str(&said)), prune_copies(db, before));
	buf_clear(&said);
}
