/* SPDX-License-Identifier: MIT */
/* db.c - the database file: opening, refusing what is not ours, statements, transactions */
#include "store/db.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "lib/diag.h"
#include "store/migrate.h"
#include "store/schema.h"

#define APPLICATION_ID 0x77696e6f /* "wino", as in schema.sql */
#define LOCK_SECONDS   10
#define LOCK_STEP_MS   50

#define WRITER_CACHE "PRAGMA cache_size = -16384" /* KiB: the pages of a batch */

/* What a statement of ours can need at most; a damaged or hostile file gets no more. */
static const struct limit {
	int id, most;
} limits[] = {
    {SQLITE_LIMIT_LENGTH, 192 << 20}, /* a line of 64 MiB, escaped anew */
    {SQLITE_LIMIT_SQL_LENGTH, 1 << 20},
    {SQLITE_LIMIT_EXPR_DEPTH, 100},
    {SQLITE_LIMIT_COMPOUND_SELECT, 10},
    {SQLITE_LIMIT_ATTACHED, 1},
    {SQLITE_LIMIT_TRIGGER_DEPTH, 10},
};

NORETURN static void
fail(const struct db *db, const char *doing)
{
	diag_die("cannot %s '%s': %s", doing, db->path, sqlite3_errmsg(db->handle));
}

/* Before the first connection; later it does nothing.  We have one thread, and ask nobody how much
 * memory is used. */
