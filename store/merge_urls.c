/* SPDX-License-Identifier: MIT */
/* merge_urls.c - the URLs of a shard: the shortest way to each, the earliest find, the latest visit
 */
#include "store/merge.h"

/* A visit's place in time; what else differs only settles ties, the same way in both directions. */
#define VISIT(t)                                                                                   \
	"(" t ".visited_at, coalesce(" t ".payload_digest, ''), coalesce(" t ".outcome, ''), " t   \
	".due_at, " t ".interval, " t ".n_missing, coalesce(" t ".missing_at, ''))"
#define FOUND(t) "(" t ".found_at, " t ".url)"
#define WAY(t)   "(" t ".depth, coalesce(" t ".via, ''))"

static const char *const steps[] = {
    "INSERT INTO temp.merge_newer SELECT s.id FROM shard.url AS s "
    "LEFT JOIN main.url AS m ON m.key = s.key WHERE m.id IS NULL OR "
    "(s.visited_at IS NOT NULL AND (m.visited_at IS NULL OR " VISIT("s") " > " VISIT("m") "))",

    "INSERT INTO main.url (key, url, host, site, depth, via, found_at, due_at) "
    "SELECT key, url, host, site, depth, via, found_at, due_at FROM shard.url "
    "WHERE true ORDER BY id ON CONFLICT (key) DO NOTHING",

    "INSERT INTO temp.merge_url SELECT s.id, m.id FROM shard.url AS s "
    "JOIN main.url AS m ON m.key = s.key",

    "UPDATE main.url AS m SET is_seed = max(m.is_seed, s.is_seed), "
    "is_forgotten = max(m.is_forgotten, s.is_forgotten), "
    "url = iif(" FOUND("s") " < " FOUND(
	"m") ", s.url, m.url), "
	     "found_at = min(m.found_at, s.found_at), depth = min(m.depth, s.depth), "
	     "via = iif(" WAY("s") " < " WAY(
		 "m") ", s.via, m.via), "
		      "due_at = iif(m.visited_at IS NULL AND s.visited_at IS NULL, min(m.due_at, "
		      "s.due_at), "
		      "m.due_at) FROM shard.url AS s JOIN temp.merge_url AS map ON map.shard_id = "
		      "s.id "
		      "WHERE m.id = map.id AND (s.is_seed > m.is_seed OR s.is_forgotten > "
		      "m.is_forgotten OR " FOUND("s") " < " FOUND("m") " OR " WAY("s") " < " WAY(
			  "m") " OR "
			       "(m.visited_at IS NULL AND s.visited_at IS NULL AND s.due_at < "
			       "m.due_at))",

    "UPDATE main.url AS m SET visited_at = s.visited_at, class = s.class, outcome = s.outcome, "
    "due_at = s.due_at, interval = s.interval, etag = s.etag, last_modified = s.last_modified, "
    "payload_digest = s.payload_digest, extractor = s.extractor, n_missing = s.n_missing, "
    "missing_at = s.missing_at, "
    "alias_of = (SELECT id FROM temp.merge_url WHERE shard_id = s.alias_of) "
    "FROM temp.merge_newer AS newer JOIN shard.url AS s ON s.id = newer.shard_id "
    "JOIN temp.merge_url AS map ON map.shard_id = s.id "
    "WHERE m.id = map.id AND s.visited_at IS NOT NULL",
};

void
merge_urls(struct db *db)
{
	merge_run(db, steps, sizeof steps / sizeof *steps);
}
