/* SPDX-License-Identifier: MIT */
/* verify.h - a published export, checked as a careful consumer would */
#ifndef STORE_VERIFY_H
#define STORE_VERIFY_H

#include <stdbool.h>

#include "lib/compiler.h"

/*
 * Checks the export that FOLDER/LATEST names and the exports it follows, back to the last full one
 * or to one that was removed; or, where there is no LATEST, the one export in the folder itself.
 * Checked are the sums, the manifest, each line, the counts, and that each export goes on where the
 * one before ended.  Says what is wrong, one line an export; true when nothing is.
 */
NODISCARD bool verify_folder(const char *folder);

#endif
