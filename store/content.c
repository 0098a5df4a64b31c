/* SPDX-License-Identifier: MIT */
/* content.c - reading the articles of an export as a consumer does, and counting them */
#include "store/content.h"

#include <json-c/json.h>

#include "lib/json.h"
#include "lib/limits.h"
#include "lib/record.h"
#include "store/csv.h"

void
content_open(struct content *content, enum export_format format, bool has_tombstones)
{
	*content = (struct content){.format = format, .has_tombstones = has_tombstones};
	arena_init(&content->arena, LIMIT_RECORD_BYTES);
	buf_init(&content->line, LIMIT_RECORD_BYTES);
	buf_init(&content->url, LIMIT_LINE_BYTES);
	for (size_t i = 0; i < 2; i++)
		buf_init(&content->fields[i], LIMIT_LINE_BYTES);
}

void
content_close(struct content *content)
{
	arena_clear(&content->arena);
	buf_clear(&content->line);
	buf_clear(&content->url);
	for (size_t i = 0; i < 2; i++)
		buf_clear(&content->fields[i]);
}

static void
fail(struct content *content, const char *why)
{
	if (!content->fault.ptr)
		content->fault = str_from(why);
}

/* What is common to the lines of all formats. */
static void
take_item(struct content *content, const struct item *item)
{
	if (item->url.len == 0)
		fail(content, "there is no url");
	else if (content->url.len > 0 && str_compare(buf_str(&content->url), item->url) >= 0)
		fail(content, "its url does not come after the one before");
	else if (item->is_tombstone && !content->has_tombstones)
		fail(content, "a tombstone in a full export");
	export_count(&content->counts, item);
	if (!item->is_tombstone && !item->page_kind.ptr)
		content->lacks_kinds = true;
	buf_reset(&content->url);
	buf_add_str(&content->url, item->url);
}

/* ---- lines of JSON ---- */

static struct str
text_of(struct content *content, struct json_object *object, const char *name)
{
	struct json_object *value = NULL;
	if (!json_object_object_get_ex(object, name, &value) ||
	    !json_object_is_type(value, json_type_string))
		return (struct str){NULL, 0};
	return arena_copy(&content->arena,
	    (struct str){json_object_get_string(value), (size_t)json_object_get_string_len(value)});
}

static void
take_tombstone(struct content *content)
{
	struct json_object *object = NULL;
	const char *why;
	if (!json_read(buf_str(&content->line), &object, &why)) {
		fail(content, why);
		return;
	}
	struct item item = {.is_tombstone = true, .url = text_of(content, object, "url")};
	struct str cause = text_of(content, object, "cause");
	item.cause = tombstone_cause_of(cause);
	if (!str_eq(cause, str_from(tombstone_name(item.cause))))
		fail(content, "a tombstone has no known cause");
	take_item(content, &item);
	json_object_put(object);
}

static void
take_article(struct content *content)
{
	struct record record;
	struct str why;
	if (!record_read(&content->arena, buf_str(&content->line), &record, &why)) {
		content->fault = why;
	} else if (record.kind != RECORD_ARTICLE) {
		fail(content, "neither article nor tombstone");
	} else {
		struct item item = {.url = record.visit.url, .page_kind = record.article.page_kind};
		take_item(content, &item);
	}
}

/* Every line of ours begins with what it is. */
static void
take_line(struct content *content)
{
	content->n_lines++;
	arena_reset(&content->arena);
	if (str_starts(buf_str(&content->line), STR("{\"record\":\"tombstone\"")))
		take_tombstone(content);
	else
		take_article(content);
	buf_reset(&content->line);
}

static void
take_lines(struct content *content, struct str bytes)
{
	while (bytes.len > 0 && !content->fault.ptr) {
		size_t end = str_find_char(bytes, '\n');
		if (!buf_add_str(&content->line, str_slice(bytes, 0, end)))
			fail(content, "it is too long");
		if (end == STR_NOT_FOUND)
			return;
		take_line(content);
		bytes = str_slice(bytes, end + 1, bytes.len);
	}
}

/* ---- rows (RFC 4180) ---- */

static void
take_row(struct content *content)
{
	struct str kind = buf_str(&content->fields[0]);
	struct item item = {
	    .url = buf_str(&content->fields[1]), .is_tombstone = str_eq(kind, STR("tombstone"))};
	if (content->n_columns == 0) {
		content->n_columns = content->field + 1;
		if (str_starts(kind, STR(CSV_BOM)))
			kind = str_slice(kind, sizeof CSV_BOM - 1, kind.len);
		if (!str_eq(kind, STR("record")) || !str_eq(item.url, STR("url")))
			fail(content, "the header does not begin with record and url");
	} else {
		content->n_lines++;
		if (content->field + 1 != content->n_columns)
			fail(content, "it has another number of fields than the header");
		else if (!item.is_tombstone && !str_eq(kind, STR("article")))
			fail(content, "neither article nor tombstone");
		take_item(content, &item);
	}
	content->field = 0;
	buf_reset(&content->fields[0]);
	buf_reset(&content->fields[1]);
}

static void
take_plain(struct content *content, char c, char delimiter)
{
	content->after_quote = false;
	if (c == delimiter)
		content->field++;
	else if (c == '\n')
		take_row(content);
	else if (c != '\r' && content->field < 2)
		buf_add_char(&content->fields[content->field], c);
}

/* A quote opens a field, closes it, or, right after one that closed it, stands for itself. */
static void
take_rows(struct content *content, struct str bytes)
{
	char delimiter = content->format == EXPORT_TSV ? '\t' : ',';
	for (size_t i = 0; i < bytes.len && !content->fault.ptr; i++) {
		char c = bytes.ptr[i];
		if (c == '"') {
			if (content->after_quote && content->field < 2)
				buf_add_char(&content->fields[content->field], c);
			content->is_quoted = !content->is_quoted;
			content->after_quote = !content->is_quoted;
		} else if (!content->is_quoted) {
			take_plain(content, c, delimiter);
		} else if (content->field < 2) {
			buf_add_char(&content->fields[content->field], c);
		}
	}
}

void
content_take(struct content *content, struct str bytes)
{
	if (content->format == EXPORT_JSONL)
		take_lines(content, bytes);
	else
		take_rows(content, bytes);
}

void
content_end(struct content *content)
{
	if (content->line.len > 0 || content->is_quoted || content->field > 0 ||
	    content->fields[0].len > 0) {
		content->n_lines++;
		fail(content, "it has no end");
	}
	if (content->format != EXPORT_JSONL && content->n_columns == 0)
		fail(content, "there is no header");
}
