/* SPDX-License-Identifier: MIT */
/* note.c - what a WARC cannot say of a URL, as application/warc-fields in metadata records */
#include "lib/note.h"

#include <limits.h>
#include <unistr.h>

#include "lib/fields.h"
#include "lib/named_fields.h"

#define FIRST "winnow-record"

static const struct kind {
	struct str word;
	enum record_kind record;
	bool has_visit, has_own; /* the members it carries */
} kinds[] = {
    [NOTE_REQUEST] = {STR_INIT("request"), RECORD_ARTICLE, true, false},
    [NOTE_OUTCOME] = {STR_INIT("outcome"), RECORD_OUTCOME, true, true},
    [NOTE_END] = {STR_INIT("end"), RECORD_END, false, true},
};
#define N_KINDS (sizeof kinds / sizeof *kinds)

/* ---- writing ---- */

static bool
is_control(char c)
{
	return (unsigned char)c <= ' ' || c == 0x7f;
}

/* A value that is blank has no line: reading would not tell it from an absent one. */
static void
add_line(struct buf *out, const char *name, struct str value)
{
	while (value.len > 0 && is_control(value.ptr[value.len - 1]))
		value.len--;
	while (value.len > 0 && is_control(value.ptr[0]))
		value = str_slice(value, 1, value.len);
	if (value.len == 0)
		return;
	buf_addf(out, "%s: ", name);
	for (size_t i = 0; i < value.len; i++)
		buf_add_char(out, is_control(value.ptr[i]) ? ' ' : value.ptr[i]);
	buf_add_text(out, "\r\n");
}

static void
add_texts(struct buf *out, const char *name, const struct str_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		add_line(out, name, list->items[i]);
}

/* The kinds that have notes hold texts, lists of texts and numbers only. */
static void
add_members(struct buf *out, const struct field_set *set, const char *base)
{
	for (size_t i = 0; i < set->n; i++) {
		const struct field *field = &set->fields[i];
		const void *at = base + field->offset;
		if (field->type == FIELD_TEXT)
			add_line(out, field->name, *(const struct str *)at);
		else if (field->type == FIELD_TEXTS)
			add_texts(out, field->name, at);
		else if (field->type == FIELD_INT && (field->always || *(const int *)at != 0))
			buf_addf(out, "%s: %d\r\n", field->name, *(const int *)at);
	}
}

bool
note_write(struct buf *out, enum note_kind kind, const struct record *record)
{
	const struct kind *row = &kinds[kind];
	add_line(out, FIRST, row->word);
	if (row->has_visit)
		add_members(out, &fields_visit, (const char *)&record->visit);
	if (row->has_own)
		add_members(out, fields_of_kind[row->record], (const char *)&record->outcome);
	return !out->full;
}

/* ---- reading ---- */

static bool
read_value(struct arena *arena, const struct field *field, struct str value, void *at)
{
	unsigned long long number;
	if (value.len == 0 || u8_check((const uint8_t *)value.ptr, value.len) ||
	    str_find_char(value, '\0') != STR_NOT_FOUND)
		return value.len == 0;
	switch (field->type) {
	case FIELD_TEXT:
		*(struct str *)at = arena_copy(arena, value);
		return true;
	case FIELD_TEXTS: {
		struct str_list *list = at;
		*ARENA_PUSH(arena, list) = arena_copy(arena, value);
		return true;
	}
	case FIELD_INT:
		if (!str_to_uint(value, &number) || number > INT_MAX)
			return false;
		*(int *)at = (int)number;
		return true;
	default:
		return false; /* no kind that has notes has such members */
	}
}

/* Reads the field if it is a member of the set; false when its value is not what it should be. */
static bool
read_member(
    struct arena *arena, const struct field_set *set, struct str name, struct str value, void *base)
{
	for (size_t i = 0; i < set->n; i++) {
		const struct field *field = &set->fields[i];
		if (str_eq(name, str_from(field->name)))
			return read_value(arena, field, value, (char *)base + field->offset);
	}
	return true;
}

static const struct kind *
find_kind(struct str word)
{
	for (size_t i = 0; i < N_KINDS; i++)
		if (str_eq(word, kinds[i].word))
			return &kinds[i];
	return NULL;
}

bool
note_read(struct arena *arena, struct str body, enum note_kind *kind, struct record *out)
{
	struct str rest = body, name, value;
	if (!named_fields_next(&rest, &name, &value) || !str_eq_nocase(name, STR(FIRST)))
		return false;
	const struct kind *row = find_kind(value);
	if (!row)
		return false;
	struct record record = {.kind = row->record};
	while (named_fields_next(&rest, &name, &value)) {
		if (row->has_visit &&
		    !read_member(arena, &fields_visit, name, value, &record.visit))
			return false;
		if (row->has_own &&
		    !read_member(arena, fields_of_kind[row->record], name, value, &record.outcome))
			return false;
	}
	*kind = (enum note_kind)(row - kinds);
	*out = record;
	return true;
}

struct str
note_field(struct str body, struct str wanted)
{
	struct str name, value;
	while (named_fields_next(&body, &name, &value))
		if (str_eq_nocase(name, wanted))
			return value;
	return (struct str){NULL, 0};
}
