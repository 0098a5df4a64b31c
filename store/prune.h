/* SPDX-License-Identifier: MIT */
/* prune.h - what would grow for ever goes when it is old */
#ifndef STORE_PRUNE_H
#define STORE_PRUNE_H

#include "store/db.h"

/*
 * Takes away what is older than `seconds`: outcomes but for the last of each URL, superseded
 * versions (articles keep counting them), rejects, and copies made before a migration.  Says how
 * many of each.
 */
void prune_old(struct db *db, double seconds);

#endif
