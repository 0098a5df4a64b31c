/* SPDX-License-Identifier: MIT */
/* record.c - one line of JSON Lines between the stages: writing; record_read.c reads */
#include "lib/record.h"

#include <string.h>

#include "lib/fields.h"
#include "lib/json.h"
#include "lib/outcome.h"

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
	struct field_list list;
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
	struct field_list list;
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
	buf_addf(out, "{\"record\":\"%s\"", fields_kind_name(record->kind));
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
