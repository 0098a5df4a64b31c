/* SPDX-License-Identifier: MIT */
/* seeds.h - start pages into the frontier */
#ifndef STORE_SEEDS_H
#define STORE_SEEDS_H

#include "lib/compiler.h"
#include "store/db.h"

/* Adds the URLs of a file, one a line ('#' begins a comment line), as start pages at depth 0; known
 * ones stay as they are.  A line that is no URL gets one warning.  False when none was good. */
NODISCARD bool seeds_add(struct db *db, const char *file);

#endif
