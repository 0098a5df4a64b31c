/* SPDX-License-Identifier: MIT */
/* publish.h - an export with its schema, manifest and sums in a folder, and LATEST moved to it */
#ifndef STORE_PUBLISH_H
#define STORE_PUBLISH_H

#include "store/manifest.h"

struct publish_request {
	const char *folder; /* is made where it does not exist */
	struct export_request export;
	bool since_latest; /* what changed since the export that LATEST names, where there is one */
	bool accepts;      /* LATEST moves whatever the guard says */
};

/*
 * Writes FOLDER/NUMBER-KIND, whole or not at all, and then moves FOLDER/LATEST to it, unless the
 * guard has reasons against that.  Fills the manifest; its texts are the arena's.  Ends the program
 * with status 1 when LATEST leads to no export, or to one of another database or request, and with
 * 75 while someone else publishes there.
 */
void publish_export(struct db *db, const struct publish_request *request, struct arena *arena,
    struct manifest *manifest);

#endif
