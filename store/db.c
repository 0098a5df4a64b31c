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
#include "store/schema.h"

#define APPLICATION_ID 0x77696e6f /* "wino", as in schema.sql */
#define SCHEMA_VERSION 1
#define LOCK_SECONDS   10
#define LOCK_STEP_MS   50

NORETURN static void
fail(const struct db *db, const char *doing)
{
	diag_die("cannot %s '%s': %s", doing, db->path, sqlite3_errmsg(db->handle));
}

static int64_t
pragma(struct db *db, const char *sql)
{
	struct sqlite3_stmt *statement = db_prepare(db, sql);
	int64_t value = db_step(db, statement) ? db_int(statement, 0) : 0;
	db_finish(statement);
	return value;
}

static void
harden(struct db *db)
{
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
	sqlite3_busy_timeout(db->handle, LOCK_SECONDS * 1000);
	db_exec(db, "PRAGMA temp_store = MEMORY");
	db_exec(db, "PRAGMA synchronous = FULL");
}

static bool
is_empty(struct db *db)
{
	return pragma(db, "SELECT count(*) FROM sqlite_schema") == 0;
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
	if (pragma(db, "PRAGMA application_id") != APPLICATION_ID)
		diag_die("'%s' is not a database of winnow", db->path);
	int64_t version = pragma(db, "PRAGMA user_version");
	if (version != SCHEMA_VERSION)
		diag_die("'%s' has schema %lld; this version knows %d", db->path,
		    (long long)version, SCHEMA_VERSION);
}

void
db_open(struct db *db, const char *path, enum db_mode mode)
{
	*db = (struct db){.path = path, .lock = -1};
	/* Readers too: the journal of a killed writer is rolled back by whoever comes next.  A file
	 * that may not be written is opened as it is. */
	int flags = SQLITE_OPEN_READWRITE | (mode == DB_CREATE ? SQLITE_OPEN_CREATE : 0);
	if (sqlite3_open_v2(path, &db->handle, flags, NULL) != SQLITE_OK)
		fail(db, "open");
	harden(db);
	if (mode == DB_READ)
		db_exec(db, "PRAGMA query_only = ON");
	check_schema(db, mode);
}

void
db_close(struct db *db)
{
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
}

void
db_commit(struct db *db)
{
	db_exec(db, "COMMIT");
	flock(db->lock, LOCK_UN);
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

static void
bind_all(struct db *db, struct sqlite3_stmt *statement, const char *types, va_list args)
{
	sqlite3_reset(statement);
	sqlite3_clear_bindings(statement);
	for (int i = 1; *types; types++, i++) {
		int result = SQLITE_OK;
		if (*types == 'i') {
			result = sqlite3_bind_int64(statement, i, va_arg(args, int64_t));
		} else if (*types == 't') {
			struct str text = va_arg(args, struct str);
			if (text.ptr)
				result = sqlite3_bind_text64(
				    statement, i, text.ptr, text.len, SQLITE_STATIC, SQLITE_UTF8);
		}
		if (result != SQLITE_OK)
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
	int result = sqlite3_step(statement);
	if (result == SQLITE_ROW)
		return true;
	if (result != SQLITE_DONE)
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
