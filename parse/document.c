/* SPDX-License-Identifier: MIT */
/* document.c - one fetched document: from its bytes to the record that stands for it */
#include "parse/document.h"

#include "parse/decode.h"
#include "parse/encoding.h"
#include "parse/extract.h"
#include "parse/sitemap.h"

#define SNIFFED_BYTES 1024

static void
become_outcome(struct record *record, const char *name, struct str detail)
{
	struct visit visit = record->visit;
	record_set_outcome(record, visit.url, "parse", name, detail);
	record->visit = visit;
}

static bool
is_html_type(struct str type)
{
	return str_starts_nocase(type, STR("text/html")) ||
	       str_starts_nocase(type, STR("application/xhtml"));
}

/* Types that say nothing about the content, and those that often lie. */
static bool
is_vague_type(struct str type)
{
	return type.len == 0 || str_starts_nocase(type, STR("text/plain")) ||
	       str_starts_nocase(type, STR("application/octet-stream")) ||
	       str_starts_nocase(type, STR("application/unknown"));
}

/* Whether bytes without a useful type look like a page: markup, and no binary data before it. */
static bool
looks_like_html(struct str body)
{
	struct str head = str_slice(body, 0, SNIFFED_BYTES);
	static const struct str tags[] = {STR_INIT("<!doctype html"), STR_INIT("<html"),
	    STR_INIT("<head"), STR_INIT("<body"), STR_INIT("<title"), STR_INIT("<div"),
	    STR_INIT("<p>"), STR_INIT("<h1"), STR_INIT("<table"), STR_INIT("<!--")};
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		if (str_find_nocase(head, tags[i]) != STR_NOT_FOUND)
			return true;
	return false;
}

static bool
parse_links(struct arena *arena, const struct document *document, struct record *record)
{
	struct sitemap sitemap;
	if (!sitemap_read(arena, record->visit.url, document->body, &sitemap))
		return false;
	record->kind = RECORD_LINKS;
	record->links = sitemap.list;
	return true;
}

static void
parse_html(struct arena *arena, const struct document *document, struct record *record)
{
	struct encoding_choice choice;
	struct decoded decoded;
	encoding_sniff(document->body, document->content_type, document->charset, &choice);
	if (!decode_to_utf8(arena, document->body, &choice, &decoded)) {
		become_outcome(record, "parse-crash",
		    arena_printf(arena, "no converter for %s on this system", choice.name));
		return;
	}
	struct extract_input input = {.html = decoded.text,
	    .url = record->visit.url,
	    .robots_tag = document->robots_tag,
	    .overrules = document->overrules,
	    .keep_noindex = document->keep_noindex,
	    .now = document->now};
	record->kind = RECORD_ARTICLE;
	if (!extract_page(arena, &input, record))
		become_outcome(record, "noindex", STR("the page asks not to be indexed"));
}

void
document_parse(struct arena *arena, const struct document *document, struct record *record)
{
	struct str type = str_trim(document->content_type);
	bool html = is_html_type(type) || document->body.len == 0;
	if (!html && parse_links(arena, document, record))
		return;
	if (html || (is_vague_type(type) && looks_like_html(document->body)))
		parse_html(arena, document, record);
	else
		become_outcome(record, "skipped-type",
		    arena_printf(arena, "neither a page nor a list of links: %.*s",
			STR_ARGS(type.len > 0 ? type : STR("no media type"))));
}
