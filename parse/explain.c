/* SPDX-License-Identifier: MIT */
/* explain.c - why each field of a page has its value, for people */
#include "parse/explain.h"

#include <string.h>

#include "lib/diag.h"
#include "lib/limits.h"
#include "lib/timestamp.h"
#include "lib/unicode.h"
#include "parse/decode.h"
#include "parse/encoding.h"
#include "parse/extract.h"
#include "parse/page.h"

#define SHOWN_POINTS 72 /* of a text */
#define LEN(array)   (sizeof(array) / sizeof *(array))

struct printer {
	struct arena *arena;
	struct io_out *out;
	const struct page *page;
	const struct trace *trace;
};

/* One line at most, without what could steer a terminal. */
static struct str
shown(struct arena *arena, struct str text)
{
	struct str head = unicode_prefix(text, SHOWN_POINTS);
	char *line = arena_take(arena, head.len + 4);
	for (size_t i = 0; i < head.len; i++) {
		unsigned char c = (unsigned char)head.ptr[i];
		line[i] = c < 0x20 || c == 0x7F ? ' ' : (char)c;
	}
	if (head.len == text.len)
		return (struct str){line, head.len};
	memcpy(line + head.len, "\xe2\x80\xa6", 3);
	return (struct str){line, head.len + 3};
}

#define PRINT(p, ...) io_out_add((p)->out, arena_printf((p)->arena, __VA_ARGS__))

static const char *
source_of(const struct page *page, const char *field)
{
	const struct evidence_list *evidence = &page->article->evidence;
	const char *source = "";
	for (size_t i = 0; i < evidence->n; i++)
		if (str_eq(evidence->items[i].field, str_from(field)))
			source = evidence->items[i].source.ptr; /* the last word counts */
	return source;
}

/* "field: value (source)"; fields without a value are said, too. */
static void
print_field(const struct printer *p, const char *field, struct str value)
{
	const char *source = source_of(p->page, field);
	PRINT(p, "%s: %.*s", field, STR_ARGS(value.ptr ? shown(p->arena, value) : STR("-")));
	PRINT(p, source[0] ? " (%s)\n" : "\n", source);
}

static void
print_candidate(const struct printer *p, const struct candidate *candidate)
{
	if (candidate->score < 0)
		PRINT(p, "         ");
	else
		PRINT(p, "    %4.2f ", candidate->score);
	PRINT(p, "%-9s %.*s", candidate->source, STR_ARGS(shown(p->arena, candidate->value)));
	PRINT(p, candidate->refused ? " (%s)\n" : "\n", candidate->refused);
}

/* What the page says of a field outside of its text, then what was found in it. */
static void
print_candidates(const struct printer *p, const char *field, enum fact_field of_fact)
{
	const struct facts *facts = &p->page->facts;
	for (size_t i = 0; i < facts->n; i++) {
		const struct fact *fact = &facts->items[i];
		if (fact->field == of_fact)
			print_candidate(
			    p, &(struct candidate){field, fact->source, fact->value, -1, NULL});
	}
	for (size_t i = 0; i < p->trace->n; i++)
		if (strcmp(p->trace->items[i].field, field) == 0)
			print_candidate(p, &p->trace->items[i]);
}

static struct str
names_of(const struct printer *p, const struct person_list *people)
{
	struct str all = {NULL, 0};
	for (size_t i = 0; i < people->n; i++) {
		const struct person *one = &people->items[i];
		all = arena_printf(p->arena, "%.*s%s%.*s%s%.*s%s%.*s", STR_ARGS(all),
		    i > 0 ? "; " : "", STR_ARGS(one->name), one->job_title.len > 0 ? ", " : "",
		    STR_ARGS(one->job_title), one->affiliation.len > 0 ? ", " : "",
		    STR_ARGS(one->affiliation));
	}
	return all;
}

