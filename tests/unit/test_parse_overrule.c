/* SPDX-License-Identifier: MIT */
/* test_parse_overrule.c - parse/overrule.c: what the keys of [parse] make of a page */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "parse/authors.h"
#include "parse/blocks.h"
#include "parse/body.h"
#include "parse/dateline.h"
#include "parse/links.h"
#include "parse/overrule.h"
#include "parse/page.h"
#include "parse/related.h"
#include "parse/term_card.h"
#include "parse/title.h"

#define MOST_BYTES (1u << 30)
#define MOST_KEYS  12
#define NOW        1795413600 /* 2026-11-23T06:00:00Z */
#define SENTENCE                                                                                   \
	"The lower back carries most of our weight, and it hurts when we sit too long. "           \
	"Walking, swimming and short breaks help more people than pills do, as studies show. "

/* A page with all that a profile may name, and much that misleads. */
#define PAGE                                                                                       \
	"<!doctype html><html lang=en-GB><head><title>Site | Health</title>"                       \
	"<meta name=kw content='back, pain ,,legs'><meta name=og content='Backs that hurt'>"       \
	"<meta name=t2 content='WHY backs hurt!'></head><body>"                                    \
	"<h1 class=logo>The Health Site</h1>"                                                      \
	"<div class=headline>Why backs hurt</div>"                                                 \
	"<div class=info><span class=w>Author: Jane Doe</span> <span class=j>Title: "              \
	"Surgeon</span>"                                                                           \
	"<span class=d>12 March 2024</span><span class=u>Updated 3 April 2024</span></div>"        \
	"<div id=text><p class=one>" SENTENCE SENTENCE "</p><div class=ad>Buy our mattress now, "  \
	"it is the best mattress, and it is cheap.<a href='/shop/1'>Shop</a></div>"                \
	"<p>before<span class=x>gone</span>after</p>"                                              \
	"<p class=two>" SENTENCE "</p></div>"                                                      \
	"<div id=more><p>" SENTENCE SENTENCE "</p></div>"                                          \
	"<dl class=doc><dt>Max Muster</dt><dd class=t>Neurologist</dd><dd class=h>City Hospital"   \
	"</dd><dd class=g>A</dd><dd class=p>Spine</dd></dl>"                                       \
	"<dl class=doc><dt>Eva Klein</dt><dd class=t>Nurse</dd></dl>"                              \
	"<ul class=rel><li><a href='/a/2'>Knees</a><i>By Tom Roe</i><q>Knees are "                 \
	"joints...</q></li>"                                                                       \
	"<li><a href='/a/3'>Hips</a><q>Hips are bones.</q></li>"                                   \
	"<li><a href='/a/1'>Why backs hurt</a></li><li></li></ul>"                                 \
	"<div class=card><b>Disc</b><em>What lies between two bones.</em><a "                      \
	"href='/t/disc'>more</a>"                                                                  \
	"</div><img class=pic src='/p.jpg' width=20 alt='A back'>"                                 \
	"<p class=pages><a href='/a/1'>1</a> <a class=n href='/b/77'>on</a></p>"                   \
	"<p class=name>Back Pages</p><p class=about>All about backs.</p></body></html>"

struct row {
	const char *name;
	const char *keys[2 * MOST_KEYS]; /* key, value, ... */
	const char *field, *expected;
};

