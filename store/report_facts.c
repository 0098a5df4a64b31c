/* SPDX-License-Identifier: MIT */
/* report_facts.c - what the report is counted from: temporary tables beside the database */
#include "store/report_facts.h"

/*
 * A run without a night is of the day on which it started, as its stream says; a stream of others
 * may say anything, so that a time after the run was stored, or none, is that of storing.
 */
#define NIGHT_OF_RUN                                                                               \
	"coalesce(night, substr(iif(started GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*' "  \
	"AND started < stored_at, started, stored_at), 1, 10))"

static const char tables[] =
    "CREATE TEMP TABLE asked (site TEXT, nights INTEGER NOT NULL, last INTEGER);"
    "CREATE TEMP TABLE night (n INTEGER PRIMARY KEY, name TEXT NOT NULL, n_runs INTEGER, "
    "n_partial INTEGER, n_pages INTEGER NOT NULL DEFAULT 0, seconds INTEGER NOT NULL DEFAULT 0);"
    "CREATE TEMP TABLE night_run (run_id INTEGER PRIMARY KEY, n INTEGER NOT NULL);"
    "CREATE TEMP TABLE tally (n INTEGER NOT NULL, site TEXT NOT NULL, class TEXT NOT NULL, "
    "outcome TEXT NOT NULL, status INTEGER, effect TEXT, n_urls INTEGER NOT NULL, "
    "example INTEGER NOT NULL);"
    "CREATE TEMP TABLE fresh (article_id INTEGER PRIMARY KEY, effect TEXT NOT NULL);"
    "CREATE TEMP TABLE piece (site TEXT NOT NULL, age INTEGER NOT NULL, title INTEGER, "
    "authors INTEGER, published INTEGER, modified INTEGER, language INTEGER, related INTEGER, "
    "terms INTEGER, disclaimer INTEGER, length INTEGER);";

static const char *const steps[] = {
    "INSERT INTO temp.night (n, name, n_runs, n_partial) "
    "SELECT row_number() OVER (ORDER BY name), name, n_runs, n_partial FROM ("
    "SELECT " NIGHT_OF_RUN " AS name, count(*) AS n_runs, sum(state = 'partial') AS n_partial "
    "FROM run GROUP BY 1 ORDER BY 1 DESC LIMIT (SELECT nights FROM temp.asked))",

    "UPDATE temp.asked SET last = (SELECT max(n) FROM temp.night)",

    "INSERT INTO temp.night_run SELECT run.id, n FROM run JOIN temp.night ON night.name "
    "= " NIGHT_OF_RUN,

    /* Bare columns come from the row of the maximum (SQLite's promise for a single max()). */
    "INSERT INTO temp.tally SELECT n, site, told.class, told.outcome, status, effect, count(*), "
    "min(url_id) FROM (SELECT n, url_id, class, outcome, "
    "iif(outcome = 'http-error', http_status, NULL) AS status, "
    "CASE WHEN sum(effect = 'new') > 0 THEN 'new' "
    "WHEN sum(effect = 'changed') > 0 THEN 'changed' "
    "WHEN sum(effect = 'reread') > 0 THEN 'reread' "
    "WHEN sum(effect = 'same') > 0 THEN 'same' "
    "WHEN sum(effect = 'deleted' AND class NOT IN ('redirected', 'duplicate')) > 0 "
    "THEN 'deleted' END AS effect, "
    "max((class <> 'duplicate') << 62 | (run_id << 24) | min(occurrence, 0xffffff)) "
    "FROM outcome JOIN temp.night_run USING (run_id) GROUP BY n, url_id"
    ") AS told JOIN url ON url.id = url_id WHERE " FACTS_OF_SITE(
	"site") " GROUP BY 1, 2, 3, 4, 5, 6",

    "UPDATE temp.night SET (n_pages, seconds) = (spans.n_pages, spans.seconds) FROM ("
    "SELECT n, sum(n_pages) AS n_pages, sum(last - first) AS seconds FROM ("
    "SELECT n, count(*) AS n_pages, min(unixepoch(fetched_at)) AS first, "
    "max(unixepoch(fetched_at)) AS last "
    "FROM temp.night_run JOIN outcome USING (run_id) "
    "WHERE http_status > 0 AND fetched_at IS NOT NULL "
    "AND " FACTS_OF_SITE("(SELECT site FROM url WHERE url.id = url_id)") " GROUP BY run_id"
									 ") GROUP BY n) AS spans "
									 "WHERE spans.n = night.n",

    "INSERT INTO temp.fresh SELECT article.id, "
    "iif(sum(effect = 'new') > 0, 'new', 'changed') "
    "FROM temp.night_run JOIN outcome USING (run_id) JOIN url ON url.id = outcome.url_id "
    "JOIN article ON article.url_id = coalesce(alias_of, url.id) "
    "WHERE n = (SELECT last FROM temp.asked) AND effect IN ('new', 'changed') AND deleted IS NULL "
    "AND " FACTS_OF_SITE("url.site") " GROUP BY article.id",

    /* The index over sites has the sites, the lengths and the authors of what is not deleted. */
    "INSERT INTO temp.piece SELECT article.site, fresh.article_id IS NOT NULL, title <> '', "
    "n_authors > 0, date_published IS NOT NULL, date_modified IS NOT NULL, "
    "article.language IS NOT NULL, "
    "EXISTS (SELECT 1 FROM article_teaser WHERE article_teaser.article_id = article.id), "
    "EXISTS (SELECT 1 FROM article_term WHERE article_term.article_id = article.id), "
    "disclaimer IS NOT NULL, text_length "
    "FROM article LEFT JOIN temp.fresh ON fresh.article_id = article.id "
    "WHERE deleted IS NULL AND " FACTS_OF_SITE("article.site"),

    /* Records of versions have no teasers: those are not told as gone. */
    "INSERT INTO temp.piece SELECT article.site, 2, version.record ->> '$.title' <> '', "
    "json_array_length(version.record, '$.authors') > 0, "
    "version.record ->> '$.date_published' IS NOT NULL, "
    "version.record ->> '$.date_modified' IS NOT NULL, "
    "version.record ->> '$.language' IS NOT NULL, NULL, "
    "json_array_length(version.record, '$.terms') > 0, "
    "version.record ->> '$.disclaimer' IS NOT NULL, "
    "length(CAST(version.record ->> '$.text' AS BLOB)) "
    "FROM temp.fresh JOIN article ON article.id = fresh.article_id "
    "JOIN version ON version.article_id = article.id AND version.n = n_versions - 1",
};

bool
facts_knows_site(struct db *db, struct str site)
{
	struct sqlite3_stmt *find = db_prepare(db, "SELECT 1 FROM url WHERE site = ? LIMIT 1");
	db_bind(db, find, "t", site);
	bool known = db_one(db, find) != 0;
	db_finish(find);
	return known;
}

void
facts_gather(struct db *db, struct str site, int64_t nights, struct facts *facts)
{
	db_exec(db, "PRAGMA query_only = OFF"); /* of tables that nobody else sees */
	db_exec(db, tables);
	struct sqlite3_stmt *ask = db_prepare(db, "INSERT INTO temp.asked VALUES (?1, ?2, NULL)");
	db_run(db, ask, "ti", site, nights);
	db_finish(ask);
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		db_exec(db, steps[i]);
	facts->n_nights = db_int_of(db, "SELECT count(*) FROM temp.night");
	facts->n_articles = db_int_of(db, "SELECT count(*) FROM article WHERE deleted IS NULL "
					  "AND " FACTS_OF_SITE("site"));
}
