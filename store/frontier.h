/* SPDX-License-Identifier: MIT */
/* frontier.h - the URLs that are known, and when each is due */
#ifndef STORE_FRONTIER_H
#define STORE_FRONTIER_H

#include "lib/record.h"
#include "lib/url.h"
#include "store/db.h"

struct frontier {
	struct db *db;
	struct sqlite3_stmt *find, *insert, *nearer, *seed, *visit, *answer, *interval;
	struct sqlite3_stmt *present, *missing, *streak, *alias, *forgotten;
	int64_t plain; /* a URL that is neither missing nor an alias nor forgotten; or 0 */
};

void frontier_open(struct frontier *frontier, struct db *db);
void frontier_close(struct frontier *frontier);

/* The id of a URL, which is entered if it is new; 0 when the text is no URL that is fetched.  `via`
 * may be absent.  A way that is shorter than the one known lowers its depth. */
int64_t frontier_add(struct frontier *frontier, struct arena *arena, struct str url, int depth,
    struct str via, struct str now);

/* Marks a URL as a start page; it keeps what is known of it. */
void frontier_seed(struct frontier *frontier, int64_t id);

/* What a visit means for the next one. */
struct frontier_visit {
	const struct visit *visit;
	struct str class, outcome, retry_at, extractor;
	bool is_article, changed; /* its URL has an article; something new was stored of it */
	struct str now;
};
/*
 * Sets when the URL is due again: after a good answer by its interval, which halves when the page
 * changed (an article by what was stored, any other page by its payload) and grows by half when it
 * did not; start pages are visited every day at least.  A page that was read and is an article
 * under another URL, whose alias it is, is due as if it redirected there.
 */
void frontier_visit(
    struct frontier *frontier, struct arena *arena, int64_t id, const struct frontier_visit *what);

/* Seconds after a visit until a page with this interval is due: a little less. */
int64_t frontier_due_after(int64_t interval);

/* Why the article of a URL is gone after an answer of this status: "gone" after a 410, "missing"
 * after a 404 on three visits over at least seven days; absent otherwise. */
struct str frontier_missing(struct frontier *frontier, int64_t id, int http_status, struct str at);

/* SQL, a table `way` (id, n): the URL, what it is an alias of, and so on; bounded, since aliases
 * may form a ring.  And `led`: the URL, and all that lead to it. */
#define FRONTIER_MOST_HOPS "8"
#define FRONTIER_WAY(url_id)                                                                       \
	"way (id, n) AS (SELECT " url_id ", 0 UNION ALL SELECT alias_of, n + 1 FROM way "          \
	"JOIN url USING (id) WHERE alias_of IS NOT NULL AND n < " FRONTIER_MOST_HOPS ")"
#define FRONTIER_LED(url_id)                                                                       \
	"led (id, n) AS (SELECT " url_id ", 0 UNION SELECT url.id, n + 1 FROM led "                \
	"JOIN url ON alias_of = led.id WHERE n < " FRONTIER_MOST_HOPS ")"

/* The URL leads to another for good; 0: to none. */
void frontier_alias(struct frontier *frontier, int64_t id, int64_t target);

/* Whether a URL was taken down (store/forget.h): it is never due again. */
bool frontier_is_forgotten(struct frontier *frontier, int64_t id);

#endif
