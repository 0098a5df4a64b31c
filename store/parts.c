/* SPDX-License-Identifier: MIT */
/* parts.c - what an article shares with others: authors, teasers, terms */
#include "store/parts.h"

#include <string.h>

#include "lib/digest.h"
#include "lib/limits.h"
#include "lib/mem.h"
#include "lib/record.h"
#include "lib/url_key.h"

enum statement {
	DROP_AUTHORS,
	DROP_TERMS,
	ADD_ORGANIZATION,
	FIND_ORGANIZATION,
	ADD_PERSON,
	FIND_PERSON,
	ADD_AUTHOR,
	ADD_TEASER,
	FIND_TEASER,
	ADD_TERM,
	LINK_TERM,
	N_STATEMENTS
};
_Static_assert(N_STATEMENTS == PARTS_STATEMENTS, "PARTS_STATEMENTS counts the table");

static const char *const sql[N_STATEMENTS] = {
    [DROP_AUTHORS] = "DELETE FROM article_author WHERE article_id = ?",
    [DROP_TERMS] = "DELETE FROM article_term WHERE article_id = ?",
    [ADD_ORGANIZATION] = "INSERT INTO organization (name, grade) VALUES (?1, ?2) "
			 "ON CONFLICT (name) DO UPDATE SET grade = excluded.grade "
			 "WHERE excluded.grade IS NOT NULL AND grade IS NOT excluded.grade",
    [FIND_ORGANIZATION] = "SELECT id FROM organization WHERE name = ?",
    [ADD_PERSON] = "INSERT INTO person (name, job_title, department, organization_id, url) "
		   "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
    [FIND_PERSON] = "SELECT id FROM person WHERE name = ?1 AND job_title = ?2 "
		    "AND department = ?3 AND organization_id = ?4",
    [ADD_AUTHOR] = "INSERT INTO article_author VALUES (?1, ?2, ?3)",
    /* A page that was taken down comes back in no teaser, either. */
    [ADD_TEASER] = "INSERT INTO teaser (digest, title, url, record, key) "
		   "SELECT ?1, ?2, ?3, ?4, ?5 WHERE NOT EXISTS "
		   "(SELECT 1 FROM url WHERE key = ?5 AND is_forgotten) ON CONFLICT DO NOTHING",
    [FIND_TEASER] = "SELECT id FROM teaser WHERE digest = ?",
    [ADD_TERM] = "INSERT INTO term (term, definition, url) VALUES (?1, ?2, ?3) "
		 "ON CONFLICT DO NOTHING",
    [LINK_TERM] = "INSERT INTO article_term SELECT ?1, ?2, id FROM term "
		  "WHERE term = ?3 AND definition = ?4",
};

void
parts_open(struct parts *parts, struct db *db)
{
	parts->db = db;
	buf_init(&parts->line, LIMIT_LINE_BYTES);
	parts->digest = digest_new();
	known_open(&parts->teasers);
	for (int i = 0; i < N_STATEMENTS; i++)
		parts->statements[i] = db_prepare(db, sql[i]);
}

void
parts_close(struct parts *parts)
{
	for (int i = 0; i < N_STATEMENTS; i++)
		db_finish(parts->statements[i]);
	buf_clear(&parts->line);
	char unused[DIGEST_LEN + 1];
	digest_free(parts->digest, unused);
	known_close(&parts->teasers);
}

void
parts_forget(struct parts *parts)
{
	known_forget(&parts->teasers);
}

void
parts_drop(struct parts *parts, int64_t article_id)
{
	for (int i = DROP_AUTHORS; i <= DROP_TERMS; i++)
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

/* Its row, by the digest of its JSON as we write it; 0 when the page it teases is forgotten. */
static int64_t
teaser_id(struct parts *parts, struct arena *arena, const struct related *related, struct str json)
{
	struct sqlite3_stmt *const *s = parts->statements;
	char text[DIGEST_LEN + 1];
	digest_add(parts->digest, json);
	digest_end(parts->digest, text);
	struct str digest = str_from(text);
	db_run(parts->db, s[ADD_TEASER], "ttttt", digest, related->title, related->url, json,
	    key_of(arena, related->url));
	db_bind(parts->db, s[FIND_TEASER], "t", digest);
	return db_one(parts->db, s[FIND_TEASER]);
}

/* Teasers repeat: of those seen lately the id is known by their JSON as it came.  Another is
 * written as a record with only that one, for the part within the brackets.  0 when it is not to be
 * stored, or does not fit, though it came in a line of the same limit. */
static int64_t
add_teaser(struct parts *parts, struct arena *arena, const struct related *related)
{
	struct related one = *related;
	struct record record = {.kind = RECORD_ARTICLE};
	record.article.related.items = &one;
	record.article.related.n = 1;
	int64_t id = related->source.ptr ? known_find(&parts->teasers, related->source) : 0;
	if (id)
		return id;
	buf_reset(&parts->line);
	if (!record_write(&record, &parts->line))
		return 0;
	struct str line = buf_str(&parts->line);
	size_t from = str_find(line, STR("\"related\":[")) + 11;
	/* without "]}\n" */
	id = teaser_id(parts, arena, related, str_slice(line, from, line.len - 3));
	if (id && related->source.ptr)
		known_keep(&parts->teasers, related->source, id);
	return id;
}

struct str
parts_teasers(struct parts *parts, struct arena *arena, const struct article *article)
{
	struct buf ids;
	struct str list = {NULL, 0};
	buf_init(&ids, LIMIT_LINE_BYTES);
	for (size_t i = 0; i < article->related.n; i++) {
		int64_t id = add_teaser(parts, arena, &article->related.items[i]);
		if (id) {
			buf_add_char(&ids, ids.len > 0 ? ',' : '[');
			buf_add_int(&ids, id);
		}
	}
	if (ids.len > 0 && buf_add_char(&ids, ']'))
		list = arena_copy(arena, buf_str(&ids));
	buf_clear(&ids);
	return list;
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
parts_add(struct parts *parts, int64_t id, const struct article *article)
{
	for (size_t i = 0; i < article->authors.n; i++)
		add_author(parts, id, i, &article->authors.items[i]);
	for (size_t i = 0; i < article->terms.n; i++)
		add_term(parts, id, i, &article->terms.items[i]);
}
