/* SPDX-License-Identifier: MIT */
/* frontier.c - the URLs that are known, and when each is due */
#include "store/frontier.h"

#include "lib/outcome.h"
#include "lib/timestamp.h"
#include "lib/url_key.h"
#include "lib/url_site.h"

#define HOUR 3600
#define DAY  86400

/*
 * Seconds until a URL is due again, by what became of it.  Pages that gave something have an
 * interval of their own: half as long after a change, half again as long without one.
 */
#define SHORTEST_INTERVAL (6 * HOUR)
#define LONGEST_INTERVAL  (30 * DAY)
#define START_INTERVAL    DAY /* of start pages, at most: where new articles are found */

/*
 * A page is due a little before its interval is over, by an eighth of it and three hours at most:
 * a crawl that runs each night meets a page sometimes earlier in the night than the night before,
 * and would pass over it for a whole day.
 */
#define EARLY_PART 8
#define EARLY_MOST (3 * HOUR)

struct wait {
	const char *outcome;
	int64_t seconds;
};
static const struct wait waits[] = {
    {"redirected", 7 * DAY},
    {"robots", 7 * DAY},
    {"noindex", 7 * DAY},
    {"scope", 30 * DAY},
    {"private-address", 30 * DAY},
    {"skipped-type", 30 * DAY},
    {"http-error", 7 * DAY}, /* of the page's fault; a server's own lasts a day */
    {"too-large", 30 * DAY},
    {"bad-url", 30 * DAY},
    {"stage-lost", DAY},
};
#define WAIT_DEFERRED HOUR
#define WAIT_FAILED   DAY

void
frontier_open(struct frontier *f, struct db *db)
{
	f->db = db;
	f->plain = 0;
	f->find = db_prepare(db,
	    "SELECT id, depth, n_missing = 0 AND alias_of IS NULL AND NOT is_forgotten "
	    "FROM url WHERE key = ?");
	f->insert =
	    db_prepare(db, "INSERT INTO url (key, url, host, site, depth, via, found_at, due_at) "
			   "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7) RETURNING id");
	f->nearer = db_prepare(db, "UPDATE url SET depth = ?2 WHERE id = ?1 AND depth > ?2");
	f->seed =
	    db_prepare(db, "UPDATE url SET is_seed = 1, depth = 0 WHERE id = ?1 AND is_seed = 0");
	f->visit =
	    db_prepare(db, "UPDATE url SET visited_at = ?2, class = ?3, outcome = ?4, "
			   "due_at = ?5, interval = iif(?6 > 0, ?6, interval) WHERE id = ?1");
	f->answer =
	    db_prepare(db, "UPDATE url SET visited_at = ?2, class = ?3, outcome = ?4, due_at = ?5, "
			   "interval = iif(?6 > 0, ?6, interval), etag = ?7, last_modified = ?8, "
			   "payload_digest = ?9, extractor = ?10 WHERE id = ?1");
	f->interval = db_prepare(db,
	    "SELECT interval, visited_at, is_seed, payload_digest, alias_of IS NOT NULL "
	    "FROM url WHERE id = ?");
	f->present = db_prepare(
	    db, "UPDATE url SET n_missing = 0, missing_at = NULL WHERE id = ? AND n_missing > 0");
	f->missing = db_prepare(db, "UPDATE url SET n_missing = n_missing + 1, "
				    "missing_at = coalesce(missing_at, ?2) WHERE id = ?1");
	f->streak = db_prepare(db, "SELECT missing_at FROM url WHERE id = ?1 AND n_missing >= ?2");
	f->alias = db_prepare(db, "UPDATE url SET alias_of = nullif(?2, 0) "
				  "WHERE id = ?1 AND alias_of IS NOT nullif(?2, 0)");
	f->forgotten = db_prepare(db, "SELECT is_forgotten FROM url WHERE id = ?");
}

void
frontier_close(struct frontier *f)
{
	struct sqlite3_stmt *all[] = {f->find, f->insert, f->nearer, f->seed, f->visit, f->answer,
	    f->interval, f->present, f->missing, f->streak, f->alias, f->forgotten};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		db_finish(all[i]);
}

static struct str
host_with_port(struct arena *arena, const struct url *url)
{
	if (!url->port.ptr)
		return url->host;
	return arena_printf(arena, "%.*s:%.*s", STR_ARGS(url->host), STR_ARGS(url->port));
}

int64_t
frontier_add(struct frontier *f, struct arena *arena, struct str text, int depth, struct str via,
    struct str now)
{
	struct url url;
	struct str none = {NULL, 0};
	if (!text.ptr || url_resolve(arena, none, text, &url) != URL_OK)
		return 0;
	struct str key = url_key(arena, &url);
	db_bind(f->db, f->find, "t", key);
	if (db_step(f->db, f->find)) {
		int64_t id = db_int(f->find, 0);
		bool is_nearer = depth < db_int(f->find, 1);
		f->plain = db_int(f->find, 2) ? id : 0;
		db_bind(f->db, f->find, "t", none);
		if (is_nearer)
			db_run(f->db, f->nearer, "ii", id, (int64_t)depth);
		return id;
	}
	db_bind(f->db, f->insert, "ttttitt", key, url_without_fragment(&url),
	    host_with_port(arena, &url), url_site(url.host), (int64_t)depth, via, now);
	int64_t id = db_step(f->db, f->insert) ? db_int(f->insert, 0) : 0;
	while (db_step(f->db, f->insert))
		continue;
	f->plain = id;
	return id;
}

void
frontier_seed(struct frontier *f, int64_t id)
{
	db_run(f->db, f->seed, "i", id);
}

static bool
is_good(const struct visit *visit)
{
	return visit->http_status >= 200 && visit->http_status < 300;
}

