/* SPDX-License-Identifier: MIT */
/* selection.c - which articles an export takes, and those that have left since a cursor */
#include "store/selection.h"

#include <stdlib.h>
#include <string.h>

#include "lib/ascii.h"
#include "lib/json.h"
#include "lib/timestamp.h"
#include "lib/unicode.h"

#define LIST_BYTES (1u << 20) /* more than a command line holds, escaped */
#define DATE_LEN   10

/* ?1 is the cursor.  The record itself is not read here: what is sorted stays small. */
static const char sql[] =
    "WITH changed AS (SELECT id, url_id, page_kind, deleted, deleted_at, "
    "first_change, " SELECTION_IS_IN " AS is_in "
    "FROM article WHERE change > ?1 AND (?1 > 0 OR deleted IS NULL)) "
    "SELECT changed.id, url, page_kind, is_in, deleted, deleted_at FROM changed "
    "JOIN url ON url.id = url_id WHERE is_in OR (?1 > 0 AND first_change <= ?1) ORDER BY url";

bool
selection_is_any(const struct selection *selection)
{
	return selection->sites.n > 0 || selection->languages.n > 0 || selection->authors.n > 0 ||
	       selection->published_from || selection->published_to || selection->changed_since;
}

static int
compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
settle_list(struct option_texts *list, struct arena *arena, bool in_small)
{
	for (size_t i = 0; in_small && i < list->n; i++) {
		struct str copy = arena_copy(arena, str_from(list->items[i]));
		char *small = arena_alloc(arena, copy.len + 1);
		for (size_t at = 0; at < copy.len; at++)
			small[at] = ascii_lower(copy.ptr[at]);
		list->items[i] = small;
	}
	if (list->n > 1)
		qsort(list->items, list->n, sizeof *list->items, compare_texts);
}

static bool
is_utf8(const struct option_texts *list)
{
	for (size_t i = 0; i < list->n; i++)
		if (!unicode_is_valid(str_from(list->items[i])))
			return false;
	return true;
}

static bool
is_date(const char *text)
{
	int64_t at;
	return !text || (strlen(text) == DATE_LEN && timestamp_read(str_from(text), &at));
}

bool
selection_settle(struct selection *selection, struct arena *arena, const char **wrong)
{
	int64_t at = 0;
	settle_list(&selection->sites, arena, true);
	settle_list(&selection->languages, arena, true);
	settle_list(&selection->authors, arena, false);
	bool is_time =
	    selection->changed_since && timestamp_read(str_from(selection->changed_since), &at);
	if (is_time)
		selection->changed_since = timestamp_str(arena, at).ptr;
	const struct {
		bool is_wrong;
		const char *words;
	} checks[] = {
	    {!is_utf8(&selection->sites), "--site takes UTF-8"},
	    {!is_utf8(&selection->languages), "--language takes UTF-8"},
	    {!is_utf8(&selection->authors), "--author takes UTF-8"},
	    {!is_date(selection->published_from),
		"--published-from takes a date such as 2026-11-22"},
	    {!is_date(selection->published_to), "--published-to takes a date such as 2026-11-22"},
	    {selection->changed_since && !is_time,
		"--changed-since takes a time such as 2026-11-22T18:00:00Z"},
	};
	for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
		*wrong = checks[i].words;
		if (checks[i].is_wrong)
			return false;
	}
	return true;
}

static void
write_list(const struct option_texts *list, struct buf *out)
{
	buf_add_char(out, '[');
	for (size_t i = 0; i < list->n; i++) {
		if (i > 0)
			buf_add_char(out, ',');
		json_write_string(out, str_from(list->items[i]));
	}
	buf_add_char(out, ']');
}

static void
write_name(struct buf *out, const char *name)
{
	if (out->len > 0 && out->ptr[out->len - 1] != '{')
		buf_add_char(out, ',');
	buf_addf(out, "\"%s\":", name);
}

void
selection_write(const struct selection *selection, struct buf *out)
{
	const struct {
		const char *name;
		const struct option_texts *list;
	} lists[] = {{"site", &selection->sites}, {"language", &selection->languages},
	    {"author", &selection->authors}};
	const struct {
		const char *name, *text;
	} texts[] = {{"published_from", selection->published_from},
	    {"published_to", selection->published_to}, {"changed_since", selection->changed_since}};
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		if (lists[i].list->n == 0)
			continue;
		write_name(out, lists[i].name);
		write_list(lists[i].list, out);
	}
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		if (!texts[i].text)
			continue;
		write_name(out, texts[i].name);
		json_write_string(out, str_from(texts[i].text));
	}
}

static struct str
as_json(const struct option_texts *list, struct buf *out)
{
	if (list->n == 0)
		return (struct str){NULL, 0};
	write_list(list, out);
	return buf_str(out);
}

void
selection_bind(const struct selection *selection, struct selection_lists *lists, struct db *db,
    struct sqlite3_stmt *statement, int64_t number)
{
	buf_init(&lists->site, LIST_BYTES);
	buf_init(&lists->language, LIST_BYTES);
	buf_init(&lists->author, LIST_BYTES);
	db_bind(db, statement, "itttttt", number, as_json(&selection->sites, &lists->site),
	    as_json(&selection->languages, &lists->language),
	    as_json(&selection->authors, &lists->author), str_from(selection->published_from),
	    str_from(selection->published_to), str_from(selection->changed_since));
}

void
selection_unbind(struct selection_lists *lists)
{
	buf_clear(&lists->site);
	buf_clear(&lists->language);
	buf_clear(&lists->author);
}

void
selected_open(
    struct selected *selected, struct db *db, const struct selection *selection, int64_t since)
{
	*selected = (struct selected){.db = db};
	selected->rows = db_prepare(db, sql);
	selection_bind(selection, &selected->lists, db, selected->rows, since);
}

void
selected_close(struct selected *selected)
{
	db_finish(selected->rows);
	selection_unbind(&selected->lists);
}

bool
selected_next(struct selected *selected)
{
	struct sqlite3_stmt *row = selected->rows;
	if (!db_step(selected->db, row))
		return false;
	selected->id = db_int(row, 0);
	selected->url = db_text(row, 1);
	selected->page_kind = db_text(row, 2);
	selected->is_in = db_int(row, 3);
	selected->deleted = db_text(row, 4);
	selected->deleted_at = db_text(row, 5);
	return true;
}
