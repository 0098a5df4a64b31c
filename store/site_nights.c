/* SPDX-License-Identifier: MIT */
/* site_nights.c - what a night brought of each site, beside the site's last nights */
#include "store/site_nights.h"

#include <stdlib.h>

/* The counts in the order of enum site_count, over one row a URL. */
#define COUNTS                                                                                     \
	"count(*), sum(good), sum(brought), sum(made), sum(changed AND NOT made), "                \
	"sum(brought AND NOT made AND NOT changed), sum(deleted AND NOT brought), "                \
	"sum(known), sum(known AND good AND NOT brought), sum(worse) "
/* One row a URL: what the best of its visits in a night gave. */
#define VISITS                                                                                     \
	"max(outcome.class IN ('ok', 'not-modified')) AS good, "                                   \
	"max(coalesce(effect IN ('new', 'changed', 'reread', 'same'), 0)) AS brought, "            \
	"max(coalesce(effect = 'new', 0)) AS made, "                                               \
	"max(coalesce(effect = 'changed', 0)) AS changed, "                                        \
	"max(coalesce(effect = 'deleted', 0)) AS deleted, "
#define PAGES "outcome.class NOT IN ('redirected', 'duplicate')"

static const char tonight[] =
    "SELECT site, " COUNTS "FROM (SELECT url.site AS site, " VISITS
    "NOT max(coalesce(effect = 'new', 0)) AND EXISTS (SELECT 1 FROM article "
    "WHERE article.url_id = outcome.url_id) AS known, "
    "NOT max(outcome.class IN ('ok', 'not-modified')) AND (url.is_seed OR EXISTS "
    "(SELECT 1 FROM outcome AS o WHERE o.url_id = outcome.url_id "
    "AND o.class IN ('ok', 'not-modified') AND o.run_id NOT IN " SITE_NIGHTS_RUNS ")) AS worse "
    "FROM outcome CROSS JOIN url ON url.id = outcome.url_id "
    "WHERE run_id IN " SITE_NIGHTS_RUNS " AND " PAGES
    " GROUP BY outcome.url_id) GROUP BY site ORDER BY site";

/* Nights are told apart by when they were stored: a clock that was set back changes no order. */
static const char nights_before[] = "SELECT night FROM run WHERE night IS NOT NULL AND night <> ?1 "
				    "GROUP BY night ORDER BY max(id) DESC LIMIT 7";
_Static_assert(SITE_NIGHTS_BEFORE == 7, "the statement's LIMIT");

static const char one_night[] =
    "SELECT site, " COUNTS "FROM (SELECT url.site AS site, " VISITS "0 AS known, 0 AS worse "
    "FROM outcome CROSS JOIN url ON url.id = outcome.url_id "
    "WHERE run_id IN (SELECT id FROM run WHERE night = ?1) AND " PAGES
    " GROUP BY outcome.url_id) GROUP BY site";

static const char stored[] =
    "SELECT count(*), coalesce(sum(class = 'not-modified' OR outcome IN ('article', 'qa')), 0) "
    "FROM article JOIN url ON url.id = coalesce(source_id, url_id) "
    "WHERE article.site = ?1 AND deleted IS NULL";

static struct site_night
read_counts(struct sqlite3_stmt *row)
{
	struct site_night night;
	for (int i = 0; i < SITE_N_COUNTS; i++)
		night.counts[i] = db_int(row, i + 1);
	return night;
}

static int
compare(const void *key, const void *item)
{
	return str_compare(*(const struct str *)key, ((const struct site_nights *)item)->site);
}

static void
read_before(
    struct db *db, struct sqlite3_stmt *rows, struct str night, struct site_nights_list *out)
{
	db_bind(db, rows, "t", night);
	while (db_step(db, rows)) {
		struct str name = db_text(rows, 0);
		struct site_nights *site =
		    bsearch(&name, out->items, out->n, sizeof *out->items, compare);
		if (site)
			site->before[site->n_before++] = read_counts(rows);
	}
}

/* What is left of a site that brought nothing. */
static void
read_stored(struct db *db, struct site_nights_list *out)
{
	struct sqlite3_stmt *row = db_prepare(db, stored);
	for (size_t i = 0; i < out->n; i++) {
		struct site_nights *site = &out->items[i];
		if (site->tonight.counts[SITE_BROUGHT] > 0)
			continue;
		db_bind(db, row, "t", site->site);
		while (db_step(db, row)) {
			site->n_stored = db_int(row, 0);
			site->n_answered = db_int(row, 1);
		}
	}
	db_finish(row);
}

void
site_nights_read(struct db *db, struct arena *arena, struct str since, struct site_nights_list *out)
{
	*out = (struct site_nights_list){NULL, 0};
	struct sqlite3_stmt *rows = db_prepare(db, tonight);
	db_bind(db, rows, "t", since);
	while (db_step(db, rows)) {
		struct site_nights *site = ARENA_PUSH(arena, out);
		site->site = arena_copy(arena, db_text(rows, 0));
		site->tonight = read_counts(rows);
	}
	db_finish(rows);
	if (out->n == 0)
		return;
	read_stored(db, out);
	struct sqlite3_stmt *nights = db_prepare(db, nights_before);
	rows = db_prepare(db, one_night);
	db_bind(db, nights, "t", since);
	while (db_step(db, nights))
		read_before(db, rows, db_text(nights, 0), out);
	db_finish(nights);
	db_finish(rows);
}

static int
ascending(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

int64_t
site_nights_usual(const struct site_nights *site, enum site_count count)
{
	int64_t values[SITE_NIGHTS_BEFORE];
	if (site->n_before == 0)
		return 0;
	for (size_t i = 0; i < site->n_before; i++)
		values[i] = site->before[i].counts[count];
	qsort(values, site->n_before, sizeof *values, ascending);
	return values[site->n_before / 2];
}

int64_t
site_nights_best(const struct site_nights *site, enum site_count count)
{
	int64_t best = 0;
	for (size_t i = 0; i < site->n_before; i++)
		if (site->before[i].counts[count] > best)
			best = site->before[i].counts[count];
	return best;
}