int64_t
frontier_due_after(int64_t interval)
{
	int64_t early = interval / EARLY_PART;
	return interval - (early < EARLY_MOST ? early : EARLY_MOST);
}

static int64_t
next_interval(struct frontier *f, int64_t id, const struct frontier_visit *what)
{
	db_bind(f->db, f->interval, "i", id);
	bool found = db_step(f->db, f->interval);
	int64_t interval = found ? db_int(f->interval, 0) : DAY;
	bool visited = found && db_text(f->interval, 1).ptr;
	int64_t longest = found && db_int(f->interval, 2) ? START_INTERVAL : LONGEST_INTERVAL;
	bool changed = what->changed;
	if (found && !what->is_article && is_good(what->visit))
		changed = !what->visit->payload_digest.ptr ||
			  !str_eq(what->visit->payload_digest, db_text(f->interval, 3));
	while (db_step(f->db, f->interval))
		continue;
	if (visited)
		interval = changed ? interval / 2 : interval * 3 / 2;
	return interval < SHORTEST_INTERVAL ? SHORTEST_INTERVAL
	       : interval > longest         ? longest
					    : interval;
}

static bool
is_start_page(struct frontier *f, int64_t id)
{
	db_bind(f->db, f->interval, "i", id);
	bool is_start = db_step(f->db, f->interval) && db_int(f->interval, 2) != 0;
	db_bind(f->db, f->interval, "");
	return is_start;
}

/* Whether the page that was read is an article under another URL: it says that it is a copy. */
static bool
is_copy(struct frontier *f, int64_t id, const struct frontier_visit *what)
{
	if (what->is_article || id == f->plain)
		return false;
	db_bind(f->db, f->interval, "i", id);
	bool is_alias = db_step(f->db, f->interval) && db_int(f->interval, 4) != 0;
	db_bind(f->db, f->interval, "");
	return is_alias;
}

/* How long to wait for what has no interval.  A site whose start page failed once is not left alone
 * for a week. */
static int64_t
wait_after(struct frontier *f, int64_t id, const struct frontier_visit *what, struct str outcome)
{
	const struct outcome_row *row = outcome_find(outcome);
	int64_t wait = row && row->class == OUTCOME_DEFERRED ? WAIT_DEFERRED : WAIT_FAILED;
	for (size_t i = 0; i < sizeof waits / sizeof *waits; i++)
		if (str_eq(outcome, str_from(waits[i].outcome)))
			wait = waits[i].seconds;
	if (what->visit->http_status >= 500 && wait > WAIT_FAILED)
		wait = WAIT_FAILED;
	if (wait > START_INTERVAL && is_start_page(f, id))
		wait = START_INTERVAL;
	return wait < DAY ? wait : frontier_due_after(wait);
}

void
frontier_visit(
    struct frontier *f, struct arena *arena, int64_t id, const struct frontier_visit *what)
{
	struct str ok = str_from(outcome_class_name(OUTCOME_OK));
	struct str same = str_from(outcome_class_name(OUTCOME_NOT_MODIFIED));
	bool was_read = str_eq(what->class, ok) || str_eq(what->class, same);
	int64_t now = 0, wait, interval = 0; /* it stays */
	if (!timestamp_read(what->now, &now))
		now = timestamp_now();
	if (was_read && !is_copy(f, id, what)) {
		interval = next_interval(f, id, what);
		wait = frontier_due_after(interval);
	} else {
		wait = wait_after(f, id, what, was_read ? STR("redirected") : what->outcome);
	}
	struct str due = what->retry_at.ptr ? what->retry_at : timestamp_str(arena, now + wait);
	if (!is_good(what->visit)) {
		db_run(f->db, f->visit, "itttti", id, what->now, what->class, what->outcome, due,
		    interval);
		return;
	}
	/* Of a page that answered and was not read, no validators are kept: a 304 would say that
	 * there is nothing new about a page that nobody has. */
	const struct visit none = {0}, *visit = was_read ? what->visit : &none;
	db_run(f->db, f->answer, "ittttitttt", id, what->now, what->class, what->outcome, due,
	    interval, visit->etag, visit->last_modified, visit->payload_digest,
	    was_read ? what->extractor : none.etag);
}

/* A page that gave 404 so often, over so long, is gone (DESIGN: a site's bad day is not its end).
 */
#define MISSING_VISITS  3
#define MISSING_SECONDS (7 * DAY)

struct str
frontier_missing(struct frontier *f, int64_t id, int http_status, struct str at)
{
	struct str none = {NULL, 0};
	int64_t first, now;
	if (http_status != 404) {
		if (id != f->plain)
			db_run(f->db, f->present, "i", id);
		return http_status == 410 ? STR("gone") : none;
	}
	f->plain = 0;
	db_run(f->db, f->missing, "it", id, at);
	db_bind(f->db, f->streak, "ii", id, (int64_t)MISSING_VISITS);
	bool is_lasting = db_step(f->db, f->streak) &&
			  timestamp_read(db_text(f->streak, 0), &first) &&
			  timestamp_read(at, &now) && now - first >= MISSING_SECONDS;
	db_bind(f->db, f->streak, "");
	return is_lasting ? STR("missing") : none;
}

void
frontier_alias(struct frontier *f, int64_t id, int64_t target)
{
	if (id == f->plain && target == 0)
		return;
	f->plain = 0;
	db_run(f->db, f->alias, "ii", id, target);
}

bool
frontier_is_forgotten(struct frontier *f, int64_t id)
{
	if (id == f->plain)
		return false;
	db_bind(f->db, f->forgotten, "i", id);
	return db_one(f->db, f->forgotten) != 0;
}
