/* SPDX-License-Identifier: MIT */
/* tombstone.h - the line that tells a consumer to drop an article */
#ifndef STORE_TOMBSTONE_H
#define STORE_TOMBSTONE_H

#include "lib/buf.h"

/* Why: what the store keeps in article.deleted, and left for what is there but selected no more. */
enum tombstone_cause {
	TOMBSTONE_GONE,
	TOMBSTONE_MISSING,
	TOMBSTONE_MOVED,
	TOMBSTONE_FORGOTTEN, /* taken down: nothing but its URL is told */
	TOMBSTONE_LEFT,
	TOMBSTONE_N_CAUSES
};

const char *tombstone_name(enum tombstone_cause cause);

/* The cause of article.deleted; an absent text is left.  What is unknown counts as gone. */
enum tombstone_cause tombstone_cause_of(struct str deleted);

/* Appends the object, as winnow-export(5) has it, without a line feed; deleted_at may be absent. */
void
tombstone_write(struct buf *out, struct str url, enum tombstone_cause cause, struct str deleted_at);

#endif