static void
print_fields(const struct printer *p)
{
	const struct article *article = p->page->article;
	print_field(p, "page_kind", article->page_kind);
	print_field(p, "title", article->title);
	print_candidates(p, "title", FACT_TITLE);
	print_field(p, "site_name", article->site_name);
	print_candidates(p, "site_name", FACT_SITE_NAME);
	print_field(p, "authors", names_of(p, &article->authors));
	print_candidates(p, "authors", FACT_AUTHOR);
	print_field(p, "date_published", article->date_published);
	print_candidates(p, "date_published", FACT_PUBLISHED);
	print_field(p, "date_modified", article->date_modified);
	print_candidates(p, "date_modified", FACT_MODIFIED);
	print_field(p, "language", article->language);
	print_field(p, "description", article->description);
	print_field(p, "canonical_url", article->canonical_url);
	print_field(p, "image", article->image);
	print_field(p, "next_page", article->next_page);
	print_field(p, "disclaimer", article->disclaimer);
	print_field(p, "profile", article->profile);
}

static const char *
fate_of(const struct segment *segment)
{
	static const char *const fates[] = {[SEGMENT_FREE] = "-",
	    [SEGMENT_TITLE] = "title",
	    [SEGMENT_BYLINE] = "byline",
	    [SEGMENT_RELATED] = "related",
	    [SEGMENT_TERM] = "term",
	    [SEGMENT_TWIN] = "twin",
	    [SEGMENT_BODY] = "body"};
	return fates[segment->use];
}

/* "[nav footer]": what the names of the boxes around a text suggest. */
static void
print_hints(const struct printer *p, const struct segment *segment)
{
	static const char *const names[] = {"content", "nav", "header", "footer", "side", "comment",
	    "related", "ad", "share", "popup", "byline", "date", "meta", "term", "title", "caption",
	    "tags", "unseen"};
	uint32_t hints = p->page->hints.inherited[segment->block];
	bool any = false;
	for (size_t i = 0; i < LEN(names); i++) {
		if (hints >> i & 1)
			PRINT(p, "%s%s", any ? " " : " [", names[i]);
		any = any || hints >> i & 1;
	}
	PRINT(p, any ? "]\n" : "\n");
}

static void
print_segments(const struct printer *p)
{
	const struct segment_list *list = &p->page->segments;
	PRINT(p, "body: %zu blocks, %zu related, %zu terms, %zu links (%s)\n",
	    p->page->article->blocks.n, p->page->article->related.n, p->page->article->terms.n,
	    p->page->article->links.n, source_of(p->page, "body"));
	for (size_t i = 0; i < list->n; i++) {
		const struct segment *segment = &list->items[i];
		if (segment->text.len == 0)
			continue;
		if (p->trace->weights)
			PRINT(p, "  %6.1f ", p->trace->weights[i]);
		else
			PRINT(p, "         ");
		PRINT(p, "%-7s %-6.*s %.*s%s", fate_of(segment), STR_ARGS(tag_name(segment->tag)),
		    STR_ARGS(shown(p->arena, segment->text)), segment->hidden ? " (hidden)" : "");
		print_hints(p, segment);
		io_out_commit(p->out);
	}
}

static bool
explain(struct arena *arena, const char *url, const struct document *document, struct io_out *out)
{
	struct encoding_choice choice;
	struct decoded decoded;
	struct trace trace = {NULL, 0, NULL};
	encoding_sniff(document->body, document->content_type, document->charset, &choice);
	if (!decode_to_utf8(arena, document->body, &choice, &decoded))
		return false;
	const struct extract_input input = {.html = decoded.text,
	    .url = str_from(url),
	    .overrules = document->overrules,
	    .keep_noindex = true,
	    .now = timestamp_now(),
	    .trace = &trace};
	struct printer p = {arena, out, extract_all(arena, &input), &trace};
	PRINT(&p, "encoding: %s\n", choice.name);
	print_fields(&p);
	print_segments(&p);
	io_out_commit(out);
	return true;
}

void
explain_page(const char *url, const struct document *defaults, struct io_in *in, struct io_out *out)
{
	struct arena arena;
	struct document document = *defaults;
	document.body = io_in_peek(in, LIMIT_PAGE_BYTES + 1);
	arena_init(&arena, LIMIT_PARSE_BYTES);
	if (document.body.len > LIMIT_PAGE_BYTES)
		diag_warn("'%s' is larger than a page may be", in->name);
	else if (!explain(&arena, url, &document, out))
		diag_warn("'%s' cannot be decoded", in->name);
	arena_clear(&arena);
}
