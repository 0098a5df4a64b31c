/* SPDX-License-Identifier: MIT */
/* check.h - whether a database is sound, and its accounts add up */
#ifndef STORE_CHECK_H
#define STORE_CHECK_H

#include "lib/compiler.h"
#include "store/db.h"

/* Runs SQLite's quick_check and foreign_key_check and our own identities; one line of error for
 * each fault.  True when there is none. */
NODISCARD bool check_all(struct db *db);

/* SQLite's quick_check alone. */
NODISCARD bool check_is_sound(struct db *db);

#endif
