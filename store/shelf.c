/* SPDX-License-Identifier: MIT */
/* shelf.c - articles in the database: their current state, their parts, their versions */
#include "store/shelf.h"

#include "lib/digest.h"
#include "lib/limits.h"

enum statement {
	FIND,
	INSERT,
	REPLACE,
	KEEP_VERSION,
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
_Static_assert(N_STATEMENTS == SHELF_STATEMENTS, "SHELF_STATEMENTS counts the table");

static const char *const sql[N_STATEMENTS] = {
    [FIND] = "SELECT id, content_digest, record FROM article WHERE url_id = ?",
    [INSERT] = "INSERT INTO article (page_kind, title, site_name, language, date_published, "
	       "date_modified, content_digest, simhash, word_count, text, disclaimer, record, "
	       "changed_at, url_id, stored_at) "
	       "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?13) "
	       "RETURNING id",
    [REPLACE] = "UPDATE article SET page_kind = ?1, title = ?2, site_name = ?3, language = ?4, "
		"date_published = ?5, date_modified = ?6, content_digest = ?7, simhash = ?8, "
		"word_count = ?9, text = ?10, disclaimer = ?11, record = ?12, changed_at = ?13, "
		"n_versions = n_versions + ?15 WHERE url_id = ?14 RETURNING id",
    [KEEP_VERSION] = "INSERT INTO version (article_id, n, content_digest, record, replaced_at) "
		     "SELECT id, n_versions, content_digest, record, ?2 FROM article WHERE id = ?1",
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
    [ADD_TEASER] = "INSERT INTO teaser (digest, title, url, record) VALUES (?1, ?2, ?3, ?4) "
		   "ON CONFLICT DO NOTHING",
    [LINK_TEASER] = "INSERT INTO article_teaser SELECT ?1, ?2, id FROM teaser WHERE digest = ?3",
    [ADD_TERM] = "INSERT INTO term (term, definition, url) VALUES (?1, ?2, ?3) "
		 "ON CONFLICT DO NOTHING",
    [LINK_TERM] = "INSERT INTO article_term SELECT ?1, ?2, id FROM term "
		  "WHERE term = ?3 AND definition = ?4",
    [ADD_REMOVED] = "INSERT INTO removed VALUES (?1, ?2, ?3, ?4, ?5)",
};

void
shelf_open(struct shelf *shelf, struct db *db)
{
	shelf->db = db;
	for (int i = 0; i < N_STATEMENTS; i++)
		shelf->statements[i] = db_prepare(db, sql[i]);
}

void
shelf_close(struct shelf *shelf)
{
	for (int i = 0; i < N_STATEMENTS; i++)
		db_finish(shelf->statements[i]);
}

bool
shelf_keeps(struct str page_kind)
{
	return str_eq(page_kind, STR("article")) || str_eq(page_kind, STR("qa"));
}

static struct str
or_empty(struct str text)
{
	return text.ptr ? text : STR("");
}

/* One row's first column as an id; 0 when there is none. */
static int64_t
first_int(struct shelf *shelf, struct sqlite3_stmt *statement)
{
	int64_t value = db_step(shelf->db, statement) ? db_int(statement, 0) : 0;
	while (db_step(shelf->db, statement))
		continue;
	return value;
}

static struct str
written(struct arena *arena, const struct record *record)
{
	struct buf line;
	buf_init(&line, LIMIT_LINE_BYTES + RECORD_INPUT_MAX);
	struct str text = {NULL, 0};
	if (record_write(record, &line))
		text = arena_copy(arena, str_slice(buf_str(&line), 0, line.len - 1));
	buf_clear(&line);
	return text;
}

static int64_t
person_id(struct shelf *shelf, const struct person *person)
{
	struct sqlite3_stmt *const *s = shelf->statements;
	struct str organization = or_empty(person->affiliation);
	db_run(shelf->db, s[ADD_ORGANIZATION], "tt", organization, person->affiliation_grade);
	db_bind(shelf->db, s[FIND_ORGANIZATION], "t", organization);
	int64_t at = first_int(shelf, s[FIND_ORGANIZATION]);
	struct str title = or_empty(person->job_title), department = or_empty(person->department);
	db_run(shelf->db, s[ADD_PERSON], "tttit", or_empty(person->name), title, department, at,
	    person->url);
	db_bind(shelf->db, s[FIND_PERSON], "ttti", or_empty(person->name), title, department, at);
	return first_int(shelf, s[FIND_PERSON]);
}

static void
put_teaser(
    struct shelf *shelf, struct arena *arena, int64_t id, size_t at, const struct related *related)
{
	/* As a record with only this one teaser: its JSON is the part within the brackets. */
	struct related one = *related;
	struct record record = {.kind = RECORD_ARTICLE};
	record.article.related.items = &one;
	record.article.related.n = 1;
	struct str line = written(arena, &record);
	size_t from = str_find(line, STR("\"related\":[")) + 11;
	struct str json = str_slice(line, from, line.len - 2);
	struct str digest = digest_of(arena, json);
	struct sqlite3_stmt *const *s = shelf->statements;
	db_run(shelf->db, s[ADD_TEASER], "tttt", digest, related->title, related->url, json);
	db_run(shelf->db, s[LINK_TEASER], "iit", id, (int64_t)at, digest);
}

static void
put_parts(struct shelf *shelf, struct arena *arena, int64_t id, const struct article *article)
{
	struct db *db = shelf->db;
	struct sqlite3_stmt *const *s = shelf->statements;
	for (int i = DROP_AUTHORS; i <= DROP_REMOVED; i++)
		db_run(db, s[i], "i", id);
	for (size_t i = 0; i < article->authors.n; i++)
		db_run(db, s[ADD_AUTHOR], "iii", id, (int64_t)i,
		    person_id(shelf, &article->authors.items[i]));
	for (size_t i = 0; i < article->sections.n; i++) {
		const struct section *section = &article->sections.items[i];
		db_run(db, s[ADD_SECTION], "iitit", id, (int64_t)i, or_empty(section->heading),
		    (int64_t)section->level, or_empty(section->text));
	}
	for (size_t i = 0; i < article->related.n; i++)
		put_teaser(shelf, arena, id, i, &article->related.items[i]);
	for (size_t i = 0; i < article->terms.n; i++) {
		const struct term *term = &article->terms.items[i];
		struct str name = or_empty(term->term), meaning = or_empty(term->definition);
		db_run(db, s[ADD_TERM], "ttt", name, meaning, term->url);
		db_run(db, s[LINK_TERM], "iitt", id, (int64_t)i, name, meaning);
	}
	for (size_t i = 0; i < article->removed.n; i++) {
		const struct removed *removed = &article->removed.items[i];
		db_run(db, s[ADD_REMOVED], "iitit", id, (int64_t)i, or_empty(removed->rule),
		    (int64_t)removed->at, or_empty(removed->text));
	}
}

/* The digest of the blocks' texts, for records that normalize has not seen. */
static struct str
digest_of_blocks(struct arena *arena, const struct article *article)
{
	char text[DIGEST_LEN + 1];
	struct digest *digest = digest_new();
	digest_add(digest, article->title);
	for (size_t i = 0; i < article->blocks.n; i++) {
		digest_add(digest, STR("\n"));
		digest_add(digest, article->blocks.items[i].text);
	}
	digest_free(digest, text);
	return arena_copy(arena, str_from(text));
}

/* Whether the stored record was made by the same programs and rules. */
static bool
is_made_alike(struct arena *arena, struct str stored, const struct article *article)
{
	struct record old;
	struct str why;
	return record_read(arena, stored, &old, &why) &&
	       str_eq(old.article.extractor, article->extractor) &&
	       str_eq(old.article.rules, article->rules);
}

static int64_t
write_row(struct shelf *shelf, enum statement which, struct str record, struct str digest,
    int64_t url_id, int64_t new_version, const struct article *a, struct str now)
{
	struct sqlite3_stmt *statement = shelf->statements[which];
	/* The last parameter is REPLACE's alone. */
	db_bind(shelf->db, statement, which == INSERT ? "ttttttttitttti" : "ttttttttittttii",
	    a->page_kind, a->title, a->site_name, a->language, a->date_published, a->date_modified,
	    digest, a->simhash, (int64_t)a->word_count, a->text, a->disclaimer, record, now, url_id,
	    new_version);
	return first_int(shelf, statement);
}

bool
shelf_put(struct shelf *shelf, struct arena *arena, int64_t url_id, const struct record *record,
    struct str now)
{
	const struct article *article = &record->article;
	struct sqlite3_stmt *const *s = shelf->statements;
	struct str digest = article->content_digest.ptr ? article->content_digest
							: digest_of_blocks(arena, article);
	db_bind(shelf->db, s[FIND], "i", url_id);
	bool known = db_step(shelf->db, s[FIND]);
	int64_t id = known ? db_int(s[FIND], 0) : 0;
	bool changed = known && !str_eq(db_text(s[FIND], 1), digest);
	bool alike = known && is_made_alike(arena, db_text(s[FIND], 2), article);
	while (known && db_step(shelf->db, s[FIND]))
		continue;
	if (known && !changed && alike)
		return false;
	if (changed)
		db_run(shelf->db, s[KEEP_VERSION], "it", id, now);
	struct record without = *record;
	without.article.related = (struct related_list){NULL, 0};
	struct str line = written(arena, &without);
	id =
	    write_row(shelf, known ? REPLACE : INSERT, line, digest, url_id, changed, article, now);
	put_parts(shelf, arena, id, article);
	return true;
}
