/* SPDX-License-Identifier: MIT */
/* record_schema.c - the lines of an export as a JSON Schema, a table's columns as a Table Schema */
#include "store/record_schema.h"

#include <assert.h>

#include "lib/fields.h"
#include "lib/json.h"
#include "store/columns.h"
#include "store/tombstone.h"

#define DIALECT "https://json-schema.org/draft/2020-12/schema"

/* What a type of lib/fields.c is in JSON Schema, up to what write_field adds. */
static const char *const types[] = {
    [FIELD_TEXT] = "\"type\":\"string\"",
    [FIELD_TEXTS] = "\"type\":\"array\",\"items\":{\"type\":\"string\"}",
    [FIELD_INT] = "\"type\":\"integer\",\"minimum\":0",
    [FIELD_BOOL] = "\"type\":\"boolean\"",
    [FIELD_BLOCKTYPE] = "\"enum\":",
    [FIELD_ROWS] = "\"type\":\"array\",\"items\":",
    [FIELD_PAIRS] = "\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}",
    [FIELD_OBJECTS] = "\"type\":\"array\",\"items\":",
};

static void
write_block_types(struct buf *out)
{
	for (int i = 0; i < BLOCK_N_TYPES; i++)
		buf_addf(
		    out, "%s\"%s\"", i == 0 ? "[" : ",", fields_block_type((enum block_type)i));
	buf_add_char(out, ']');
}

static void
write_field(const char *before, const struct field *field, struct buf *out)
{
	buf_addf(out, "%s\n\"%s\":{%s", before, field->name, types[field->type]);
	if (field->type == FIELD_BLOCKTYPE)
		write_block_types(out);
	if (field->type == FIELD_ROWS)
		buf_addf(out, "{%s}", types[FIELD_TEXTS]);
	if (field->type == FIELD_OBJECTS)
		buf_addf(out, "{\"$ref\":\"#/$defs/%s\"}", field->members->name);
	buf_add_text(out, ",\"description\":");
	json_write_string(out, str_from(field->meaning));
	buf_add_char(out, '}');
}

#define MOST_SETS 16 /* more than lib/fields.c has */

static size_t
add_set(const struct field_set **sets, size_t n, const struct field_set *set)
{
	for (size_t i = 0; i < n; i++)
		if (sets[i] == set)
			return n;
	assert(n < MOST_SETS);
	sets[n] = set;
	return n + 1;
}

/* The objects that lists hold, each once: walks the sets that the article's fields lead to. */
static void
write_definitions(struct buf *out)
{
	const struct field_set *sets[MOST_SETS] = {fields_of_kind[RECORD_ARTICLE]};
	size_t n = 1;
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < sets[i]->n; j++)
			if (sets[i]->fields[j].members)
				n = add_set(sets, n, sets[i]->fields[j].members);
	for (size_t i = 1; i < n; i++) {
		buf_addf(out,
		    ",\n\"%s\":{\"type\":\"object\",\"additionalProperties\":false,"
		    "\"properties\":{",
		    sets[i]->name);
		for (size_t j = 0; j < sets[i]->n; j++)
			write_field(j > 0 ? "," : "", &sets[i]->fields[j], out);
		buf_add_text(out, "}}");
	}
}

static bool
is_chosen(const struct choice *choice, const char *name)
{
	return choice->n == 0 || choice_has(choice, str_from(name));
}

/* With a choice nothing else is there; without, members that others added to the record may be. */
static void
write_article(const struct choice *choice, struct buf *out)
{
	const struct field_set *const sets[] = {&fields_visit, fields_of_kind[RECORD_ARTICLE]};
	bool has_kind = is_chosen(choice, "page_kind");
	buf_addf(out,
	    "\"article\":{\"type\":\"object\",\"additionalProperties\":%s,"
	    "\"required\":[\"record\",\"schema\",\"url\"%s],\n\"properties\":{"
	    "\"record\":{\"const\":\"article\"},\n\"schema\":{\"const\":%d},\n"
	    "\"url\":{\"type\":\"string\",\"description\":\"the key of the article\"}",
	    choice->n == 0 ? "true" : "false", has_kind ? ",\"page_kind\"" : "", RECORD_SCHEMA);
	if (is_chosen(choice, "fetched_url"))
		buf_add_text(out, ",\n\"fetched_url\":{\"type\":\"string\",\"description\":\"the "
				  "URL that was fetched, where it is another one\"}");
	if (has_kind)
		buf_addf(out, ",\n\"page_kind\":{\"enum\":[\"%s\",\"%s\"]}",
		    export_kind_name(EXPORT_ARTICLE), export_kind_name(EXPORT_QA));
	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
		for (size_t j = 0; j < sets[i]->n; j++) {
			const struct field *field = &sets[i]->fields[j];
			struct str name = str_from(field->name);
			if (!str_eq(name, STR("url")) && !str_eq(name, STR("page_kind")) &&
			    is_chosen(choice, field->name))
				write_field(",", field, out);
		}
	}
	buf_add_text(out, "}}");
}

static void
write_tombstone(struct buf *out)
{
	buf_addf(out,
	    ",\n\"tombstone\":{\"type\":\"object\",\"additionalProperties\":false,"
	    "\"required\":[\"record\",\"schema\",\"url\",\"cause\"],\n\"properties\":{"
	    "\"record\":{\"const\":\"tombstone\"},\n\"schema\":{\"const\":%d},\n"
	    "\"url\":{\"type\":\"string\"},\n\"deleted_at\":{\"type\":\"string\"},\n\"cause\":{"
	    "\"enum\":",
	    RECORD_SCHEMA);
	for (int i = 0; i < TOMBSTONE_N_CAUSES; i++)
		buf_addf(
		    out, "%s\"%s\"", i == 0 ? "[" : ",", tombstone_name((enum tombstone_cause)i));
	buf_add_text(out, "]}}}");
}

static void
write_json_schema(const struct choice *choice, struct buf *out)
{
	buf_add_text(out, "{\"$schema\":\"" DIALECT "\",\n\"title\":\"a line of an export of "
			  "winnow\",\n\"oneOf\":[{\"$ref\":\"#/$defs/article\"},"
			  "{\"$ref\":\"#/$defs/tombstone\"}],\n\"$defs\":{\n");
	write_article(choice, out);
	write_tombstone(out);
	write_definitions(out);
	buf_add_text(out, "}}\n");
}

static void
write_table_schema(const struct choice *choice, struct buf *out)
{
	struct columns columns;
	struct str wrong;
	bool known = columns_choose(choice, &columns, &wrong);
	assert(known); /* the command line was looked at */
	buf_add_text(out, "{\"fields\":[");
	for (size_t i = 0; i < columns.n; i++) {
		const struct column *column = &columns.items[i];
		buf_addf(out,
		    "%s\n{\"name\":\"%s\",\"type\":\"%s\",\"description\":", i > 0 ? "," : "",
		    column->name, column_is_number(column) ? "integer" : "string");
		json_write_string(out, str_from(column->meaning));
		buf_add_char(out, '}');
	}
	buf_add_text(out, "\n],\n\"missingValues\":[\"\"],\n\"primaryKey\":\"url\"}\n");
}

void
record_schema_write(const struct export_request *request, struct buf *out)
{
	if (request->format == EXPORT_JSONL)
		write_json_schema(&request->fields, out);
	else
		write_table_schema(&request->fields, out);
}
