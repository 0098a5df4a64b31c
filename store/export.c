/* SPDX-License-Identifier: MIT */
/* export.c - the current articles out of the database, as JSON Lines or CSV */
#include "store/export.h"

#include <stddef.h>
#include <string.h>

#include "lib/limits.h"
#include "lib/record.h"

static const char articles[] = "SELECT article.id, record FROM article JOIN url ON url.id = url_id "
			       "WHERE deleted IS NULL ORDER BY url, article.id";
static const char teasers[] = "SELECT record FROM article_teaser JOIN teaser ON id = teaser_id "
			      "WHERE article_id = ? ORDER BY position";

bool
export_format_of(const char *name, enum export_format *out)
{
	static const char *const names[] = {[EXPORT_JSONL] = "jsonl", [EXPORT_CSV] = "csv"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (strcmp(name, names[i]) == 0) {
			*out = (enum export_format)i;
			return true;
		}
	}
	return false;
}

/* ---- JSON Lines: the stored record, with its teasers put back ---- */

static void
write_json(
    struct db *db, struct sqlite3_stmt *related, int64_t id, struct str record, struct io_out *out)
{
	bool any = false;
	io_out_add(out, str_slice(record, 0, record.len - 1)); /* without its last brace */
	db_bind(db, related, "i", id);
	for (; db_step(db, related); any = true) {
		io_out_add(out, any ? STR(",") : STR(",\"related\":["));
		io_out_add(out, db_text(related, 0));
	}
	io_out_add(out, any ? STR("]}\n") : STR("}\n"));
	io_out_commit(out);
}

/* ---- CSV ---- */

/* A field is quoted when it must be; a quote inside is doubled (RFC 4180, 2.5 to 2.7). */
static void
write_field(struct io_out *out, struct str text)
{
	if (str_find_char(text, '"') == STR_NOT_FOUND &&
	    str_find_char(text, ',') == STR_NOT_FOUND &&
	    str_find_char(text, '\n') == STR_NOT_FOUND &&
	    str_find_char(text, '\r') == STR_NOT_FOUND) {
		io_out_add(out, text);
		return;
	}
	io_out_add(out, STR("\""));
	while (text.ptr) {
		size_t quote = str_find_char(text, '"');
		io_out_add(out, str_slice(text, 0, quote));
		if (quote == STR_NOT_FOUND)
			break;
		io_out_add(out, STR("\"\""));
		text = str_slice(text, quote + 1, text.len);
	}
	io_out_add(out, STR("\""));
}

/* The authors' names (or another member of theirs), joined by "; ". */
static struct str
join_people(struct arena *arena, const struct person_list *people, size_t offset)
{
	struct buf joined;
	buf_init(&joined, LIMIT_LINE_BYTES);
	for (size_t i = 0; i < people->n; i++) {
		struct str text;
		memcpy(&text, (const char *)&people->items[i] + offset, sizeof text);
		if (i > 0)
			buf_add_text(&joined, "; ");
		buf_add_str(&joined, text);
	}
	struct str copy = arena_copy(arena, buf_str(&joined));
	buf_clear(&joined);
	return copy;
}

static const char *const csv_columns[] = {"url", "canonical_url", "page_kind", "title", "site_name",
    "language", "authors", "job_titles", "affiliations", "affiliation_grades", "date_published",
    "date_modified", "text", "disclaimer", "word_count", "content_digest", "fetched_at"};
#define N_COLUMNS (sizeof csv_columns / sizeof *csv_columns)

static void
write_row(struct io_out *out, const struct str *fields)
{
	for (size_t i = 0; i < N_COLUMNS; i++) {
		if (i > 0)
			io_out_add(out, STR(","));
		write_field(out, fields[i]);
	}
	io_out_add(out, STR("\r\n"));
	io_out_commit(out);
}

static void
write_csv(struct arena *arena, struct str line, struct io_out *out)
{
	struct record record;
	struct str why;
	if (!record_read(arena, line, &record, &why))
		return; /* what we stored we can read: db --check says otherwise */
	const struct article *a = &record.article;
	struct str fields[N_COLUMNS] = {record.visit.url, a->canonical_url, a->page_kind, a->title,
	    a->site_name, a->language,
	    join_people(arena, &a->authors, offsetof(struct person, name)),
	    join_people(arena, &a->authors, offsetof(struct person, job_title)),
	    join_people(arena, &a->authors, offsetof(struct person, affiliation)),
	    join_people(arena, &a->authors, offsetof(struct person, affiliation_grade)),
	    a->date_published, a->date_modified, a->text, a->disclaimer,
	    arena_printf(arena, "%d", a->word_count), a->content_digest, record.visit.fetched_at};
	write_row(out, fields);
}

static void
write_csv_header(struct io_out *out)
{
	struct str fields[N_COLUMNS];
	for (size_t i = 0; i < N_COLUMNS; i++)
		fields[i] = str_from(csv_columns[i]);
	write_row(out, fields);
}

int64_t
export_write(struct db *db, enum export_format format, struct io_out *out)
{
	struct arena arena;
	int64_t n = 0;
	arena_init(&arena, LIMIT_RECORD_BYTES);
	db_exec(db, "BEGIN"); /* one snapshot for both statements */
	struct sqlite3_stmt *rows = db_prepare(db, articles);
	struct sqlite3_stmt *related = db_prepare(db, teasers);
	if (format == EXPORT_CSV)
		write_csv_header(out);
	for (; db_step(db, rows); n++) {
		if (format == EXPORT_CSV)
			write_csv(&arena, db_text(rows, 1), out);
		else
			write_json(db, related, db_int(rows, 0), db_text(rows, 1), out);
		arena_reset(&arena);
	}
	db_finish(rows);
	db_finish(related);
	db_exec(db, "COMMIT");
	arena_clear(&arena);
	return n;
}
