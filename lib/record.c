/* SPDX-License-Identifier: MIT */
/* record.c - one line of JSON Lines between the stages, and its codec (RFC 8259) */
#include "lib/record.h"

#include <json-c/json.h>
#include <limits.h>
#include <string.h>

#include "lib/fields.h"
#include "lib/json.h"
#include "lib/outcome.h"

static const char *const kind_names[RECORD_N_KINDS] = {
    [RECORD_RUN] = "run",
    [RECORD_ARTICLE] = "article",
    [RECORD_LINKS] = "links",
    [RECORD_OUTCOME] = "outcome",
    [RECORD_END] = "end",
};

/* Every list of lib/article.h has this shape; reached by memcpy, so that no type is aliased. */
struct list {
	void *items;
	size_t n;
};

/* ---- reading: JSON value to struct member, by the table; false says "of another type" ---- */

static bool
read_text(struct arena *arena, struct json_object *value, struct str *out)
{
	if (!json_object_is_type(value, json_type_string))
		return false;
	struct str text = {
	    json_object_get_string(value), (size_t)json_object_get_string_len(value)};
	*out = arena_copy(arena, text);
	return true;
}

static bool
read_texts(struct arena *arena, struct json_object *value, struct str_list *out)
{
	if (!json_object_is_type(value, json_type_array))
		return false;
	for (size_t i = 0; i < json_object_array_length(value); i++)
		if (!read_text(arena, json_object_array_get_idx(value, i), ARENA_PUSH(arena, out)))
			return false;
	return true;
}

static bool
read_int(struct json_object *value, int *out)
{
	if (!json_object_is_type(value, json_type_int))
		return false;
	int64_t number = json_object_get_int64(value);
	if (number < 0 || number > INT_MAX)
		return false;
	*out = (int)number;
	return true;
}

static bool
read_block_type(struct json_object *value, enum block_type *out)
{
	for (int type = 0; type < BLOCK_N_TYPES; type++) {
		if (json_object_is_type(value, json_type_string) &&
		    strcmp(json_object_get_string(value), fields_block_type(type)) == 0) {
			*out = (enum block_type)type;
			return true;
		}
	}
	return false;
}

static bool
read_rows(struct arena *arena, struct json_object *value, struct row_list *out)
{
	if (!json_object_is_type(value, json_type_array))
		return false;
	for (size_t i = 0; i < json_object_array_length(value); i++)
		if (!read_texts(arena, json_object_array_get_idx(value, i), ARENA_PUSH(arena, out)))
			return false;
	return true;
}

static bool
read_pairs(struct arena *arena, struct json_object *value, struct evidence_list *out)
{
	if (!json_object_is_type(value, json_type_object))
		return false;
	json_object_object_foreach(value, key, member)
	{
		struct evidence *pair = ARENA_PUSH(arena, out);
		pair->field = arena_copy(arena, str_from(key));
		if (!read_text(arena, member, &pair->source))
			return false;
	}
	return true;
}

static const struct field *
find_field(const struct field_set *set, const char *name)
{
	for (size_t i = 0; i < set->n; i++)
		if (set->fields[i].name[0] == name[0] && strcmp(set->fields[i].name, name) == 0)
			return &set->fields[i];
	return NULL;
}

static bool read_objects(
    struct arena *arena, const struct field_set *set, struct json_object *value, void *list);

/* The tables nest three deep (article, related, author), so this recursion is bounded by them. */
static bool
read_field(struct arena *arena, const struct field *field, struct json_object *value, char *base)
{
	void *at = base + field->offset;
	switch (field->type) {
	case FIELD_TEXT:
		return read_text(arena, value, at);
	case FIELD_TEXTS:
		return read_texts(arena, value, at);
	case FIELD_INT:
		return read_int(value, at);
	case FIELD_BOOL:
		*(bool *)at = json_object_get_boolean(value);
		return json_object_is_type(value, json_type_boolean);
	case FIELD_BLOCKTYPE:
		return read_block_type(value, at);
	case FIELD_ROWS:
		return read_rows(arena, value, at);
	case FIELD_PAIRS:
		return read_pairs(arena, value, at);
	case FIELD_OBJECTS:
		return read_objects(arena, field->members, value, at);
	}
	return false;
}

