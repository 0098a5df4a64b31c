/* SPDX-License-Identifier: MIT */
/* robots_cache.h - robots.txt files kept on disk from run to run (RFC 9309 section 2.4) */
#ifndef FETCH_ROBOTS_CACHE_H
#define FETCH_ROBOTS_CACHE_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/arena.h"
#include "lib/str.h"

/* What an origin's robots.txt was when it was last asked for. */
struct robots_copy {
	int64_t checked_at;             /* UTC seconds */
	struct str etag, last_modified; /* to ask whether it is still so; absent: unknown */
	bool has_rules;                 /* false: there is none, everything is allowed */
	struct str text;
};

/* It may be used without asking for this long. */
#define ROBOTS_CACHE_SECONDS 86400

/* The copy in the folder, its texts in the arena. False when there is none that can be read. */
bool
robots_cache_load(const char *dir, struct str origin, struct arena *arena, struct robots_copy *out);

/* Keeps a copy, replacing the one before as a whole.  A copy that cannot be written is a warning:
 * the next run will ask again. */
void robots_cache_save(const char *dir, struct str origin, const struct robots_copy *copy);

#endif
