/* SPDX-License-Identifier: MIT */
/* db.h - the database file: opening, refusing what is not ours, statements, transactions */
#ifndef STORE_DB_H
#define STORE_DB_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/arena.h"
#include "lib/compiler.h"
#include "lib/str.h"

struct sqlite3;
struct sqlite3_stmt;

#define DB_SCHEMA_VERSION 4

struct db {
	struct sqlite3 *handle;
	const char *path;      /* not copied */
	int lock;              /* descriptor of the lock file, or -1 */
	int64_t change;        /* of the transaction at hand; -1: not read yet */
	int64_t change_before; /* the same at db_guard */
	int64_t data_version;  /* of db_was_changed */
	struct sqlite3_stmt *savepoint, *release, *roll_back;
	bool is_guarded;   /* between db_guard and db_unguard */
	char refused[256]; /* why the record at hand cannot be stored; "" when it can */
};

enum db_mode {
	DB_READ,  /* must exist; nothing is written but what a killed writer left is rolled back */
	DB_WRITE, /* must exist */
	DB_CREATE /* is made where it does not exist */
};

/*
 * Opens the file.  A file that is no SQLite database, or not winnow's, or of a newer schema, ends
 * the program with status 1 and one clear line; so does every later error of SQLite: a failed
 * write must not look like a small one.  An older schema is migrated, unless only to be read.  The
 * connection is hardened (defensive, no trusted schema, no extensions, foreign keys on, limits),
 * journal_mode=DELETE, synchronous=FULL.
 */
void db_open(struct db *db, const char *path, enum db_mode mode);
void db_close(struct db *db);

/* Opens a file of another kind, which `application_id` names, hardened as ours.  True when it is
 * new and empty: the caller makes it what it should be, with that id. */
bool db_open_other(struct db *db, const char *path, int64_t application_id, enum db_mode mode);

/* One write transaction, under the lock file PATH.lock.  Waits up to 10 s for whoever holds the
 * lock, then ends the program with status 75. */
void db_begin(struct db *db);
void db_commit(struct db *db);

/* Whether another connection has written to the file since the last call. */
bool db_was_changed(struct db *db);

/* The next number for a change of an article, within a transaction. */
int64_t db_next_change(struct db *db);

/*
 * A savepoint around one record.  What the record itself makes SQLite refuse (a constraint, a text
 * that is too long) does not end the program then: the statements that follow do nothing, and
 * db_unguard takes back what the record did and is false; db->refused says why.
 */
void db_guard(struct db *db);
NODISCARD bool db_unguard(struct db *db);

/* Before the first transaction with many of them, and before there are temporary tables: what they
 * may have to take back is kept in memory, a page of the file for each that the record changes.  In
 * a file it would cost two writes a page. */
void db_expect_guards(struct db *db);

/* Runs statements that give no rows. */
void db_exec(struct db *db, const char *sql);

/* A prepared statement; the caller releases it with db_finish. */
struct sqlite3_stmt *db_prepare(struct db *db, const char *sql);
void db_finish(struct sqlite3_stmt *statement);

/* Resets the statement and binds its parameters from the first on, one letter each: t struct str
 * (absent is NULL), i int64_t, n nothing (NULL).  Texts must live until the next bind.  They are
 * UTF-8 without NUL: lib/json and lib/lines let nothing else in. */
void db_bind(struct db *db, struct sqlite3_stmt *statement, const char *types, ...);

/* The next row; false at the end, when the statement is reset. */
bool db_step(struct db *db, struct sqlite3_stmt *statement);
/* Binds, and steps to the end: for statements without rows.  How many rows changed. */
int db_run(struct db *db, struct sqlite3_stmt *statement, const char *types, ...);
/* Steps a bound statement to its end: the first column of the first row, 0 without a row. */
int64_t db_one(struct db *db, struct sqlite3_stmt *statement);
/* The same for a query without parameters. */
int64_t db_int_of(struct db *db, const char *sql);

/* Columns of the row at hand: texts are views until the next step; NULL is absent, or 0. */
struct str db_text(struct sqlite3_stmt *statement, int column);
int64_t db_int(struct sqlite3_stmt *statement, int column);

#endif
