/* SPDX-License-Identifier: MIT */
/* migrate.h - a database of an older schema becomes one of today's */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include <stdint.h>

#include "store/db.h"

/*
 * Brings the database from schema `from` to DB_SCHEMA_VERSION in one transaction.  Before that the
 * file is copied to PATH.schema-FROM, whole or not at all; the copy is left for the operator and
 * for --prune.  Ends the program with status 1 when it cannot.
 */
void migrate_run(struct db *db, int64_t from);

#endif
