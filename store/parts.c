/* SPDX-License-Identifier: MIT */
/* parts.c - what an article consists of: authors, sections, teasers, terms, removed texts */
#include "store/parts.h"

#include "lib/digest.h"
#include "lib/limits.h"
#include "lib/record.h"
#include "lib/url_key.h"

enum statement {
	DROP_AUTHORS,
	DROP_SECTIONS,
	DROP_TEASERS,
	DROP_TERMS,
	DROP_REMOVED,
	ADD_ORGANIZATION,
	FIND_ORGANIZATION,
	ADD_PERSON,
	FIND_PERSON,
	ADD_AUTHOR,
	ADD_SECTION,
	ADD_TEASER,
	LINK_TEASER,
	ADD_TERM,
	LINK_TERM,
	ADD_REMOVED,
	N_STATEMENTS
};
_Static_assert(N_STATEMENTS == PARTS_STATEMENTS, "PARTS_STATEMENTS counts the table");

static const char *const sql[N_STATEMENTS] = {
    [DROP_AUTHORS] = "DELETE FROM article_author WHERE article_id = ?",
    [DROP_SECTIONS] = "DELETE FROM section WHERE article_id = ?",
    [DROP_TEASERS] = "DELETE FROM article_teaser WHERE article_id = ?",
    [DROP_TERMS] = "DELETE FROM article_term WHERE article_id = ?",
    [DROP_REMOVED] = "DELETE FROM removed WHERE article_id = ?",
    [ADD_ORGANIZATION] = "INSERT INTO organization (name, grade) VALUES (?1, ?2) "
			 "ON CONFLICT (name) DO UPDATE SET grade = excluded.grade "
			 "WHERE excluded.grade IS NOT NULL AND grade IS NOT excluded.grade",
    [FIND_ORGANIZATION] = "SELECT id FROM organization WHERE name = ?",
    [ADD_PERSON] = "INSERT INTO person (name, job_title, department, organization_id, url) "
		   "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
    [FIND_PERSON] = "SELECT id FROM person WHERE name = ?1 AND job_title = ?2 "
		    "AND department = ?3 AND organization_id = ?4",
    [ADD_AUTHOR] = "INSERT INTO article_author VALUES (?1, ?2, ?3)",
    [ADD_SECTION] = "INSERT INTO section VALUES (?1, ?2, ?3, ?4, ?5)",
    [ADD_TEASER] = "INSERT INTO teaser (digest, title, url, record, key) "
		   "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
    [LINK_TEASER] = "INSERT INTO article_teaser SELECT ?1, ?2, id FROM teaser WHERE digest = ?3",
    [ADD_TERM] = "INSERT INTO term (term, definition, url) VALUES (?1, ?2, ?3) "
		 "ON CONFLICT DO NOTHING",
    [LINK_TERM] = "INSERT INTO article_term SELECT ?1, ?2, id FROM term "
		  "WHERE term = ?3 AND definition = ?4",
    [ADD_REMOVED] = "INSERT INTO removed VALUES (?1, ?2, ?3, ?4, ?5)",
};

void
parts_open(struct parts *parts, struct db *db)
{
	parts->db = db;
	buf_init(&parts->line, LIMIT_LINE_BYTES);
	for (int i = 0; i < N_STATEMENTS; i++)
		parts->statements[i] = db_prepare(db, sql[i]);
}

void
parts_close(struct parts *parts)
{
	for (int i = 0; i < N_STATEMENTS; i++)
		db_finish(parts->statements[i]);
	buf_clear(&parts->line);
}

void
parts_drop(struct parts *parts, int64_t article_id)
{
	for (int i = DROP_AUTHORS; i <= DROP_REMOVED; i++)
		db_run(parts->db, parts->statements[i], "i", article_id);
}

static struct str
or_empty(struct str text)
{
	return text.ptr ? text : STR("");
}

