/* SPDX-License-Identifier: MIT */
/* migrate.c - a database of an older schema becomes one of today's */
#include "store/migrate.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "lib/diag.h"

/* What makes schema N + 1 out of schema N, at index N. */
static const char *const steps[DB_SCHEMA_VERSION] = {
    [1] = "CREATE TABLE database (only INTEGER PRIMARY KEY CHECK (only = 1), id TEXT NOT NULL, "
	  "change INTEGER NOT NULL) STRICT;"
	  "ALTER TABLE run ADD COLUMN n_pruned INTEGER NOT NULL DEFAULT 0;"
	  "ALTER TABLE url ADD COLUMN n_missing INTEGER NOT NULL DEFAULT 0;"
	  "ALTER TABLE url ADD COLUMN missing_at TEXT;"
	  "ALTER TABLE url ADD COLUMN alias_of INTEGER REFERENCES url (id);"
	  "ALTER TABLE url ADD COLUMN is_forgotten INTEGER NOT NULL DEFAULT 0;"
	  "CREATE INDEX url_alias ON url (alias_of) WHERE alias_of IS NOT NULL;"
	  "ALTER TABLE article DROP COLUMN text;"
	  "ALTER TABLE article ADD COLUMN source_id INTEGER REFERENCES url (id);"
	  "ALTER TABLE article ADD COLUMN site TEXT NOT NULL DEFAULT '';"
	  "ALTER TABLE article ADD COLUMN fetched_at TEXT;"
	  "ALTER TABLE article ADD COLUMN payload_digest TEXT;"
	  "ALTER TABLE article ADD COLUMN extractor TEXT;"
	  "ALTER TABLE article ADD COLUMN rules TEXT;"
	  "ALTER TABLE article ADD COLUMN metadata_digest TEXT;"
	  "ALTER TABLE article ADD COLUMN text_length INTEGER NOT NULL DEFAULT 0;"
	  "ALTER TABLE article ADD COLUMN n_authors INTEGER NOT NULL DEFAULT 0;"
	  "ALTER TABLE article ADD COLUMN change INTEGER NOT NULL DEFAULT 0;"
	  "ALTER TABLE article ADD COLUMN deleted TEXT;"
	  "ALTER TABLE article ADD COLUMN deleted_at TEXT;"
	  "UPDATE article SET source_id = url_id, change = id, "
	  "site = (SELECT site FROM url WHERE url.id = url_id), "
	  "fetched_at = record ->> 'fetched_at', payload_digest = record ->> 'payload_digest', "
	  "extractor = record ->> 'extractor', rules = record ->> 'rules', "
	  "text_length = coalesce(length(CAST(record ->> 'text' AS BLOB)), 0), "
	  "n_authors = coalesce(json_array_length(record, '$.authors'), 0);"
	  "CREATE UNIQUE INDEX article_change ON article (change);"
	  "CREATE INDEX article_site ON article (site, text_length, n_authors) "
	  "WHERE deleted IS NULL;"
	  "INSERT INTO database SELECT 1, lower(hex(randomblob(16))), coalesce(max(id), 0) "
	  "FROM article;"
	  "ALTER TABLE version ADD COLUMN cause TEXT NOT NULL DEFAULT 'source';"
	  "ALTER TABLE teaser ADD COLUMN key TEXT;"
	  "UPDATE teaser SET key = url;"
	  "CREATE INDEX teaser_key ON teaser (key);"
	  "CREATE INDEX article_teaser_teaser ON article_teaser (teaser_id);"
	  "CREATE VIEW related AS SELECT article_teaser.article_id, position, teaser.title, "
	  "teaser.url, article.id AS related_article_id "
	  "FROM article_teaser JOIN teaser ON teaser.id = teaser_id "
	  "LEFT JOIN url ON url.key = teaser.key "
	  "LEFT JOIN article ON article.url_id = coalesce(url.alias_of, url.id) "
	  "AND article.deleted IS NULL;"
	  "ALTER TABLE reject ADD COLUMN line INTEGER;"
	  "PRAGMA user_version = 2",
    [2] = "ALTER TABLE article ADD COLUMN first_change INTEGER NOT NULL DEFAULT 0;"
	  "DROP INDEX article_site;"
	  "CREATE INDEX article_site ON article (site, text_length, n_authors, change, source_id, "
	  "deleted) WHERE deleted IS NULL;"
	  "PRAGMA user_version = 3",
    [3] = "ALTER TABLE run ADD COLUMN night TEXT;"
	  "ALTER TABLE outcome ADD COLUMN effect TEXT;"
	  "DROP TABLE section;"
	  "DROP TABLE removed;"
	  "CREATE VIEW section AS SELECT article.id AS article_id, key AS position, "
	  "value ->> 'heading' AS heading, value ->> 'level' AS level, value ->> 'text' AS text "
	  "FROM article, json_each(record, '$.sections');"
	  "CREATE VIEW removed AS SELECT article.id AS article_id, key AS position, "
	  "value ->> 'rule' AS rule, value ->> 'at' AS at, value ->> 'text' AS text "
	  "FROM article, json_each(record, '$.removed');"
	  "PRAGMA user_version = 4",
};

/* A copy that is whole or not there. */
static void
keep_copy(struct db *db, int64_t version)
{
	char copy[4200], part[4210]; /* PATH_MAX of Linux, and the endings */
	snprintf(copy, sizeof copy, "%s.schema-%lld", db->path, (long long)version);
	snprintf(part, sizeof part, "%s.part", copy);
	unlink(part); /* of a migration that was killed */
	struct sqlite3_stmt *into = db_prepare(db, "VACUUM INTO ?");
	db_run(db, into, "t", str_from(part));
	db_finish(into);
	if (rename(part, copy) != 0)
		diag_die("cannot rename '%s': %s", part, strerror(errno));
}

void
migrate_run(struct db *db, int64_t from)
{
	if (from < 1 || from >= DB_SCHEMA_VERSION)
		diag_die(
		    "'%s' has schema %lld, which cannot be migrated", db->path, (long long)from);
	keep_copy(db, from);
	db_begin(db);
	for (int64_t version = db_int_of(db, "PRAGMA user_version"); version < DB_SCHEMA_VERSION;
	     version++)
		db_exec(db, steps[version]);
	if (db_int_of(db, "SELECT count(*) FROM pragma_foreign_key_check") > 0)
		diag_die("'%s' cannot be migrated: its rows do not fit together", db->path);
	db_commit(db);
	diag_note("'%s' now has schema %d; the one before is kept as '%s.schema-%lld'", db->path,
	    DB_SCHEMA_VERSION, db->path, (long long)from);
}