static const struct row ROWS[] = {
    {"without a profile's word the generic title stays", {"body", "#text"}, "title",
	"The Health Site"},
    {"a title", {"title", ".headline"}, "title", "Why backs hurt"},
    {"a title by a list", {"title", ".none, .headline"}, "title", "Why backs hurt"},
    {"the second way when the first finds nothing", {"title", ".none", "title", ".headline"},
	"title", "Why backs hurt"},
    {"the first way when both find something", {"title", ".name", "title", ".headline"}, "title",
	"Back Pages"},
    {"a way that finds only empty elements", {"title", "li:last-child", "title", ".headline"},
	"title", "Why backs hurt"},
    {"a title that was removed is none", {"title", ".headline", "remove", ".headline"}, "title",
	"The Health Site"},
    {"a title that nothing on the page shows", {"title", "meta[name=og]"}, "title",
	"Backs that hurt"},
    {"the heading is then still no body", {"title", "meta[name=og]", "body", "h1, .about"}, "body",
	"paragraph:All about backs."},
    {"a title that another line shows is no body",
	{"title", "meta[name=t2]", "body", ".headline, .about"}, "body",
	"paragraph:All about backs."},
    {"evidence of a title", {"title", ".headline"}, "evidence", "body=generic title=profile"},
    {"evidence where nothing was found", {"title", ".none"}, "evidence", "body=generic title=h1"},
    {"the profile's name", {"title", ".none"}, "profile", "example"},
    {"a profile without [parse] is not named", {NULL}, "profile", ""},

    {"a body", {"body", "#text > p"}, "body",
	"paragraph:" SENTENCE SENTENCE "|paragraph:beforegoneafter|paragraph:" SENTENCE},
    {"a body that nothing else would be", {"body", ".about"}, "body", "paragraph:All about backs."},
    {"a body of two containers", {"body", ".one, .about"}, "body",
	"paragraph:" SENTENCE SENTENCE "|paragraph:All about backs."},
    {"containers within containers", {"body", "#more, #more p"}, "body",
	"paragraph:" SENTENCE SENTENCE},
    {"a body without what is removed", {"body", "#text", "remove", ".ad, .one"}, "body",
	"paragraph:beforegoneafter|paragraph:" SENTENCE},
    {"every remove counts", {"body", "#text", "remove", ".ad", "remove", ".one", "remove", ".x"},
	"body", "paragraph:beforeafter|paragraph:" SENTENCE},
    {"what is removed from a line leaves no space", {"body", "#text", "remove", "p.one, .x, .ad"},
	"body", "paragraph:beforeafter|paragraph:" SENTENCE},
    {"an empty body is none", {"body", "li:last-child"}, "evidence", "body=generic title=h1"},
    {"evidence of a body", {"body", "#text"}, "evidence", "body=profile title=h1"},
    {"related items are no body", {"body", ".rel, .about", "related_item", ".rel li"}, "body",
	"paragraph:All about backs."},
    {"terms are no body", {"body", ".card, .about", "term_item", ".card", "term", "b"}, "body",
	"paragraph:All about backs."},
    {"links of what is removed are none", {"remove", ".ad, .rel, .pages"}, "links",
	"https://example.org/t/disc"},

    {"authors by their items", {"authors", ".doc", "author_name", "dt"}, "authors",
	"Max Muster////|Eva Klein////"},
    {"authors with all parts",
	{"authors", ".doc", "author_name", "dt", "author_job_title", ".t", "author_affiliation",
	    ".h", "author_grade", ".g", "author_department", ".p"},
	"authors", "Max Muster/Neurologist/City Hospital/A/Spine|Eva Klein/Nurse///"},
    {"an item without a name is no author", {"authors", "dl, .pages", "author_name", "dt"},
	"authors", "Max Muster////|Eva Klein////"},
    {"a name without an item", {"author_name", ".w"}, "authors", "Jane Doe////"},
    {"a label before a value", {"author_name", ".w", "author_job_title", ".j"}, "authors",
	"Jane Doe/Surgeon///"},
    {"several names without items", {"author_name", "dt", "author_job_title", ".t"}, "authors",
	"Max Muster/Neurologist///|Eva Klein////"},
    {"names by the second way", {"author_name", ".none", "author_name", "dt"}, "authors",
	"Max Muster////|Eva Klein////"},
    {"a name from the item itself", {"authors", "dt"}, "authors", "Max Muster////|Eva Klein////"},

    {"a date", {"date_published", ".d"}, "date_published", "2024-03-12"},
    {"a date in a line", {"date_modified", ".u"}, "date_modified", "2024-04-03"},
    {"no date", {"date_modified", ".headline"}, "date_modified", "2024-04-03"},
    {"the site's name", {"site_name", ".name"}, "site_name", "Back Pages"},
    {"a description", {"description", ".about"}, "description", "All about backs."},
    {"keywords of meta", {"keywords", "meta[name=kw]"}, "keywords", "back|pain|legs"},
    {"keywords of elements", {"keywords", "dt"}, "keywords", "Max Muster|Eva Klein"},
    {"an image, however small", {"image", ".pic"}, "image", "https://example.org/p.jpg"},
    {"an image inside", {"image", "body"}, "image", "https://example.org/p.jpg"},
    {"no image", {"image", ".headline"}, "image", ""},
    {"a next page that looks like none", {"next_page", ".n"}, "next_page",
	"https://example.org/b/77"},
    {"a next page by the element around", {"next_page", ".pages"}, "next_page",
	"https://example.org/a/1"},
    {"the text of an image", {"title", "img"}, "title", "A back"},

    {"related items by their links; the page's own is none",
	{"title", ".headline", "related_item", ".rel li"}, "related",
	"Knees/https://example.org/a/2///|Hips/https://example.org/a/3///"},
    {"related items with all parts",
	{"title", ".headline", "related_item", ".rel li", "related_title", "a", "related_url", "a",
	    "related_author", "i", "related_teaser", "q"},
	"related",
	"Knees/https://example.org/a/2/Tom Roe/Knees are joints.../cut"
	"|Hips/https://example.org/a/3//Hips are bones./"},
    {"parts by :scope", {"title", ".headline", "related_item", ".rel a", "related_title", ":scope"},
	"related", "Knees/https://example.org/a/2///|Hips/https://example.org/a/3///"},
    {"parts by a second way",
	{"title", ".headline", "related_item", ".rel li", "related_title", "i", "related_title",
	    "q"},
	"related",
	"By Tom Roe/https://example.org/a/2///|Hips are bones./https://example.org/a/3///"},
    {"a part outside of the item is not its", {"related_item", ".rel li", "related_title", "dt"},
	"related", ""},
    {"items within items", {"title", ".headline", "related_item", ".rel, .rel li"}, "related",
	"Knees/https://example.org/a/2///"},
    {"terms", {"term_item", ".card", "term", "b", "term_definition", "em"}, "terms",
	"Disc/What lies between two bones./https://example.org/t/disc"},
    {"a term without a definition", {"term_item", ".card", "term", "b"}, "terms",
	"Disc//https://example.org/t/disc"},
};

