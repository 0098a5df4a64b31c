/* SPDX-License-Identifier: MIT */
/* export_main.c - winnow-export: the articles as files for others */
#include "lib/diag.h"
#include "lib/limits.h"
#include "lib/stage.h"
#include "store/export_folder.h"
#include "store/export_settings.h"
#include "store/snapshot.h"
#include "store/verify.h"

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
write_cursor(const char *path, const struct cursor *cursor)
{
	struct sink sink;
	char text[CURSOR_LEN + 1];
	sink_open(&sink, path, false);
	sink_add(&sink, str_from(cursor_print(cursor, text)));
	sink_add(&sink, STR("\n"));
	sink_close(&sink);
}

static void
say(const struct export_counts *counts, const struct cursor *cursor)
{
	char text[CURSOR_LEN + 1];
	diag_note("%lld articles, %lld tombstones; cursor %s", (long long)counts->n_articles,
	    (long long)counts->n_tombstones, cursor_print(cursor, text));
}

static void
write_output(struct db *db, struct export_settings *set)
{
	struct export_counts counts = {0};
	struct cursor now;
	if (set->request.format == EXPORT_SQLITE)
		snapshot_write(db, set->output, &now, &counts);
	else
		write_selected(db, set, &now, &counts);
	if (set->cursor)
		write_cursor(set->cursor, &now);
	say(&counts, &now);
}

static int
publish(struct db *db, const struct export_settings *set, struct arena *arena)
{
	struct manifest manifest;
	publish_export(db, &set->publish, arena, &manifest);
	say(&manifest.counts, &manifest.until);
	if (manifest.reasons.n == 0)
		return EXIT_RAN;
	const struct str why = manifest.reasons.items[0];
	const char *folder = set->publish.folder;
	if (!manifest.is_held) {
		diag_warn("the guard was overruled for '%s/%.*s': %.*s", folder,
		    STR_ARGS(manifest.name), STR_ARGS(why));
		return EXIT_RAN;
	}
	diag_error("LATEST was not moved to '%s/%.*s': %.*s (its manifest has %zu such reasons)",
	    folder, STR_ARGS(manifest.name), STR_ARGS(why), manifest.reasons.n);
	return EXIT_NOT_GOOD;
}

int
main(int argc, char **argv)
{
	struct stage stage;
	struct db db;
	struct arena arena;
	struct export_settings set;
	int status = EXIT_RAN;
	stage_start(&stage, "export");
	arena_init(&arena, LIMIT_RECORD_BYTES);
	export_settings_read(&set, &arena, argc, argv);
	if (set.verify)
		return verify_folder(set.verify) ? EXIT_RAN : EXIT_NOT_GOOD;
	db_open(&db, set.database, DB_READ);
	if (set.publish.folder)
		status = publish(&db, &set, &arena);
	else
		write_output(&db, &set);
	db_close(&db);
	export_settings_clear(&set);
	arena_clear(&arena);
	return status;
}
