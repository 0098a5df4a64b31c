/* SPDX-License-Identifier: MIT */
/* pace_cache.h - when hosts may be asked again, kept from run to run */
#ifndef FETCH_PACE_CACHE_H
#define FETCH_PACE_CACHE_H

#include "fetch/host.h"
#include "lib/arena.h"

/*
 * The file DIR/paces has a line for each host that must be left alone for a while after a run:
 * when it may be asked again (UTC seconds), how long that was from then on, and its origin.  A run
 * that follows at once, as the next round of a crawl, keeps the distance that way.
 */
struct pace_kept {
	struct str origin;
	double wait; /* seconds from the reading of the file */
};
struct pace_cache {
	struct pace_kept *items;
	size_t n;
	double read_at; /* clock.h */
};

/* Reads what is kept; lines that are none, and all of a file that cannot be read, count as nothing.
 * No wait is longer than it was when it was kept, whatever the clock says now.  Memory of `arena`.
 */
void pace_cache_load(struct pace_cache *cache, const char *dir, struct arena *arena);

/* When the host may be asked (clock.h); 0: at once.  From then on its `pace` holds that. */
double pace_cache_take(struct pace_cache *cache, struct str origin);

/* Replaces the file by what holds for the hosts now, and for those of `cache` that nobody
 * took.  A file that cannot be written is a warning. */
void pace_cache_save(const struct pace_cache *cache, const char *dir, struct hosts *hosts);

#endif
