/* SPDX-License-Identifier: MIT */
/* manifest.c - writing what a published export says of itself */
#include "store/manifest.h"

#include <assert.h>
#include <inttypes.h>
#include <json-c/json.h>

#include "lib/json.h"

#define PROFILE "https://datapackage.org/profiles/2.0/datapackage.json"

static const char *const media[EXPORT_N_FORMATS] = {
    [EXPORT_JSONL] = "application/jsonl",
    [EXPORT_CSV] = "text/csv",
    [EXPORT_TSV] = "text/tab-separated-values",
};

const char *
manifest_kind(bool has_since)
{
	return has_since ? "changes" : "full";
}

struct str
manifest_articles_file(struct arena *arena, enum export_format format, bool gzip)
{
	return arena_printf(arena, "articles.%s%s", export_format_name(format), gzip ? ".gz" : "");
}

static void
write_request(const struct export_request *request, struct buf *out)
{
	buf_addf(out, "{\"format\":\"%s\"", export_format_name(request->format));
	if (request->gzip)
		buf_add_text(out, ",\"gzip\":true");
	if (request->bom)
		buf_add_text(out, ",\"bom\":true");
	if (request->csv_safe)
		buf_add_text(out, ",\"csv_safe\":true");
	if (selection_is_any(&request->selection)) {
		buf_add_text(out, ",\"selection\":{");
		selection_write(&request->selection, out);
		buf_add_char(out, '}');
	}
	if (request->fields.n > 0) {
		buf_add_text(out, ",\"fields\":");
		choice_write_names(&request->fields, out);
	}
	buf_add_char(out, '}');
}

/* Printed by json-c, as manifest_read does, so that equal ones are equal texts. */
struct str
manifest_request(struct arena *arena, const struct export_request *request)
{
	struct buf text;
	struct json_object *value = NULL;
	const char *why;
	buf_init(&text, MANIFEST_MOST);
	write_request(request, &text);
	bool read = json_read(buf_str(&text), &value, &why);
	assert(read);
	struct str printed =
	    arena_copy(arena, str_from(json_object_to_json_string_ext(
				  value, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE)));
	json_object_put(value);
	buf_clear(&text);
	return printed;
}

static void
write_text(struct buf *out, const char *before, struct str text)
{
	buf_add_text(out, before);
	json_write_string(out, text);
}

static void
write_cursor(struct buf *out, const char *before, const struct cursor *cursor)
{
	char text[CURSOR_LEN + 1];
	write_text(out, before, str_from(cursor_print(cursor, text)));
}

static void
write_file(struct buf *out, const struct manifest_file *file)
{
	write_text(out, ",\"path\":", file->path);
	write_text(out, ",\"hash\":", file->hash);
	buf_addf(out, ",\"bytes\":%" PRId64, file->bytes);
}

/* A table is described by the fields in schema.json; lines of JSON have a JSON Schema there. */
static void
write_resources(const struct manifest *m, struct buf *out)
{
	bool is_table = m->format != EXPORT_JSONL;
	buf_add_text(out, "\"resources\":[\n{\"name\":\"articles\"");
	write_file(out, &m->articles);
	buf_addf(out, ",\"format\":\"%s\",\"mediatype\":\"%s\",\"encoding\":\"utf-8\"",
	    export_format_name(m->format), media[m->format]);
	if (m->gzip)
		buf_add_text(out, ",\"compression\":\"gz\"");
	if (is_table)
		buf_addf(out,
		    ",\"profile\":\"tabular-data-resource\",\"type\":\"table\","
		    "\"schema\":\"" MANIFEST_SCHEMA "\",\"dialect\":{\"delimiter\":\"%s\","
		    "\"lineTerminator\":\"\\r\\n\",\"doubleQuote\":true,\"header\":true}",
		    m->format == EXPORT_TSV ? "\\t" : ",");
	buf_add_text(out, "},\n{\"name\":\"schema\"");
	write_file(out, &m->schema_file);
	buf_addf(out, ",\"format\":\"json\",\"mediatype\":\"%s\",\"encoding\":\"utf-8\"}\n],\n",
	    is_table ? "application/json" : "application/schema+json");
}

static void
write_counts(const struct export_counts *counts, struct buf *out)
{
	buf_addf(out,
	    "\"counts\":{\"lines\":%" PRId64 ",\"articles\":%" PRId64 ",\"tombstones\":%" PRId64,
	    counts->n_articles + counts->n_tombstones, counts->n_articles, counts->n_tombstones);
	for (int i = 0; i < EXPORT_N_KINDS; i++)
		buf_addf(out, "%s\"%s\":%" PRId64, i == 0 ? ",\"page_kinds\":{" : ",",
		    export_kind_name((enum export_kind)i), counts->of_kind[i]);
	for (int i = 0; i < TOMBSTONE_N_CAUSES; i++)
		buf_addf(out, "%s\"%s\":%" PRId64, i == 0 ? "},\"causes\":{" : ",",
		    tombstone_name((enum tombstone_cause)i), counts->of_cause[i]);
	buf_add_text(out, "}},\n");
}

static void
write_guard(const struct manifest *m, struct buf *out)
{
	buf_addf(out, "\"state\":\"%s\",\n\"guard\":{\"accepted\":%s,\"reasons\":[",
	    m->is_held ? "held" : "published", m->is_accepted ? "true" : "false");
	for (size_t i = 0; i < m->reasons.n; i++)
		write_text(out, i > 0 ? "," : "", m->reasons.items[i]);
	buf_add_text(out, "]},\n");
}

static void
write_sites(const struct site_states *sites, struct buf *out)
{
	buf_add_text(out, "\"sites\":[");
	for (size_t i = 0; i < sites->n; i++) {
		write_text(out, i > 0 ? ",\n{\"site\":" : "\n{\"site\":", sites->items[i].site);
		for (int j = 0; j < SITE_N_NUMBERS; j++)
			buf_addf(out, ",\"%s\":%" PRId64, site_number_name((enum site_number)j),
			    sites->items[i].numbers[j]);
		buf_add_char(out, '}');
	}
	buf_add_text(out, "]");
}

void
manifest_write(const struct manifest *m, struct buf *out)
{
	buf_add_text(out, "{\"$schema\":\"" PROFILE "\",\n\"profile\":\"data-package\",\n");
	write_text(out, "\"name\":", m->name);
	buf_addf(out, ",\n\"version\":\"%" PRId64 "\"", m->schema);
	write_text(out, ",\n\"created\":", m->created);
	buf_add_text(out, ",\n");
	write_resources(m, out);
	buf_addf(out, "\"winnow\":{\"schema\":%" PRId64, m->schema);
	write_text(out, ",\n\"program\":", STR("winnow-export " WINNOW_VERSION));
	write_text(out, ",\n\"kind\":", str_from(manifest_kind(m->has_since)));
	if (m->has_since)
		write_cursor(out, ",\n\"since\":", &m->since);
	write_cursor(out, ",\n\"cursor\":", &m->until);
	buf_add_text(out, ",\n\"request\":");
	buf_add_str(out, m->request);
	buf_add_text(out, ",\n");
	if (m->previous.ptr) {
		write_text(out, "\"previous\":{\"name\":", m->previous);
		write_text(out, ",\"manifest\":", m->previous_hash);
		buf_add_text(out, "},\n");
	}
	write_counts(&m->counts, out);
	write_guard(m, out);
	write_sites(&m->sites, out);
	buf_add_text(out, "}}\n");
}
