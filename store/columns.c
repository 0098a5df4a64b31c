/* SPDX-License-Identifier: MIT */
/* columns.c - articles as rows: which columns there are, and what stands in them */
#include "store/columns.h"

#include <json-c/json.h>
#include <string.h>

#include "lib/json.h"
#include "lib/limits.h"
#include "store/members.h"

#define PERSON(member) offsetof(struct person, member)

/* Columns that are no member of the record. */
static const struct column own[] = {
    {"record", "article, or tombstone for one to be dropped", COLUMN_RECORD, NULL, false, 0},
    {"url", "the key of the article", COLUMN_MEMBER, NULL, false, 0},
    {"authors", "the authors' names", COLUMN_PEOPLE, NULL, false, PERSON(name)},
    {"job_titles", "their job titles", COLUMN_PEOPLE, NULL, false, PERSON(job_title)},
    {"departments", "their departments", COLUMN_PEOPLE, NULL, false, PERSON(department)},
    {"affiliations", "their institutions", COLUMN_PEOPLE, NULL, false, PERSON(affiliation)},
    {"affiliation_grades", "the grades of their hospitals", COLUMN_PEOPLE, NULL, false,
	PERSON(affiliation_grade)},
    {"fetched_url", "the URL that was fetched, if it is not url", COLUMN_MEMBER, NULL, false, 0},
    {"cause", "tombstone: gone, missing, moved, forgotten or left", COLUMN_CAUSE, NULL, false, 0},
    {"deleted_at", "tombstone: since when (RFC 3339)", COLUMN_DELETED_AT, NULL, false, 0},
};

/* What is written without --fields; a change of this list is a change of the contract. */
static const char *const usual[] = {"canonical_url", "page_kind", "title", "site_name", "language",
    "description", "keywords", "authors", "job_titles", "departments", "affiliations",
    "affiliation_grades", "date_published", "date_modified", "text", "disclaimer", "word_count",
    "flags", "content_digest", "fetched_at", "cause", "deleted_at"};

static bool
find(struct str name, struct column *out)
{
	const struct field_set *set;
	for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
		if (str_eq(name, str_from(own[i].name))) {
			*out = own[i];
			return true;
		}
	}
	const struct field *field = choice_field(name, &set);
	if (!field)
		return false;
	*out = (struct column){
	    field->name, field->meaning, COLUMN_MEMBER, field, set == &fields_visit, 0};
	return true;
}

bool
columns_choose(const struct choice *choice, struct columns *columns, struct str *wrong)
{
	static const struct str first[] = {STR_INIT("record"), STR_INIT("url")};
	size_t n = choice->n > 0 ? choice->n : sizeof usual / sizeof *usual;
	bool found = find(first[0], &columns->items[0]) && find(first[1], &columns->items[1]);
	columns->n = 2;
	for (size_t i = 0; found && i < n; i++) {
		*wrong = choice->n > 0 ? choice->names[i] : str_from(usual[i]);
		if (str_eq(*wrong, first[0]) || str_eq(*wrong, first[1]))
			continue;
		found = find(*wrong, &columns->items[columns->n++]);
	}
	return found;
}

bool
column_is_number(const struct column *column)
{
	return column->field && column->field->type == FIELD_INT;
}

static struct str
join(struct arena *arena, const char *items, size_t n, size_t size, size_t offset)
{
	struct buf joined;
	buf_init(&joined, LIMIT_LINE_BYTES);
	for (size_t i = 0; i < n; i++) {
		struct str text;
		memcpy(&text, items + i * size + offset, sizeof text);
		if (i > 0)
			buf_add_text(&joined, "; ");
		buf_add_str(&joined, text);
	}
	struct str copy = arena_copy(arena, buf_str(&joined));
	buf_clear(&joined);
	return copy;
}

/* A member by its name, as it stands in the line: a string's text, JSON otherwise. */
static struct str
from_line(struct arena *arena, struct str line, struct str wanted)
{
	struct str name, value, text = {NULL, 0};
	struct json_object *string = NULL;
	const char *why;
	while (!text.ptr && members_next(&line, &name, &value))
		if (str_eq(name, wanted))
			text = value;
	if (text.len > 0 && text.ptr[0] == '"' && json_read(text, &string, &why)) {
		text.ptr = json_object_get_string(string);
		text.len = (size_t)json_object_get_string_len(string);
	}
	text = arena_copy(arena, text);
	json_object_put(string);
	return text;
}

static struct str
member_value(struct arena *arena, const struct column *column, const struct item *item,
    const struct record *record)
{
	const char *base =
	    column->of_visit ? (const char *)&record->visit : (const char *)&record->article;
	const struct field *field = column->field;
	struct str text = {NULL, 0};
	struct str_list texts;
	int number;
	if (field && field->type == FIELD_TEXT) {
		memcpy(&text, base + field->offset, sizeof text);
	} else if (field && field->type == FIELD_INT) {
		memcpy(&number, base + field->offset, sizeof number);
		if (number != 0)
			text = arena_printf(arena, "%d", number);
	} else if (field && field->type == FIELD_TEXTS) {
		memcpy(&texts, base + field->offset, sizeof texts);
		text = join(arena, (const char *)texts.items, texts.n, sizeof *texts.items, 0);
	} else {
		text = from_line(arena, item->line, str_from(column->name));
	}
	return text;
}

struct str
column_value(struct arena *arena, const struct column *column, const struct item *item,
    const struct record *record)
{
	switch (column->source) {
	case COLUMN_RECORD:
		return item->is_tombstone ? STR("tombstone") : STR("article");
	case COLUMN_CAUSE:
		return item->is_tombstone ? str_from(tombstone_name(item->cause)) : STR("");
	case COLUMN_DELETED_AT:
		return item->is_tombstone && item->cause != TOMBSTONE_FORGOTTEN ? item->deleted_at
										: STR("");
	case COLUMN_PEOPLE:
		if (record)
			return join(arena, (const char *)record->article.authors.items,
			    record->article.authors.n, sizeof(struct person), column->offset);
		break;
	case COLUMN_MEMBER:
		if (strcmp(column->name, "url") == 0)
			return item->url;
		if (record)
			return member_value(arena, column, item, record);
		break;
	}
	return STR("");
}