static bool
read_objects(struct arena *arena, const struct field_set *set, struct json_object *value, void *at)
{
	struct list list = {NULL, 0};
	if (!json_object_is_type(value, json_type_array))
		return false;
	for (size_t i = 0; i < json_object_array_length(value); i++) {
		struct json_object *item = json_object_array_get_idx(value, i);
		if (!json_object_is_type(item, json_type_object))
			return false;
		list.items = arena_more(arena, list.items, list.n, set->size);
		char *base = (char *)list.items + list.n++ * set->size;
		json_object_object_foreach(item, key, member)
		{
			const struct field *field = find_field(set, key);
			if (field && !read_field(arena, field, member, base))
				return false;
		}
	}
	memcpy(at, &list, sizeof list);
	return true;
}

static bool
read_kind(struct json_object *line, enum record_kind *kind)
{
	struct json_object *value;
	if (!json_object_object_get_ex(line, "record", &value) ||
	    !json_object_is_type(value, json_type_string))
		return false;
	for (int i = 0; i < RECORD_N_KINDS; i++) {
		if (strcmp(json_object_get_string(value), kind_names[i]) == 0) {
			*kind = (enum record_kind)i;
			return true;
		}
	}
	return false;
}

static bool
is_schema_known(struct json_object *line)
{
	struct json_object *value;
	return !json_object_object_get_ex(line, "schema", &value) ||
	       (json_object_is_type(value, json_type_int) &&
		   json_object_get_int64(value) == RECORD_SCHEMA);
}

static void
keep_unknown(struct buf *unknown, const char *key, struct json_object *value)
{
	if (unknown->len > 0)
		buf_add_char(unknown, ',');
	json_write_string(unknown, str_from(key));
	buf_add_char(unknown, ':');
	buf_add_text(unknown, json_object_to_json_string_ext(
				  value, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE));
}

static bool
read_members(struct arena *arena, struct json_object *line, struct record *out, struct str *why)
{
	struct buf unknown;
	bool worked = true;
	buf_init(&unknown, SIZE_MAX / 2);
	json_object_object_foreach(line, key, value)
	{
		const struct field *field = find_field(&fields_visit, key);
		char *base = (char *)&out->visit;
		if (!field) {
			field = find_field(fields_of_kind[out->kind], key);
			base = (char *)&out->article; /* every member of the union starts here */
		}
		if (field && !read_field(arena, field, value, base)) {
			*why = arena_printf(arena, "member '%s' is not what it should be", key);
			worked = false;
			break;
		}
		if (!field && strcmp(key, "record") != 0 && strcmp(key, "schema") != 0)
			keep_unknown(&unknown, key, value);
	}
	if (unknown.len > 0)
		out->unknown = arena_copy(arena, buf_str(&unknown));
	buf_clear(&unknown);
	return worked;
}

bool
record_read(struct arena *arena, struct str text, struct record *out, struct str *why)
{
	struct json_object *line = NULL;
	const char *reason;
	struct record record = {0};
	bool worked = false;
	if (!json_read(text, &line, &reason))
		*why = arena_copy(arena, str_from(reason));
	else if (!json_object_is_type(line, json_type_object))
		*why = STR("not an object");
	else if (!read_kind(line, &record.kind))
		*why = STR("no 'record' member of a known kind");
	else if (!is_schema_known(line))
		*why = STR("a schema this version does not know");
	else
		worked = read_members(arena, line, &record, why);
	json_object_put(line);
	if (worked)
		*out = record;
	return worked;
}

/* ---- writing ---- */

static void
write_texts(struct buf *out, const struct str_list *list)
{
	buf_add_char(out, '[');
	for (size_t i = 0; i < list->n; i++) {
		if (i > 0)
			buf_add_char(out, ',');
		json_write_string(out, list->items[i]);
	}
	buf_add_char(out, ']');
}

static void
write_rows(struct buf *out, const struct row_list *rows)
{
	buf_add_char(out, '[');
	for (size_t i = 0; i < rows->n; i++) {
		if (i > 0)
			buf_add_char(out, ',');
		write_texts(out, &rows->items[i]);
	}
	buf_add_char(out, ']');
}

