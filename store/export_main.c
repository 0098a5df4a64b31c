/* SPDX-License-Identifier: MIT */
/* export_main.c - winnow-export: the articles as files for others */
#include "lib/diag.h"
#include "lib/limits.h"
#include "lib/stage.h"
#include "store/export_folder.h"
#include "store/export_settings.h"
#include "store/snapshot.h"

/* Ends the program unless what changed since the cursor can be told. */
static int64_t
changes_since(const struct export_settings *set, const struct cursor *now)
{
	if (!set->has_since)
		return 0;
	const char *why = cursor_misfit(&set->since, now);
	if (why)
		diag_die("the cursor is %s; start again with a full export", why);
	return set->since.change;
}

static void
write_selected(
    struct db *db, struct export_settings *set, struct cursor *now, struct export_counts *counts)
{
	struct sink sink;
	db_exec(db, "BEGIN"); /* one state of the database for all that is read */
	cursor_of(db, now);
	set->request.since = changes_since(set, now);
	if (set->request.format == EXPORT_MARKDOWN) {
		export_folder(db, &set->request, set->output, counts);
		db_exec(db, "COMMIT");
	} else {
		sink_open(&sink, set->output, set->request.gzip);
		export_write(db, &set->request, &sink, counts);
		db_exec(db, "COMMIT"); /* before a slow reader gets the lines */
		sink_close(&sink);
	}
}

static void
write_cursor(const char *path, const char *cursor)
{
	struct sink sink;
	sink_open(&sink, path, false);
	sink_add(&sink, str_from(cursor));
	sink_add(&sink, STR("\n"));
	sink_close(&sink);
}

int
main(int argc, char **argv)
{
	struct stage stage;
	struct db db;
	struct arena arena;
	struct export_settings set;
	struct export_counts counts = {0};
	struct cursor now;
	char cursor[CURSOR_LEN + 1];
	stage_start(&stage, "export");
	arena_init(&arena, LIMIT_CONFIG_BYTES);
	export_settings_read(&set, &arena, argc, argv);
	db_open(&db, set.database, DB_READ);
	if (set.request.format == EXPORT_SQLITE)
		snapshot_write(&db, set.output, &now, &counts);
	else
		write_selected(&db, &set, &now, &counts);
	db_close(&db);
	cursor_print(&now, cursor);
	if (set.cursor)
		write_cursor(set.cursor, cursor);
	diag_note("%lld articles, %lld tombstones; cursor %s", (long long)counts.n_articles,
	    (long long)counts.n_tombstones, cursor);
	arena_clear(&arena);
	return EXIT_RAN;
}
