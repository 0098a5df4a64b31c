/* SPDX-License-Identifier: MIT */
/* index.c - the search index: a file of its own beside the database, DB.search */
#include "store/index.h"

#include <stdio.h>
#include <unistd.h>

#include "lib/diag.h"
#include "lib/limits.h"
#include "lib/record.h"
#include "lib/unicode.h"
#include "store/stored.h"
#include "store/tokenizer.h"

#define AROUND 24 /* characters of the text on both sides of a word */

static const char schema[] =
    "PRAGMA application_id = 0x77696e73;" /* "wins" */
    "CREATE TABLE state (database TEXT NOT NULL, change INTEGER NOT NULL) STRICT;"
    "INSERT INTO state VALUES ('', 0);"
    "CREATE VIRTUAL TABLE doc USING fts5 (url UNINDEXED, title, body, teasers, "
    "tokenize = 'winnow')";
#define APPLICATION_ID 0x77696e73

static const char *
index_path(const struct db *db, char *room, size_t size)
{
	if (snprintf(room, size, "%s.search", db->path) >= (int)size)
		diag_die("the path '%s' is too long", db->path);
	return room;
}

static void
open_index(struct db *index, const char *path, enum db_mode mode)
{
	bool is_new = db_open_other(index, path, APPLICATION_ID, mode);
	tokenizer_register(index);
	if (!is_new)
		return;
	db_begin(index);
	db_exec(index, schema);
	db_commit(index);
}

/* ---- building ---- */

static void
join_teasers(const struct article *article, struct buf *out)
{
	for (size_t i = 0; i < article->related.n; i++) {
		buf_add_str(out, article->related.items[i].title);
		buf_add_char(out, '\n');
		buf_add_str(out, article->related.items[i].teaser);
		buf_add_char(out, '\n');
	}
}

static void
join_body(const struct article *article, struct buf *out)
{
	if (article->text.ptr) {
		buf_add_str(out, article->text);
		return;
	}
	for (size_t i = 0; i < article->blocks.n; i++) {
		buf_add_str(out, article->blocks.items[i].text);
		buf_add_char(out, '\n');
	}
}

static void
add_article(struct db *index, struct sqlite3_stmt *add, struct stored_articles *articles)
{
	struct arena arena;
	struct record record;
	struct buf body, teasers;
	struct str why;
	arena_init(&arena, LIMIT_RECORD_BYTES);
	buf_init(&body, LIMIT_LINE_BYTES);
	buf_init(&teasers, LIMIT_LINE_BYTES);
	if (record_read(&arena, stored_line(articles), &record, &why)) {
		join_body(&record.article, &body);
		join_teasers(&record.article, &teasers);
		db_run(index, add, "itttt", articles->id, record.visit.url, record.article.title,
		    buf_str(&body), buf_str(&teasers));
	} else {
		diag_warn(
		    "article %lld cannot be read: %.*s", (long long)articles->id, STR_ARGS(why));
	}
	buf_clear(&body);
	buf_clear(&teasers);
	arena_clear(&arena);
}

/* The change up to which the index goes; it begins anew when it is another database's. */
static int64_t
known_change(struct db *db, struct db *index)
{
	struct sqlite3_stmt *id = db_prepare(db, "SELECT id FROM database");
	struct sqlite3_stmt *known =
	    db_prepare(index, "SELECT change FROM state WHERE database = ?1");
	db_step(db, id);
	db_bind(index, known, "t", db_text(id, 0));
	bool same = db_step(index, known);
	int64_t change = same ? db_int(known, 0) : 0;
	db_finish(known);
	if (!same) {
		struct sqlite3_stmt *take = db_prepare(index, "UPDATE state SET database = ?1");
		db_exec(index, "DELETE FROM doc");
		db_run(index, take, "t", db_text(id, 0));
		db_finish(take);
	}
	db_finish(id);
	return change;
}

int64_t
index_update(struct db *db)
{
	struct db index;
	struct stored_articles articles;
	char path[4200], selection[128]; /* PATH_MAX of Linux, and the ending */
	int64_t n = 0;
	open_index(&index, index_path(db, path, sizeof path), DB_CREATE);
	db_begin(&index);
	db_exec(db, "BEGIN"); /* one snapshot */
	snprintf(selection, sizeof selection, "WHERE change > %lld ORDER BY article.id",
	    (long long)known_change(db, &index));
	struct sqlite3_stmt *drop = db_prepare(&index, "DELETE FROM doc WHERE rowid = ?");
	struct sqlite3_stmt *add =
	    db_prepare(&index, "INSERT INTO doc (rowid, url, title, body, teasers) "
			       "VALUES (?1, ?2, ?3, ?4, ?5)");
	struct sqlite3_stmt *keep = db_prepare(&index, "UPDATE state SET change = ?1");
	stored_open(&articles, db, selection);
	for (; stored_next(&articles); n++) {
		db_run(&index, drop, "i", articles.id);
		if (!articles.deleted.ptr)
			add_article(&index, add, &articles);
	}
	stored_close(&articles);
	db_run(&index, keep, "i", db_int_of(db, "SELECT change FROM database"));
	db_exec(db, "COMMIT");
	db_finish(drop);
	db_finish(add);
	db_finish(keep);
	db_commit(&index);
	db_close(&index);
	return n;
}