static void
write_pairs(struct buf *out, const struct evidence_list *pairs)
{
	buf_add_char(out, '{');
	for (size_t i = 0; i < pairs->n; i++) {
		if (i > 0)
			buf_add_char(out, ',');
		json_write_string(out, pairs->items[i].field);
		buf_add_char(out, ':');
		json_write_string(out, pairs->items[i].source);
	}
	buf_add_char(out, '}');
}

/* Absent texts, empty lists, zeros and false are not written, unless the table says always. */
static bool
is_written(const struct field *field, const char *at)
{
	struct str text;
	struct list list;
	int number;
	switch (field->type) {
	case FIELD_TEXT:
		memcpy(&text, at, sizeof text);
		return field->always || text.len > 0;
	case FIELD_INT:
		memcpy(&number, at, sizeof number);
		return field->always || number != 0;
	case FIELD_BOOL:
		return field->always || *(const bool *)at;
	case FIELD_BLOCKTYPE:
		return true;
	default:
		memcpy(&list, at, sizeof list);
		return field->always || list.n > 0;
	}
}

static void write_objects(struct buf *out, const struct field_set *set, const void *at);

static void
write_value(struct buf *out, const struct field *field, const void *at)
{
	switch (field->type) {
	case FIELD_TEXT:
		json_write_string(out, *(const struct str *)at);
		break;
	case FIELD_TEXTS:
		write_texts(out, at);
		break;
	case FIELD_INT:
		buf_addf(out, "%d", *(const int *)at);
		break;
	case FIELD_BOOL:
		buf_add_text(out, *(const bool *)at ? "true" : "false");
		break;
	case FIELD_BLOCKTYPE:
		json_write_string(out, str_from(fields_block_type(*(const enum block_type *)at)));
		break;
	case FIELD_ROWS:
		write_rows(out, at);
		break;
	case FIELD_PAIRS:
		write_pairs(out, at);
		break;
	case FIELD_OBJECTS:
		write_objects(out, field->members, at);
		break;
	}
}

static void
write_members(struct buf *out, const struct field_set *set, const char *base, bool first)
{
	for (size_t i = 0; i < set->n; i++) {
		const struct field *field = &set->fields[i];
		if (!is_written(field, base + field->offset))
			continue;
		if (!first)
			buf_add_char(out, ',');
		first = false;
		json_write_string(out, str_from(field->name));
		buf_add_char(out, ':');
		write_value(out, field, base + field->offset);
	}
}

static void
write_objects(struct buf *out, const struct field_set *set, const void *at)
{
	struct list list;
	memcpy(&list, at, sizeof list);
	buf_add_char(out, '[');
	for (size_t i = 0; i < list.n; i++) {
		buf_add_text(out, i > 0 ? ",{" : "{");
		write_members(out, set, (const char *)list.items + i * set->size, true);
		buf_add_char(out, '}');
	}
	buf_add_char(out, ']');
}

bool
record_write(const struct record *record, struct buf *out)
{
	size_t before = out->len;
	buf_addf(out, "{\"record\":\"%s\"", kind_names[record->kind]);
	if (record->kind == RECORD_ARTICLE)
		buf_addf(out, ",\"schema\":%d", RECORD_SCHEMA);
	write_members(out, &fields_visit, (const char *)&record->visit, false);
	write_members(out, fields_of_kind[record->kind], (const char *)&record->article, false);
	if (record->unknown.len > 0) {
		buf_add_char(out, ',');
		buf_add_str(out, record->unknown);
	}
	buf_add_text(out, "}\n");
	if (out->full)
		buf_cut(out, before);
	return !out->full;
}

void
record_set_outcome(
    struct record *record, struct str url, const char *stage, const char *name, struct str detail)
{
	const struct outcome_row *row = outcome_find(str_from(name));
	*record = (struct record){.kind = RECORD_OUTCOME};
	record->visit.url = url;
	record->outcome.stage = str_from(stage);
	record->outcome.class = str_from(outcome_class_name(row->class));
	record->outcome.outcome = str_from(row->name);
	record->outcome.detail = detail;
}
