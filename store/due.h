/* SPDX-License-Identifier: MIT */
/* due.h - which URLs are to be requested now */
#ifndef STORE_DUE_H
#define STORE_DUE_H

#include "lib/buf.h"
#include "lib/compiler.h"
#include "store/db.h"

struct scopes; /* lib/scope.h */

struct due {
	struct str now;   /* RFC 3339: what is due at that time */
	struct str since; /* visited at or after it: not again; absent: no such bound */
	bool force;       /* everything known, due or not */
	int64_t depth;    /* links from a start page, at most */
	const struct scopes *scopes;
	struct str host;          /* with its port where it has one; absent: all hosts */
	unsigned shard, n_shards; /* 1 to n_shards; n_shards 0: all */
	int64_t limit;            /* requests, at most; 0: no limit */
};

/*
 * Appends one request a line, JSON with url, depth, via and the validators of the last good answer
 * (left out where another version of winnow read it, or its record would freeze).  Only URLs on
 * the site of a start page, and within the scope of its profile, which may also bound the interval
 * of its pages.  Hosts take turns, so that a limit starves none; within a host the longest due come
 * first.
 */
void due_write(struct db *db, const struct due *due, struct buf *out);

/* Reads "I/N", shard I of N.  False when it is none. */
NODISCARD bool due_read_shard(struct str text, struct due *due);

/* The shard, 1 to n, that asks the hosts of a site (lib/url_site.h): a hash, the same for ever. */
unsigned due_shard_of(struct str site, unsigned n);

#endif