static int64_t
organization_id(struct parts *parts, const struct person *person)
{
	struct sqlite3_stmt *const *s = parts->statements;
	struct str name = or_empty(person->affiliation);
	db_run(parts->db, s[ADD_ORGANIZATION], "tt", name, person->affiliation_grade);
	db_bind(parts->db, s[FIND_ORGANIZATION], "t", name);
	return db_one(parts->db, s[FIND_ORGANIZATION]);
}

static void
add_author(struct parts *parts, int64_t article_id, size_t at, const struct person *person)
{
	struct sqlite3_stmt *const *s = parts->statements;
	struct str name = or_empty(person->name), title = or_empty(person->job_title);
	struct str department = or_empty(person->department);
	int64_t organization = organization_id(parts, person);
	db_run(
	    parts->db, s[ADD_PERSON], "tttit", name, title, department, organization, person->url);
	db_bind(parts->db, s[FIND_PERSON], "ttti", name, title, department, organization);
	db_run(parts->db, s[ADD_AUTHOR], "iii", article_id, (int64_t)at,
	    db_one(parts->db, s[FIND_PERSON]));
}

static struct str
key_of(struct arena *arena, struct str text)
{
	struct url url;
	struct str none = {NULL, 0};
	if (!text.ptr || url_resolve(arena, none, text, &url) != URL_OK)
		return none;
	return url_key(arena, &url);
}

/* A teaser is written as a record with only that one: its JSON is the part within the brackets. */
static void
add_teaser(struct parts *parts, struct arena *arena, int64_t article_id, size_t at,
    const struct related *related)
{
	struct sqlite3_stmt *const *s = parts->statements;
	struct related one = *related;
	struct record record = {.kind = RECORD_ARTICLE};
	record.article.related.items = &one;
	record.article.related.n = 1;
	buf_reset(&parts->line);
	if (!record_write(&record, &parts->line))
		return; /* it came in a line of the same limit */
	struct str line = buf_str(&parts->line);
	size_t from = str_find(line, STR("\"related\":[")) + 11;
	struct str json = str_slice(line, from, line.len - 3); /* without "]}\n" */
	struct str digest = digest_of(arena, json);
	db_run(parts->db, s[ADD_TEASER], "ttttt", digest, related->title, related->url, json,
	    key_of(arena, related->url));
	db_run(parts->db, s[LINK_TEASER], "iit", article_id, (int64_t)at, digest);
}

static void
add_term(struct parts *parts, int64_t article_id, size_t at, const struct term *term)
{
	struct sqlite3_stmt *const *s = parts->statements;
	struct str name = or_empty(term->term), meaning = or_empty(term->definition);
	db_run(parts->db, s[ADD_TERM], "ttt", name, meaning, term->url);
	db_run(parts->db, s[LINK_TERM], "iitt", article_id, (int64_t)at, name, meaning);
}

void
parts_add(struct parts *parts, struct arena *arena, int64_t id, const struct article *article)
{
	struct db *db = parts->db;
	struct sqlite3_stmt *const *s = parts->statements;
	for (size_t i = 0; i < article->authors.n; i++)
		add_author(parts, id, i, &article->authors.items[i]);
	for (size_t i = 0; i < article->sections.n; i++) {
		const struct section *section = &article->sections.items[i];
		db_run(db, s[ADD_SECTION], "iitit", id, (int64_t)i, or_empty(section->heading),
		    (int64_t)section->level, or_empty(section->text));
	}
	for (size_t i = 0; i < article->related.n; i++)
		add_teaser(parts, arena, id, i, &article->related.items[i]);
	for (size_t i = 0; i < article->terms.n; i++)
		add_term(parts, id, i, &article->terms.items[i]);
	for (size_t i = 0; i < article->removed.n; i++) {
		const struct removed *removed = &article->removed.items[i];
		db_run(db, s[ADD_REMOVED], "iitit", id, (int64_t)i, or_empty(removed->rule),
		    (int64_t)removed->at, or_empty(removed->text));
	}
}
