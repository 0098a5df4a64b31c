/* SPDX-License-Identifier: MIT */
/* load.h - a stream of records into the database, in batches, each run once */
#ifndef STORE_LOAD_H
#define STORE_LOAD_H

#include "lib/stage.h"
#include "store/db.h"

/*
 * Loads one file ("-": the standard input).  A stream that a run record opens is known by the run's
 * id, any other by the digest of its bytes (it is spooled first).  A run that is in the database
 * whole is passed over; one that is there in part goes on where rows are missing.  Records are
 * committed about a thousand at a time, and whenever the input makes us wait.  Every record of a
 * URL gives one row in `outcome`, a line that is none one in `reject`.  A run is `ok` when its end
 * was seen, `partial` until then.  Runs that are entered now are of the night that began at `night`
 * (RFC 3339, or absent).  A file that cannot be opened ends the program with status 1.
 */
void load_file(struct db *db, struct stage *stage, const char *name, struct str night);

/* Records a transaction: larger ones are slower (measured). */
#define LOAD_BATCH 1000

#endif