/* Sections that are refused, and what is said. */
static const struct {
	const char *name;
	const char *keys[2 * MOST_KEYS];
	const char *why;
} REFUSED[] = {
    {"an unknown key", {"title", "h1", "headline", "h2"},
	"sites/example.ini:11: headline: no key of [parse] is called so"},
    {"a selector that is none", {"title", "h1", "body", "div >"},
	"sites/example.ini:11: body: character 6: a selector is expected here"},
    {"an empty value", {"title", ""},
	"sites/example.ini:10: title: character 1: a selector is expected here"},
    {"a part without its item", {"related_title", "h3"},
	"sites/example.ini:10: related_title: needs the key 'related_item' as well"},
    {"a term's definition alone", {"term_definition", "p"},
	"sites/example.ini:10: term_definition: needs the key 'term_item' as well"},
    {"a card without its term", {"term_item", ".card", "term_definition", "p"},
	"sites/example.ini:10: term_item: needs the key 'term' as well"},
};

static void
make_profile(struct arena *arena, const char *const *keys, struct profile *profile)
{
	*profile = (struct profile){.name = STR("example"), .path = STR("sites/example.ini")};
	for (int i = 0; i < MOST_KEYS && keys[2 * i]; i++) {
		struct ini_entry *entry = ARENA_PUSH(arena, &profile->entries);
		entry->section = STR("parse");
		entry->key = str_from(keys[2 * i]);
		entry->value = str_from(keys[2 * i + 1]);
		entry->line = 10 + i;
	}
}

/* A page in the order of extract.c. */
static void
extract(struct page *page, struct arena *arena, const char *html, const struct overrule *overrule)
{
	*page = (struct page){.arena = arena, .title_at = PAGE_NONE, .now = NOW};
	struct url *url = arena_alloc(arena, sizeof *url);
	assert_int_equal(url_join(arena, NULL, STR("https://example.org/a/1"), url), URL_OK);
	page->url = page->base = url;
	page->article = arena_alloc(arena, sizeof *page->article);
	page->article->language = STR("en-GB");
	dom_build(&page->dom, arena, str_from(html));
	struct overruled *overruled = overrule_prepare(overrule, page);
	facts_collect(&page->facts, arena, &page->dom);
	hints_collect(&page->hints, arena, &page->dom);
	segment_page(&page->segments, arena, &page->dom);
	title_find(page);
	overrule_title(overruled, page);
	related_find(page);
	term_card_find(page);
	if (!overrule_body(overruled, page))
		body_find(page);
	related_fill(page);
	struct bylines bylines = byline_windows(page);
	authors_find(page, &bylines);
	dateline_find(page, &bylines);
	blocks_build(page);
	page_evidence(page, "body", "generic");
	links_find(page, false);
	overrule_fill(overruled, page);
}

