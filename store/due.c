/* SPDX-License-Identifier: MIT */
/* due.c - which URLs are to be requested now */
#include "store/due.h"

#include <stdlib.h>

#include "lib/json.h"
#include "lib/mem.h"
#include "lib/outcome.h"
#include "lib/scope.h"
#include "lib/timestamp.h"
#include "store/frontier.h"

#define MOST_SHARDS 65536u

/* Where a profile bounds the interval, what is due is found by looking at every page. */
static const char selection[] =
    "SELECT url, depth, via, etag, last_modified, payload_digest, extractor, host, site, class, "
    "interval, visited_at, due_at, alias_of IS NOT NULL AND NOT EXISTS "
    "(SELECT 1 FROM article WHERE url_id = url.id AND deleted IS NULL) FROM url WHERE (?1 OR "
    "due_at <= ?2 OR visited_at IS NULL) "
    "AND NOT is_forgotten "
    "AND (visited_at IS NULL OR ?3 IS NULL OR visited_at < ?3) AND (?4 IS NULL OR host = ?4) "
    "AND site IN (SELECT site FROM url WHERE is_seed) ORDER BY host, depth, due_at, id";
enum {
	URL,
	DEPTH,
	VIA,
	ETAG,
	LAST_MODIFIED,
	DIGEST,
	EXTRACTOR,
	HOST,
	SITE,
	CLASS,
	INTERVAL,
	VISITED,
	DUE,
	IS_COPY
};

bool
due_read_shard(struct str text, struct due *due)
{
	unsigned long long shard, n;
	struct str rest = text;
	struct str first = str_cut(&rest, '/');
	if (!str_to_uint(first, &shard) || !str_to_uint(rest, &n) || shard < 1 || shard > n ||
	    n > MOST_SHARDS)
		return false;
	due->shard = (unsigned)shard;
	due->n_shards = (unsigned)n;
	return true;
}

unsigned
due_shard_of(struct str site, unsigned n)
{
	uint32_t hash = str_hash(site); /* and a last mix: its low bits alone are poor */
	hash ^= hash >> 15;
	hash *= 2246822519u;
	hash ^= hash >> 13;
	return hash % n + 1;
}

/* ---- whether a row is due ---- */

static bool is_page(struct str class)
{
	return str_eq(class, str_from(outcome_class_name(OUTCOME_OK))) ||
	       str_eq(class, str_from(outcome_class_name(OUTCOME_NOT_MODIFIED)));
}

/* By the database, or by the bounds that a profile sets to the interval of a page; a copy of
 * another one has none. */
static bool
is_due(const struct due *due, struct sqlite3_stmt *row)
{
	int64_t shortest, longest, visited, now;
	if (due->force || !db_text(row, VISITED).ptr)
		return true; /* what is new is due, whatever the clock said when it was found */
	if (!is_page(db_text(row, CLASS)) || db_int(row, IS_COPY) ||
	    !timestamp_read(db_text(row, VISITED), &visited) || !timestamp_read(due->now, &now) ||
	    !scope_revisit(due->scopes, db_text(row, URL), &shortest, &longest))
		return str_compare(db_text(row, DUE), due->now) <= 0;
	int64_t wait = frontier_due_after(db_int(row, INTERVAL));
	wait = wait < shortest ? shortest : wait > longest ? longest : wait;
	return visited + wait <= now;
}

static bool
is_wanted(const struct due *due, struct sqlite3_stmt *row)
{
	return (due->n_shards == 0 ||
		   due_shard_of(db_text(row, SITE), due->n_shards) == due->shard) &&
	       is_due(due, row) &&
	       scope_lets_in(due->scopes, db_text(row, URL), db_int(row, DEPTH), due->depth);
}

/* ---- requests, and whose turn it is ---- */

static void
write_member(struct buf *out, const char *name, struct str value)
{
	if (!value.ptr)
		return;
	buf_addf(out, ",\"%s\":", name);
	json_write_string(out, value);
}

static void
write_request(struct sqlite3_stmt *row, struct buf *out)
{
	buf_add_text(out, "{\"url\":");
	json_write_string(out, db_text(row, URL));
	buf_addf(out, ",\"depth\":%lld", (long long)db_int(row, DEPTH));
	write_member(out, "via", db_text(row, VIA));
	if (str_eq(db_text(row, EXTRACTOR), STR(WINNOW_VERSION))) {
		write_member(out, "etag", db_text(row, ETAG));
		write_member(out, "last_modified", db_text(row, LAST_MODIFIED));
		write_member(out, "payload_digest", db_text(row, DIGEST));
	}
	buf_add_text(out, "}\n");
}

/* A request in the buffer: the turn-th of its host. */
struct request {
	size_t turn, from, to;
};

struct requests {
	struct request *items;
	size_t n, room;
	struct buf lines;
	struct buf host; /* of the last one */
};

static void
add_request(struct requests *requests, struct sqlite3_stmt *row, int64_t limit)
{
	struct str host = db_text(row, HOST);
	bool same = requests->n > 0 && str_eq(buf_str(&requests->host), host);
	size_t turn = same ? requests->items[requests->n - 1].turn + 1 : 0;
	if (limit > 0 && turn >= (uint64_t)limit)
		return; /* no host gets more than all */
	if (!same) {
		buf_reset(&requests->host);
		buf_add_str(&requests->host, host);
	}
	if (requests->n == requests->room) {
		requests->room = requests->room ? 2 * requests->room : 1024;
		requests->items =
		    mem_resize(requests->items, requests->room * sizeof *requests->items);
	}
	size_t from = requests->lines.len;
	write_request(row, &requests->lines);
	requests->items[requests->n++] = (struct request){turn, from, requests->lines.len};
}

static int
by_turn(const void *a, const void *b)
{
	const struct request *x = a, *y = b;
	if (x->turn != y->turn)
		return x->turn < y->turn ? -1 : 1;
	return (x->from > y->from) - (x->from < y->from); /* hosts in their order */
}

void
due_write(struct db *db, const struct due *due, struct buf *out)
{
	struct requests requests = {.items = NULL};
	buf_init(&requests.lines, SIZE_MAX / 2);
	buf_init(&requests.host, SIZE_MAX / 2);
	struct sqlite3_stmt *rows = db_prepare(db, selection);
	int64_t all = due->force || scope_has_revisit(due->scopes);
	db_bind(db, rows, "ittt", all, due->now, due->since, due->host);
	while (db_step(db, rows))
		if (is_wanted(due, rows))
			add_request(&requests, rows, due->limit);
	db_finish(rows);
	if (requests.n > 0)
		qsort(requests.items, requests.n, sizeof *requests.items, by_turn);
	size_t n =
	    due->limit > 0 && (uint64_t)due->limit < requests.n ? (size_t)due->limit : requests.n;
	for (size_t i = 0; i < n; i++)
		buf_add_str(out, str_slice(buf_str(&requests.lines), requests.items[i].from,
				     requests.items[i].to));
	mem_free(requests.items);
	buf_clear(&requests.lines);
	buf_clear(&requests.host);
}
