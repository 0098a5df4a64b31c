/* SPDX-License-Identifier: MIT */
/* record_read.c - one line of JSON Lines between the stages: reading; record.c writes */
#include <limits.h>
#include <string.h>

#include "lib/fields.h"
#include "lib/json.h"
#include "lib/json_in.h"
#include "lib/record.h"

/*
 * Values are read in the order of the line into the members that the table names.  A function is
 * false when the value is of another type, or the reader found something wrong.  A member that is
 * named twice has its last value.
 */

static bool
read_texts(struct json_in *in, struct str_list *out)
{
	*out = (struct str_list){NULL, 0};
	if (!json_in_open(in, '['))
		return false;
	for (size_t n = 0; json_in_item(in, &n);)
		if (!json_in_string(in, ARENA_PUSH(in->arena, out)))
			return false;
	return !in->wrong;
}

static bool
read_int(struct json_in *in, int *out)
{
	int64_t number;
	if (!json_in_int(in, &number) || number < 0 || number > INT_MAX)
		return false;
	*out = (int)number;
	return true;
}

static bool
read_block_type(struct json_in *in, enum block_type *out)
{
	struct str name;
	if (!json_in_string(in, &name))
		return false;
	for (int type = 0; type < BLOCK_N_TYPES; type++) {
		if (str_eq(name, str_from(fields_block_type(type)))) {
			*out = (enum block_type)type;
			return true;
		}
	}
	return false;
}

static bool
read_rows(struct json_in *in, struct row_list *out)
{
	*out = (struct row_list){NULL, 0};
	if (!json_in_open(in, '['))
		return false;
	for (size_t n = 0; json_in_item(in, &n);)
		if (!read_texts(in, ARENA_PUSH(in->arena, out)))
			return false;
	return !in->wrong;
}

static bool
read_pairs(struct json_in *in, struct evidence_list *out)
{
	struct str key;
	*out = (struct evidence_list){NULL, 0};
	if (!json_in_open(in, '{'))
		return false;
	for (size_t n = 0; json_in_member(in, &n, &key);) {
		struct evidence *pair = ARENA_PUSH(in->arena, out);
		pair->field = key;
		if (!json_in_string(in, &pair->source))
			return false;
	}
	return !in->wrong;
}

/* The member of that name.  Writers keep the order of the table, so that the next one is looked at
 * first; *next is where to go on. */
static const struct field *
find_field(const struct field_set *set, struct str name, size_t *next)
{
	for (size_t i = 0; i < set->n; i++) {
		size_t at = *next + i < set->n ? *next + i : *next + i - set->n;
		const char *own = set->fields[at].name;
		if (name.len > 0 && own[0] == name.ptr[0] && str_eq(name, str_from(own))) {
			*next = at + 1 < set->n ? at + 1 : 0;
			return &set->fields[at];
		}
	}
	return NULL;
}

static bool read_objects(struct json_in *in, const struct field_set *set, void *at);

/* The tables nest three deep (article, related, author), so this recursion is bounded by them. */
static bool
read_field(struct json_in *in, const struct field *field, char *base)
{
	void *at = base + field->offset;
	switch (field->type) {
	case FIELD_TEXT:
		return json_in_string(in, at);
	case FIELD_TEXTS:
		return read_texts(in, at);
	case FIELD_INT:
		return read_int(in, at);
	case FIELD_BOOL:
		return json_in_bool(in, at);
	case FIELD_BLOCKTYPE:
		return read_block_type(in, at);
	case FIELD_ROWS:
		return read_rows(in, at);
	case FIELD_PAIRS:
		return read_pairs(in, at);
	case FIELD_OBJECTS:
		return read_objects(in, field->members, at);
	}
	return false;
}

static bool
read_object(struct json_in *in, const struct field_set *set, char *base)
{
	struct str key, raw;
	size_t next = 0;
	if (!json_in_open(in, '{'))
		return false;
	for (size_t n = 0; json_in_member(in, &n, &key);) {
		const struct field *field = find_field(set, key, &next);
		if (field ? !read_field(in, field, base) : !json_in_skip(in, &raw))
			return false;
	}
	return !in->wrong;
}

