/* SPDX-License-Identifier: MIT */
/* export.c - the articles out of the database, a line each: JSON Lines, CSV or TSV */
#include "store/export.h"

#include <assert.h>
#include <string.h>

#include "lib/diag.h"
#include "lib/limits.h"
#include "store/columns.h"
#include "store/csv.h"

static const char *const formats[EXPORT_N_FORMATS] = {
    [EXPORT_JSONL] = "jsonl",
    [EXPORT_CSV] = "csv",
    [EXPORT_TSV] = "tsv",
    [EXPORT_MARKDOWN] = "markdown",
    [EXPORT_SQLITE] = "sqlite",
};

static const char *const kinds[EXPORT_N_KINDS] = {
    [EXPORT_ARTICLE] = "article",
    [EXPORT_QA] = "qa",
};

bool
export_format_of(const char *name, enum export_format *out)
{
	for (int i = 0; i < EXPORT_N_FORMATS; i++) {
		if (strcmp(name, formats[i]) == 0) {
			*out = (enum export_format)i;
			return true;
		}
	}
	return false;
}

const char *
export_format_name(enum export_format format)
{
	return formats[format];
}

const char *
export_kind_name(enum export_kind kind)
{
	return kinds[kind];
}

void
export_count(struct export_counts *counts, const struct item *item)
{
	if (item->is_tombstone) {
		counts->n_tombstones++;
		counts->of_cause[item->cause]++;
		return;
	}
	bool is_qa = str_eq(item->page_kind, str_from(kinds[EXPORT_QA]));
	counts->n_articles++;
	counts->of_kind[is_qa ? EXPORT_QA : EXPORT_ARTICLE]++;
}

struct writer {
	const struct export_request *request;
	struct columns columns; /* of a table */
	struct arena arena;     /* of one item */
	struct buf line;
};

static void
write_object(struct writer *writer, const struct item *item)
{
	if (writer->request->fields.n > 0 && !item->is_tombstone)
		choice_write(&writer->request->fields, item->line, &writer->line);
	else
		buf_add_str(&writer->line, item->line);
	buf_add_char(&writer->line, '\n');
}

static void
write_field(struct writer *writer, size_t i, struct str text)
{
	char delimiter = writer->request->format == EXPORT_TSV ? '\t' : ',';
	if (i > 0)
		buf_add_char(&writer->line, delimiter);
	if (writer->request->csv_safe && csv_is_formula(text))
		text = arena_printf(&writer->arena, "'%.*s", STR_ARGS(text));
	csv_write_field(&writer->line, text, delimiter);
}

static void
write_row(struct writer *writer, const struct item *item)
{
	struct record record;
	struct str why;
	arena_reset(&writer->arena);
	if (!item->is_tombstone && !record_read(&writer->arena, item->line, &record, &why))
		diag_die("the record of '%.*s' cannot be read: %.*s", STR_ARGS(item->url),
		    STR_ARGS(why));
	for (size_t i = 0; i < writer->columns.n; i++)
		write_field(writer, i,
		    column_value(&writer->arena, &writer->columns.items[i], item,
			item->is_tombstone ? NULL : &record));
	csv_end_row(&writer->line);
}

static void
write_header(struct writer *writer)
{
	struct str wrong;
	bool known = columns_choose(&writer->request->fields, &writer->columns, &wrong);
	assert(known); /* the command line was looked at */
	if (writer->request->bom)
		buf_add_text(&writer->line, CSV_BOM);
	for (size_t i = 0; i < writer->columns.n; i++)
		write_field(writer, i, str_from(writer->columns.items[i].name));
	csv_end_row(&writer->line);
}

static void
flush(struct writer *writer, struct sink *sink)
{
	if (writer->line.full)
		diag_die("cannot write '%s': too much at once", sink->out.name);
	sink_add(sink, buf_str(&writer->line));
	sink_commit(sink);
	buf_reset(&writer->line);
}

void
export_write(struct db *db, const struct export_request *request, struct sink *sink,
    struct export_counts *counts)
{
	bool is_table = request->format != EXPORT_JSONL;
	struct writer writer = {.request = request};
	struct items items;
	struct item item;
	arena_init(&writer.arena, LIMIT_RECORD_BYTES);
	buf_init(&writer.line, LIMIT_RECORD_BYTES);
	items_open(&items, db, &request->selection, request->since);
	if (is_table) {
		write_header(&writer);
		flush(&writer, sink);
	}
	while (items_next(&items, &item)) {
		export_count(counts, &item);
		if (is_table)
			write_row(&writer, &item);
		else
			write_object(&writer, &item);
		flush(&writer, sink);
	}
	items_close(&items);
	buf_clear(&writer.line);
	arena_clear(&writer.arena);
}