static void
print_evidence(const struct article *article, struct buf *out)
{
	static const char *const fields[] = {"body", "title"};
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		for (size_t j = 0; j < article->evidence.n; j++)
			if (str_eq(article->evidence.items[j].field, str_from(fields[i])))
				buf_addf(out, "%s%s=%.*s", out->len > 0 ? " " : "", fields[i],
				    STR_ARGS(article->evidence.items[j].source));
}

static void
print_people(const struct person_list *people, struct buf *out)
{
	for (size_t i = 0; i < people->n; i++) {
		const struct person *person = &people->items[i];
		buf_addf(out, "%s%.*s/%.*s/%.*s/%.*s/%.*s", i > 0 ? "|" : "",
		    STR_ARGS(person->name), STR_ARGS(person->job_title),
		    STR_ARGS(person->affiliation), STR_ARGS(person->affiliation_grade),
		    STR_ARGS(person->department));
	}
}

static void
print_related(const struct related_list *list, struct buf *out)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct related *related = &list->items[i];
		struct str author = {NULL, 0};
		if (related->authors.n > 0)
			author = related->authors.items[0].name;
		buf_addf(out, "%s%.*s/%.*s/%.*s/%.*s/%s", i > 0 ? "|" : "",
		    STR_ARGS(related->title), STR_ARGS(related->url), STR_ARGS(author),
		    STR_ARGS(related->teaser), related->teaser_truncated ? "cut" : "");
	}
}

static void
print_blocks(const struct block_list *blocks, struct buf *out)
{
	static const char *const types[BLOCK_N_TYPES] = {
	    "paragraph", "heading", "list_item", "quote", "code", "table", "figure"};
	for (size_t i = 0; i < blocks->n; i++)
		buf_addf(out, "%s%s:%.*s", i > 0 ? "|" : "", types[blocks->items[i].type],
		    STR_ARGS(blocks->items[i].text));
}

static void
print_texts(const struct str_list *texts, struct buf *out)
{
	for (size_t i = 0; i < texts->n; i++)
		buf_addf(out, "%s%.*s", i > 0 ? "|" : "", STR_ARGS(texts->items[i]));
}

static void
print_field(const struct article *article, const char *field, struct buf *out)
{
	const struct {
		const char *name;
		struct str text;
	} texts[] = {{"title", article->title}, {"profile", article->profile},
	    {"date_published", article->date_published}, {"date_modified", article->date_modified},
	    {"site_name", article->site_name}, {"description", article->description},
	    {"image", article->image}, {"next_page", article->next_page}};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (strcmp(field, texts[i].name) == 0)
			buf_add_str(out, texts[i].text);
	if (strcmp(field, "evidence") == 0)
		print_evidence(article, out);
	else if (strcmp(field, "authors") == 0)
		print_people(&article->authors, out);
	else if (strcmp(field, "related") == 0)
		print_related(&article->related, out);
	else if (strcmp(field, "body") == 0)
		print_blocks(&article->blocks, out);
	else if (strcmp(field, "keywords") == 0)
		print_texts(&article->keywords, out);
	else if (strcmp(field, "links") == 0)
		print_texts(&article->links, out);
	for (size_t i = 0; strcmp(field, "terms") == 0 && i < article->terms.n; i++)
		buf_addf(out, "%s%.*s/%.*s/%.*s", i > 0 ? "|" : "",
		    STR_ARGS(article->terms.items[i].term),
		    STR_ARGS(article->terms.items[i].definition),
		    STR_ARGS(article->terms.items[i].url));
}

/* Texts of segments end without the space of SENTENCE; so shall what is expected. */
static bool
is_expected(struct str found, const char *expected)
{
	struct buf wanted;
	buf_init(&wanted, MOST_BYTES);
	for (const char *at = expected; *at; at++)
		if (*at != ' ' || (at[1] != '|' && at[1] != '\0'))
			buf_add_char(&wanted, *at);
	bool same = str_eq(found, buf_str(&wanted));
	buf_clear(&wanted);
	return same;
}

