/* SPDX-License-Identifier: MIT */
/* lock.h - one crawl of a database at a time */
#ifndef CRAWL_LOCK_H
#define CRAWL_LOCK_H

#include "lib/arena.h"
#include "lib/compiler.h"
#include "lib/str.h"

enum lock_result { LOCK_TAKEN, LOCK_HELD, LOCK_FAILED };

/*
 * Takes the lock file "DB.crawl-lock", made if missing, without waiting.  The lock is held until
 * the process and all that it starts have ended: stages that outlive a killed driver keep the next
 * crawl away until they are done.  *why (from `arena`) then says who holds it since when
 * (LOCK_HELD), or why the file cannot be used (LOCK_FAILED).
 */
NODISCARD enum lock_result lock_take(struct arena *arena, const char *db, struct str *why);

#endif
