/* SPDX-License-Identifier: MIT */
/* snapshot.h - a copy of the whole database, checked before anybody sees it */
#ifndef STORE_SNAPSHOT_H
#define STORE_SNAPSHOT_H

#include "store/cursor.h"
#include "store/export.h"

/* Writes the copy to PATH.part, checks it, counts its articles, and renames it to `path`; *now is
 * the cursor of what it has.  The copy is sound and whole, or `path` stays as it was and the
 * program ends with status 1. */
void
snapshot_write(struct db *db, const char *path, struct cursor *now, struct export_counts *counts);

#endif