/* ---- searching ---- */

/* Words that the index knows become a query of phrases; the others are looked for one by one. */
static void
split_words(struct arena *arena, struct str words, struct buf *match, struct str_list *scanned)
{
	for (size_t at = 0; at < words.len;) {
		size_t start = at, end = at;
		while (at < words.len && (end = at, !unicode_is_space(unicode_next(words, &at))))
			end = at;
		struct str word = str_slice(words, start, end);
		if (word.len == 0)
			continue;
		*ARENA_PUSH(arena, scanned) = word;
		if (!tokenizer_knows(word))
			continue;
		scanned->n--;
		buf_add_text(match, match->len > 0 ? " AND \"" : "\"");
		for (size_t i = 0; i < word.len; i++) {
			if (word.ptr[i] == '"')
				buf_add_char(match, '"');
			buf_add_char(match, word.ptr[i]);
		}
		buf_add_char(match, '"');
	}
}

static bool
has_all(const struct str_list *words, const struct str *columns)
{
	for (size_t i = 0; i < words->n; i++)
		if (str_find_nocase(columns[0], words->items[i]) == STR_NOT_FOUND &&
		    str_find_nocase(columns[1], words->items[i]) == STR_NOT_FOUND &&
		    str_find_nocase(columns[2], words->items[i]) == STR_NOT_FOUND)
			return false;
	return true;
}

static void
add_flat(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		buf_add_char(out, c == '\n' || c == '\t' || c == '\r' ? ' ' : c);
	}
}

/* The text around the first of the words, in body, teasers or title. */
static void
add_piece(struct buf *out, struct str word, const struct str *columns)
{
	static const int order[] = {1, 2, 0};
	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		struct str text = columns[order[i]];
		size_t at = str_find_nocase(text, word);
		if (at == STR_NOT_FOUND)
			continue;
		size_t from = at;
		for (int n = 0; n < AROUND && from > 0; n++)
			unicode_previous(text, &from);
		struct str after = str_slice(text, at + word.len, text.len);
		after = unicode_prefix(after, AROUND);
		add_flat(out, str_slice(text, from, at));
		buf_add_char(out, '[');
		add_flat(out, str_slice(text, at, at + word.len));
		buf_add_char(out, ']');
		add_flat(out, after);
		return;
	}
}

static struct str
first_word(struct str words)
{
	size_t from = 0, at = 0;
	while (at < words.len && unicode_is_space(unicode_next(words, &at)))
		from = at;
	size_t end = from;
	for (at = from; at < words.len && !unicode_is_space(unicode_next(words, &at));)
		end = at;
	return str_slice(words, from, end);
}

int64_t
index_search(struct db *db, struct str words, int64_t limit, struct buf *out)
{
	struct db index;
	struct arena arena;
	struct buf match;
	struct str_list scanned = {NULL, 0};
	char path[4200]; /* PATH_MAX of Linux, and the ending */
	int64_t n = 0;
	if (access(index_path(db, path, sizeof path), F_OK) != 0)
		diag_die("'%s' has no index; winnow-search --index makes it", db->path);
	open_index(&index, path, DB_READ);
	if (db_int_of(&index, "SELECT change FROM state") <
	    db_int_of(db, "SELECT change FROM database"))
		diag_warn("the index is behind the database; winnow-search --index brings it on");
	arena_init(&arena, LIMIT_REQUEST_BYTES * 16);
	buf_init(&match, LIMIT_REQUEST_BYTES * 4);
	split_words(&arena, words, &match, &scanned);
	struct sqlite3_stmt *rows = db_prepare(&index,
	    match.len > 0 ? "SELECT rowid, url, title, body, teasers FROM doc WHERE doc MATCH ?1 "
			    "ORDER BY bm25(doc, 0, 10, 1, 0.5), rowid"
			  : "SELECT rowid, url, title, body, teasers FROM doc "
			    "WHERE ?1 IS NULL ORDER BY rowid");
	struct str none = {NULL, 0};
	db_bind(&index, rows, "t", match.len > 0 ? buf_str(&match) : none);
	while (n < limit && (match.len > 0 || scanned.n > 0) && db_step(&index, rows)) {
		struct str columns[] = {db_text(rows, 2), db_text(rows, 3), db_text(rows, 4)};
		if (!has_all(&scanned, columns))
			continue;
		buf_addf(
		    out, "%lld\t%.*s\t", (long long)db_int(rows, 0), STR_ARGS(db_text(rows, 1)));
		add_flat(out, columns[0]);
		buf_add_char(out, '\t');
		add_piece(out, first_word(words), columns);
		buf_add_char(out, '\n');
		n++;
	}
	db_finish(rows);
	buf_clear(&match);
	arena_clear(&arena);
	db_close(&index);
	return n;
}
