/* SPDX-License-Identifier: MIT */
/* merge_articles.c - the articles of a shard and what they consist of */
#include "store/merge.h"

/* People, teasers and terms, each once by what it says.  Teasers of what is forgotten stay out. */
static const char *const shared_rows[] = {
    "INSERT INTO main.organization (name, grade) SELECT name, grade FROM shard.organization "
    "WHERE true ORDER BY id ON CONFLICT (name) DO UPDATE SET grade = excluded.grade "
    "WHERE excluded.grade IS NOT NULL AND (grade IS NULL OR excluded.grade > grade)",

    "INSERT INTO main.person (name, job_title, department, organization_id, url) "
    "SELECT s.name, s.job_title, s.department, m.id, s.url FROM shard.person AS s "
    "JOIN shard.organization AS o ON o.id = s.organization_id "
    "JOIN main.organization AS m ON m.name = o.name WHERE true ORDER BY s.id "
    "ON CONFLICT DO NOTHING",
    "INSERT INTO temp.merge_person SELECT s.id, p.id FROM shard.person AS s "
    "JOIN shard.organization AS o ON o.id = s.organization_id "
    "JOIN main.organization AS m ON m.name = o.name "
    "JOIN main.person AS p ON p.name = s.name AND p.job_title = s.job_title "
    "AND p.department = s.department AND p.organization_id = m.id",

    "INSERT INTO main.teaser (digest, title, url, record, key) "
    "SELECT digest, title, url, record, key FROM shard.teaser WHERE NOT EXISTS "
    "(SELECT 1 FROM main.url WHERE url.key = teaser.key AND is_forgotten) ORDER BY id "
    "ON CONFLICT DO NOTHING",
    "INSERT INTO temp.merge_teaser SELECT s.id, m.id FROM shard.teaser AS s "
    "JOIN main.teaser AS m ON m.digest = s.digest",

    "INSERT INTO main.term (term, definition, url) SELECT term, definition, url FROM shard.term "
    "WHERE true ORDER BY id ON CONFLICT DO NOTHING",
    "INSERT INTO temp.merge_term SELECT s.id, m.id FROM shard.term AS s "
    "JOIN main.term AS m ON m.term = s.term AND m.definition = s.definition",
};

/* What is the same in both, but for ids and change numbers. */
#define COLUMNS                                                                                    \
	"page_kind, title, site_name, language, date_published, date_modified, content_digest, "   \
	"simhash, word_count, disclaimer, record, n_versions, stored_at, changed_at, site, "       \
	"fetched_at, payload_digest, extractor, rules, metadata_digest, text_length, n_authors, "  \
	"deleted, deleted_at"

/* New ones come in the order in which the shard got them; ?1 is the last change number so far. */
static const char add_new[] =
    "INSERT INTO main.article (url_id, source_id, change, first_change, " COLUMNS ") "
    "SELECT url.id, source.id, ?1 + row_number() OVER (ORDER BY s.change), "
    "?1 + row_number() OVER (ORDER BY s.change), " COLUMNS " FROM shard.article AS s "
    "JOIN temp.merge_url AS url ON url.shard_id = s.url_id "
    "LEFT JOIN temp.merge_url AS source ON source.shard_id = s.source_id "
    "WHERE NOT EXISTS (SELECT 1 FROM main.article WHERE url_id = url.id) ORDER BY s.change";

static const char list_new[] =
    "INSERT INTO temp.merge_article SELECT s.id, m.id, 1 FROM shard.article AS s "
    "JOIN temp.merge_url AS url ON url.shard_id = s.url_id "
    "JOIN main.article AS m ON m.url_id = url.id WHERE m.first_change > ?1";

static void
add_articles(struct db *db)
{
	struct sqlite3_stmt *add = db_prepare(db, add_new), *list = db_prepare(db, list_new);
	int64_t before = db_int_of(db, "SELECT change FROM main.database");
	for (int n = db_run(db, add, "i", before); n > 0; n--)
		db_next_change(db);
	db_run(db, list, "i", before);
	db_finish(add);
	db_finish(list);
}

/* A state that the shard has later than we. */
static const char replace[] =
    "UPDATE main.article SET (source_id, change, " COLUMNS ") = "
    "(SELECT source.id, ?3, page_kind, title, site_name, language, date_published, "
    "date_modified, content_digest, simhash, word_count, disclaimer, record, "
    "max(s.n_versions, main.article.n_versions), min(s.stored_at, main.article.stored_at), "
    "changed_at, site, fetched_at, payload_digest, extractor, rules, metadata_digest, "
    "text_length, n_authors, deleted, deleted_at FROM shard.article AS s "
    "LEFT JOIN temp.merge_url AS source ON source.shard_id = s.source_id WHERE s.id = ?1) "
    "WHERE id = ?2";

static void
replace_articles(struct db *db)
{
	struct sqlite3_stmt *next = db_prepare(db,
	    "SELECT shard_id, id FROM temp.merge_article WHERE NOT is_new AND shard_id > ?1 "
	    "ORDER BY shard_id LIMIT 1");
	struct sqlite3_stmt *change = db_prepare(db, replace);
	int64_t shard_id = 0;
	for (;;) {
		db_bind(db, next, "i", shard_id);
		if (!db_step(db, next))
			break;
		shard_id = db_int(next, 0);
		int64_t id = db_int(next, 1);
		while (db_step(db, next))
			continue;
		db_run(db, change, "iii", shard_id, id, db_next_change(db));
	}
	db_finish(next);
	db_finish(change);
}

/* What the articles that come from the shard consist of, in the place of what they had. */
#define REPLACED "WHERE article_id IN (SELECT id FROM temp.merge_article WHERE NOT is_new)"
#define MINE(table)                                                                                \
	"FROM temp.merge_article AS map JOIN shard." table " AS s ON s.article_id = map.shard_id "
static const char *const parts[] = {
    "DELETE FROM main.article_author " REPLACED,
    "DELETE FROM main.article_teaser " REPLACED,
    "DELETE FROM main.article_term " REPLACED,
    "INSERT INTO main.article_author SELECT map.id, s.position, person.id " MINE(
	"article_author") "JOIN temp.merge_person AS person ON person.shard_id = s.person_id ORDER "
			  "BY 1, 2",
    "INSERT INTO main.article_teaser SELECT map.id, s.position, teaser.id " MINE(
	"article_teaser") "JOIN temp.merge_teaser AS teaser ON teaser.shard_id = s.teaser_id ORDER "
			  "BY 1, 2",
    "INSERT INTO main.article_term SELECT map.id, s.position, term.id " MINE(
	"article_term") "JOIN temp.merge_term AS term ON term.shard_id = s.term_id ORDER BY 1, 2",
    "INSERT INTO main.version (article_id, n, content_digest, record, replaced_at, cause) "
    "SELECT map.id, s.n, s.content_digest, s.record, s.replaced_at, s.cause " MINE(
	"version") "WHERE map.is_new",
};

void
merge_articles(struct db *db)
{
	merge_run(db, shared_rows, sizeof shared_rows / sizeof *shared_rows);
	add_articles(db);
	merge_histories(db);
	replace_articles(db);
	merge_run(db, parts, sizeof parts / sizeof *parts);
}