static void
keys_overrule_the_finders(void **state)
{
	size_t wrong = 0;
	(void)state;
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		const struct row *row = &ROWS[i];
		struct arena arena;
		struct profile profile;
		struct page page;
		struct str why = {NULL, 0};
		struct buf out;
		arena_init(&arena, MOST_BYTES);
		buf_init(&out, MOST_BYTES);
		make_profile(&arena, row->keys, &profile);
		const struct overrule *overrule = overrule_compile(&arena, &profile, &why);
		assert_non_null(overrule);
		extract(&page, &arena, PAGE, overrule);
		print_field(page.article, row->field, &out);
		if (!is_expected(buf_str(&out), row->expected)) {
			wrong++;
			print_message("# %s: '%.*s', not '%s'\n", row->name,
			    STR_ARGS(buf_str(&out)), row->expected);
		}
		buf_clear(&out);
		arena_clear(&arena);
	}
	assert_int_equal(wrong, 0);
}

static void
wrong_sections_are_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof REFUSED / sizeof *REFUSED; i++) {
		struct arena arena;
		struct profile profile;
		struct str why = {NULL, 0};
		arena_init(&arena, MOST_BYTES);
		make_profile(&arena, REFUSED[i].keys, &profile);
		assert_null(overrule_compile(&arena, &profile, &why));
		assert_string_equal(arena_text(&arena, why), REFUSED[i].why);
		arena_clear(&arena);
	}
}

static void
a_page_without_a_profile_is_left_alone(void **state)
{
	struct arena arena;
	struct page page;
	(void)state;
	arena_init(&arena, MOST_BYTES);
	extract(&page, &arena, PAGE, NULL);
	assert_null(page.article->profile.ptr);
	for (size_t i = 0; i < page.article->evidence.n; i++)
		assert_false(str_eq(page.article->evidence.items[i].source, STR("profile")));
	arena_clear(&arena);
}

static void
profiles_are_found_by_host(void **state)
{
	static const char *const title[2 * MOST_KEYS] = {"title", "h1"};
	static const struct {
		const char *url;
		int profile;
	} rows[] = {{"https://example.org/a", 0}, {"https://m.example.org/a", 0},
	    {"https://www.example.net:8080/", 1}, {"https://example.com/", -1}, {"a/b", -1},
	    {NULL, -1}};
	struct profile_host hosts[] = {{STR("example.org"), 2}, {STR("example.net"), 2}};
	struct arena arena;
	struct profile both[2];
	struct profiles profiles = {.items = both, .n = 2};
	struct overrules overrules;
	struct str why;
	(void)state;
	arena_init(&arena, MOST_BYTES);
	for (int i = 0; i < 2; i++) {
		make_profile(&arena, title, &both[i]);
		both[i].hosts = (struct profile_hosts){&hosts[i], 1};
	}
	assert_true(overrules_compile(&overrules, &arena, &profiles, &why));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct overrule *found =
		    overrules_find(&overrules, &arena, str_from(rows[i].url));
		assert_ptr_equal(
		    found, rows[i].profile < 0 ? NULL : overrules.items[rows[i].profile]);
	}
	both[1].entries.items[0].value = STR("h1[");
	assert_false(overrules_compile(&overrules, &arena, &profiles, &why));
	arena_clear(&arena);
}

/* Everything is everything: no key may make a page take more than its share of time. */
static void
selectors_for_all_take_no_more_than_all(void **state)
{
	static const char *const all[2 * MOST_KEYS] = {"title", "*", "body", "*", "authors", "*",
	    "author_name", "*", "keywords", "*", "image", "*", "date_published", "*",
	    "related_item", "*", "related_teaser", "*", "next_page", "*", "term_item", "*", "term",
	    "*"};
	struct arena arena;
	struct profile profile;
	struct page page;
	struct str why;
	struct buf html;
	(void)state;
	arena_init(&arena, MOST_BYTES);
	buf_init(&html, MOST_BYTES);
	for (int i = 0; i < 300; i++)
		buf_add_text(&html, "<div><p>text ");
	for (int i = 0; i < 20000; i++)
		buf_add_text(&html, "<i></i>");
	make_profile(&arena, all, &profile);
	extract(&page, &arena, arena_text(&arena, buf_str(&html)),
	    overrule_compile(&arena, &profile, &why));
	assert_int_equal(page.article->keywords.n, 1);
	buf_clear(&html);
	arena_clear(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(keys_overrule_the_finders),
	    cmocka_unit_test(wrong_sections_are_refused),
	    cmocka_unit_test(a_page_without_a_profile_is_left_alone),
	    cmocka_unit_test(profiles_are_found_by_host),
	    cmocka_unit_test(selectors_for_all_take_no_more_than_all),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