static void
set_up_library(void)
{
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static void
harden(struct db *db)
{
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
	sqlite3_busy_timeout(db->handle, LOCK_SECONDS * 1000);
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
		sqlite3_limit(db->handle, limits[i].id, limits[i].most);
	db_exec(db, "PRAGMA cell_size_check = ON");
	db_exec(db, "PRAGMA synchronous = FULL");
}

static bool
is_empty(struct db *db)
{
	return db_int_of(db, "SELECT count(*) FROM sqlite_schema") == 0;
}

/* Ours, and of a schema that we know; a new file gets the schema. */
static void
check_schema(struct db *db, enum db_mode mode)
{
	if (mode == DB_CREATE && is_empty(db)) {
		db_begin(db);
		if (is_empty(db)) /* nobody was quicker */
			db_exec(db, schema_sql);
		db_commit(db);
	}
	if (db_int_of(db, "PRAGMA application_id") != APPLICATION_ID)
		diag_die("'%s' is not a database of winnow", db->path);
	int64_t version = db_int_of(db, "PRAGMA user_version");
	if (version > DB_SCHEMA_VERSION)
		diag_die("'%s' has schema %lld; this version knows %d", db->path,
		    (long long)version, DB_SCHEMA_VERSION);
	if (version < DB_SCHEMA_VERSION && mode == DB_READ)
		diag_die("'%s' has schema %lld; winnow-store makes it schema %d", db->path,
		    (long long)version, DB_SCHEMA_VERSION);
	if (version < DB_SCHEMA_VERSION)
		migrate_run(db, version);
}

/* A reader, too, opens for writing where it may: SQLite rolls back what a killed writer left only
 * then.  It is kept from writing itself. */
static void
open_file(struct db *db, const char *path, enum db_mode mode)
{
	int flags = SQLITE_OPEN_READWRITE | (mode == DB_CREATE ? SQLITE_OPEN_CREATE : 0);
	*db = (struct db){.path = path, .lock = -1, .change = -1};
	set_up_library();
	if (sqlite3_open_v2(path, &db->handle, flags, NULL) != SQLITE_OK)
		fail(db, "open");
	harden(db);
	db_exec(db, mode == DB_READ ? "PRAGMA query_only = ON" : WRITER_CACHE);
}

void
db_open(struct db *db, const char *path, enum db_mode mode)
{
	open_file(db, path, mode);
	check_schema(db, mode);
}

bool
db_open_other(struct db *db, const char *path, int64_t application_id, enum db_mode mode)
{
	open_file(db, path, mode);
	if (mode == DB_CREATE && is_empty(db))
		return true;
	if (db_int_of(db, "PRAGMA application_id") != application_id)
		diag_die("'%s' is not a file of winnow", path);
	return false;
}

void
db_close(struct db *db)
{
	struct sqlite3_stmt *own[] = {db->savepoint, db->release, db->roll_back};
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		db_finish(own[i]);
	if (sqlite3_close(db->handle) != SQLITE_OK)
		fail(db, "close");
	if (db->lock >= 0)
		close(db->lock);
	*db = (struct db){.lock = -1};
}

static void
open_lock(struct db *db)
{
	char name[4096]; /* PATH_MAX of Linux */
	if (snprintf(name, sizeof name, "%s.lock", db->path) >= (int)sizeof name)
		diag_die("the path '%s' is too long", db->path);
	db->lock = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (db->lock < 0)
		diag_die("cannot open '%s': %s", name, strerror(errno));
}

void
db_begin(struct db *db)
{
	if (db->lock < 0)
		open_lock(db);
	for (int waited = 0; flock(db->lock, LOCK_EX | LOCK_NB) != 0; waited += LOCK_STEP_MS) {
		if (errno != EWOULDBLOCK && errno != EINTR)
			diag_die("cannot lock '%s': %s", db->path, strerror(errno));
		if (waited >= LOCK_SECONDS * 1000) {
			diag_error("'%s' is locked by someone else; try again", db->path);
			exit(EXIT_LOCKED);
		}
		nanosleep(&(struct timespec){.tv_nsec = LOCK_STEP_MS * 1000000L}, NULL);
	}
	db_exec(db, "BEGIN IMMEDIATE");
	db->change = -1;
}

void
db_commit(struct db *db)
{
	if (db->change >= 0) {
		struct sqlite3_stmt *keep = db_prepare(db, "UPDATE database SET change = ?");
		db_run(db, keep, "i", db->change);
		db_finish(keep);
	}
	db_exec(db, "COMMIT");
	flock(db->lock, LOCK_UN);
}

bool
db_was_changed(struct db *db)
{
	int64_t before = db->data_version;
	db->data_version = db_int_of(db, "PRAGMA data_version");
	return db->data_version != before;
}

int64_t
db_next_change(struct db *db)
{
	if (db->change < 0)
		db->change = db_int_of(db, "SELECT change FROM database");
	return ++db->change;
}

void
db_expect_guards(struct db *db)
{
	db_exec(db, "PRAGMA temp_store = MEMORY");
}

void
db_guard(struct db *db)
{
	if (!db->savepoint) {
		db->savepoint = db_prepare(db, "SAVEPOINT record");
		db->release = db_prepare(db, "RELEASE record");
		db->roll_back = db_prepare(db, "ROLLBACK TO record");
	}
	db->refused[0] = '\0';
	db_run(db, db->savepoint, "");
	db->change_before = db->change;
	db->is_guarded = true;
}

bool
db_unguard(struct db *db)
{
	bool worked = !db->refused[0];
	db->is_guarded = false;
	if (!worked) {
		db_run(db, db->roll_back, "");
		db->change = db->change_before;
	}
	db_run(db, db->release, "");
	return worked;
}

void
db_exec(struct db *db, const char *sql)
{
	if (sqlite3_exec(db->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail(db, "use");
}

struct sqlite3_stmt *
db_prepare(struct db *db, const char *sql)
{
	struct sqlite3_stmt *statement = NULL;
	if (sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) !=
	    SQLITE_OK)
		fail(db, "use");
	return statement;
}

void
db_finish(struct sqlite3_stmt *statement)
{
	sqlite3_finalize(statement);
}

/* Whether the record at hand is to blame, and not the file or the disk; it is refused then. */
static bool
is_refused(struct db *db, int result)
{
	if (db->is_guarded &&
	    (result == SQLITE_CONSTRAINT || result == SQLITE_TOOBIG || result == SQLITE_MISMATCH))
		snprintf(db->refused, sizeof db->refused, "%s", sqlite3_errmsg(db->handle));
	return db->is_guarded && db->refused[0];
}

static void
bind_all(struct db *db, struct sqlite3_stmt *statement, const char *types, va_list args)
{
	sqlite3_reset(statement);
	for (int i = 1; *types; types++, i++) {
		int result = SQLITE_OK;
		if (*types == 'i') {
			result = sqlite3_bind_int64(statement, i, va_arg(args, int64_t));
		} else if (*types == 't') {
			struct str text = va_arg(args, struct str);
			result = text.ptr ? sqlite3_bind_text64(statement, i, text.ptr, text.len,
						SQLITE_STATIC, SQLITE_UTF8)
					  : sqlite3_bind_null(statement, i);
		} else {
			result = sqlite3_bind_null(statement, i);
		}
		if (result != SQLITE_OK && !is_refused(db, result))
			fail(db, "use");
	}
}

void
db_bind(struct db *db, struct sqlite3_stmt *statement, const char *types, ...)
{
	va_list args;
	va_start(args, types);
	bind_all(db, statement, types, args);
	va_end(args);
}

bool
db_step(struct db *db, struct sqlite3_stmt *statement)
{
	if (db->is_guarded && db->refused[0])
		return false;
	int result = sqlite3_step(statement);
	if (result == SQLITE_ROW)
		return true;
	if (result != SQLITE_DONE && !is_refused(db, result))
		fail(db, "use");
	sqlite3_reset(statement);
	return false;
}

int
db_run(struct db *db, struct sqlite3_stmt *statement, const char *types, ...)
{
	va_list args;
	va_start(args, types);
	bind_all(db, statement, types, args);
	va_end(args);
	while (db_step(db, statement))
		continue;
	return sqlite3_changes(db->handle);
}

int64_t
db_one(struct db *db, struct sqlite3_stmt *statement)
{
	bool any = db_step(db, statement);
	int64_t value = any ? db_int(statement, 0) : 0;
	while (any)
		any = db_step(db, statement);
	return value;
}

int64_t
db_int_of(struct db *db, const char *sql)
{
	struct sqlite3_stmt *statement = db_prepare(db, sql);
	int64_t value = db_one(db, statement);
	db_finish(statement);
	return value;
}

struct str
db_text(struct sqlite3_stmt *statement, int column)
{
	const char *text = (const char *)sqlite3_column_text(statement, column);
	return (struct str){text, text ? (size_t)sqlite3_column_bytes(statement, column) : 0};
}

int64_t
db_int(struct sqlite3_stmt *statement, int column)
{
	return sqlite3_column_int64(statement, column);
}