static bool
read_objects(struct json_in *in, const struct field_set *set, void *at)
{
	struct field_list list = {NULL, 0};
	if (!json_in_open(in, '['))
		return false;
	for (size_t n = 0; json_in_item(in, &n);) {
		list.items = arena_more(in->arena, list.items, list.n, set->size);
		char *item = (char *)list.items + list.n++ * set->size;
		struct str source = {in->at, 0};
		if (!read_object(in, set, item))
			return false;
		source.len = (size_t)(in->at - source.ptr);
		if (set->source)
			memcpy(item + set->source, &source, sizeof source);
	}
	if (in->wrong)
		return false;
	memcpy(at, &list, sizeof list);
	return true;
}

/* Looks ahead for the member `record`, usually the first one. */
static bool
find_kind(struct json_in *in, enum record_kind *kind)
{
	struct str key, name = {NULL, 0}, raw;
	struct json_in ahead = *in;
	bool goes_on = json_in_open(&ahead, '{');
	for (size_t n = 0; goes_on && !name.ptr && json_in_member(&ahead, &n, &key);)
		goes_on = str_eq(key, STR("record")) ? json_in_string(&ahead, &name)
						     : json_in_skip(&ahead, &raw);
	in->wrong = ahead.wrong;
	for (int i = 0; name.ptr && i < RECORD_N_KINDS; i++) {
		if (str_eq(name, str_from(fields_kind_name(i)))) {
			*kind = (enum record_kind)i;
			return true;
		}
	}
	return false;
}

/* As they stand in the line. */
static bool
keep_unknown(struct json_in *in, struct str key, struct buf *unknown)
{
	struct str raw;
	if (!json_in_skip(in, &raw))
		return false;
	if (unknown->len > 0)
		buf_add_char(unknown, ',');
	json_write_string(unknown, key);
	buf_add_char(unknown, ':');
	buf_add_str(unknown, raw);
	return true;
}

static bool
read_schema(struct json_in *in, struct str *why)
{
	int64_t schema;
	if (json_in_int(in, &schema) && schema == RECORD_SCHEMA)
		return true;
	*why = STR("a schema this version does not know");
	return false;
}

/* Where a reader of one record stands in its tables. */
struct places {
	size_t visit, own;
};

static bool
read_member(struct json_in *in, struct record *out, struct str key, struct places *places,
    struct buf *unknown, struct str *why)
{
	struct str raw;
	char *base = (char *)&out->article; /* every member of the union starts here */
	const struct field *field = find_field(fields_of_kind[out->kind], key, &places->own);
	if (!field) {
		base = (char *)&out->visit;
		field = find_field(&fields_visit, key, &places->visit);
	}
	if (!field && str_eq(key, STR("record")))
		return json_in_skip(in, &raw);
	if (!field && str_eq(key, STR("schema")))
		return read_schema(in, why);
	if (!field)
		return keep_unknown(in, key, unknown);
	if (read_field(in, field, base))
		return true;
	*why = arena_printf(in->arena, "member '%.*s' is not what it should be", STR_ARGS(key));
	return false;
}

static bool
read_members(struct json_in *in, struct record *out, struct str *why)
{
	struct buf unknown;
	struct str key;
	struct places places = {0, 0};
	bool worked = json_in_open(in, '{');
	buf_init(&unknown, SIZE_MAX / 2);
	for (size_t n = 0; worked && json_in_member(in, &n, &key);)
		worked = read_member(in, out, key, &places, &unknown, why);
	worked = worked && json_in_is_over(in);
	if (unknown.len > 0)
		out->unknown = arena_copy(in->arena, buf_str(&unknown));
	buf_clear(&unknown);
	return worked;
}

bool
record_read(struct arena *arena, struct str text, struct record *out, struct str *why)
{
	struct json_in in;
	struct record record = {0};
	bool worked = false;
	json_in_start(&in, text, arena);
	*why = (struct str){NULL, 0};
	if (!in.wrong && json_in_next(&in) != '{')
		*why = json_in_next(&in) ? STR("not an object") : STR("ends in the middle");
	else if (!in.wrong && !find_kind(&in, &record.kind))
		*why = STR("no 'record' member of a known kind");
	else
		worked = !in.wrong && read_members(&in, &record, why);
	if (in.wrong) /* says more than what it led to */
		*why = str_from(in.wrong);
	if (worked)
		*out = record;
	return worked;
}
