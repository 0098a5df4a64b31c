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

struct db {
	struct sqlite3 *handle;
	const char *path; /* not copied */
	int lock;         /* descriptor of the lock file, or -1 */
};

enum db_mode {
	DB_READ,  /* must exist; nothing is written */
	DB_WRITE, /* must exist */
	DB_CREATE /* is made where it does not exist */
};

/*
 * Opens the file.  A file that is no SQLite database, or not winnow's, or of a newer schema, ends
 * the program with status 1 and one clear line; so does every later error of SQLite: a failed
 * write must not look like a small one.  The connection is hardened (defensive, no trusted schema,
 * no extensions, foreign keys on), journal_mode=DELETE, synchronous=FULL.
 */
void db_open(struct db *db, const char *path, enum db_mode mode);
void db_close(struct db *db);

/* One write transaction, under the lock file PATH.lock.  Waits up to 10 s for whoever holds the
 * lock, then ends the program with status 75. */
void db_begin(struct db *db);
void db_commit(struct db *db);

/* Runs statements that give no rows. */
void db_exec(struct db *db, const char *sql);

/* A prepared statement; the caller releases it with db_finish. */
struct sqlite3_stmt *db_prepare(struct db *db, const char *sql);
void db_finish(struct sqlite3_stmt *statement);

/* Resets the statement and binds its parameters from the first on, one letter each: t struct str
 * (absent is NULL), i int64_t, n nothing (NULL).  Texts must live until the next bind. */
void db_bind(struct db *db, struct sqlite3_stmt *statement, const char *types, ...);

/* The next row; false at the end, when the statement is reset. */
bool db_step(struct db *db, struct sqlite3_stmt *statement);
/* Binds, and steps to the end: for statements without rows.  How many rows changed. */
int db_run(struct db *db, struct sqlite3_stmt *statement, const char *types, ...);

/* Columns of the row at hand: texts are views until the next step; NULL is absent, or 0. */
struct str db_text(struct sqlite3_stmt *statement, int column);
int64_t db_int(struct sqlite3_stmt *statement, int column);

#endif
