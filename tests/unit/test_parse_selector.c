/* SPDX-License-Identifier: MIT */
/* test_parse_selector.c - parse/selector.c: what each selector finds */
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
#include "lib/unicode.h"
#include "parse/dom.h"
#include "parse/selector.h"

#define MOST_BYTES (1u << 30)

/* Elements are told by their attribute n, those without one by their id or name. */
#define PAGE                                                                                       \
	"<!doctype html><html lang=zh-Hans><head><title n=t>Title</title>"                         \
	"<meta n=m name=Author content='Jane Doe'></head><body>"                                   \
	"<div n=1 id=main class='content  box\tWide'>"                                             \
	"<h1 n=2 class=title>Back pain</h1>"                                                       \
	"<p n=3 class=lead>First <b n=4>bold</b> and <a n=5 href='/a/1.html' rel='nofollow NEXT'>" \
	"link</a></p>"                                                                             \
	"<p n=6></p>"                                                                              \
	"<p n=7> <!-- nothing --> </p>"                                                            \
	"<ul n=8><li n=9>one</li><li n=10 class=on>two</li><li n=11>three</li>"                    \
	"<li n=12 lang=en-GB>four</li><li n=13 lang=EN>five</li></ul>"                             \
	"<x-card n=14><x-term n=15>term</x-term>text<x-term n=16>other</x-term></x-card>"          \
	"</div>"                                                                                   \
	"<div n=17 class=box title='a \"b\" c'><p n=18>foo<span n=19>bar</span></p>"               \
	"<div n=20><p n=21>\xe4\xbd\x9c\xe8\x80\x85\xef\xbc\x9a\xe8\x8c\x83\xe6\x9d\x8e</p>"       \
	"<p n=22>x</p></div></div>"                                                                \
	"<p n=23 id=1a class='1st a.b'>last</p>"                                                   \
	"<input n=24 type=TEXT name=q><img n=25 alt=''>"                                           \
	"<svg id=26><path id=27 class=p></path></svg>"                                             \
	"</body></html>"

static const struct {
	const char *selector, *expected;
} FOUND[] = {
    /* type and universal */
    {"h1", "2"},
    {"H1", "2"},
    {"p", "3 6 7 18 21 22 23"},
    {"x-term", "15 16"},
    {"X-Term", "15 16"},
    {"x-none", ""},
    {"html", "html"},
    {"svg", "26"},
    {"path", "27"},
    {"head *", "t m"},
    {"ul *", "9 10 11 12 13"},
    {"*.box", "1 17"},
    {"*|*", NULL},
    /* class and id */
    {".box", "1 17"},
    {".content.box", "1"},
    {".box.content.Wide", "1"},
    {".wide", ""},
    {".Wide", "1"},
    {".bo", ""},
    {"#main", "1"},
    {"#Main", ""},
    {"div#main.box", "1"},
    {"p#main", ""},
    {"#\\31 a", "23"},
    {"#\\000031a", "23"},
    {".\\31st", "23"},
    {".\\31 st", "23"},
    {".\\31\nst", "23"},
    {".\\31\n st", ""}, /* the line feed ends the escape, the space combines */
    {".a\\.b", "23"},
    {".a\\2e b", "23"},
    {".\\62ox", "1 17"},
    {".\\62 ox", "1 17"},
    {".\\000062ox", "1 17"},
    /* attributes */
    {"[href]", "5"},
    {"[HREF]", "5"},
    {"[ href ]", "5"},
    {"a[href][rel]", "5"},
    {"[alt]", "25"},
    {"[alt='']", "25"},
    {"[alt=\"\"]", "25"},
    {"[name=Author]", "m"},
    {"[name=author]", ""},
    {"[name=author i]", "m"},
    {"[name=\"AUTHOR\"i]", "m"},
    {"[name='author' I ]", "m"},
    {"[type=text]", "24"},
    {"[type=text s]", ""},
    {"[type=TEXT s]", "24"},
    {"[rel~=nofollow]", "5"},
    {"[rel~=next]", "5"},
    {"[rel~='nofollow next']", ""},
    {"[rel~='']", ""},
    {"[class~=box]", "1 17"},
    {"[class~=bo]", ""},
    {"[class=box]", "17"},
    {"[lang|=en]", "12 13"},
    {"[lang|=zh]", "html"},
    {"[lang|=z]", ""},
    {"[href^='/a/']", "5"},
    {"[href^=\"a\"]", ""},
    {"[href^='']", ""},
    {"[href$='.html']", "5"},
    {"[href$='.HTML']", ""},
    {"[href$='.HTML' i]", "5"},
    {"[href$='']", ""},
    {"[href*='1.h']", "5"},
    {"[href*='1.H' i]", "5"},
    {"[href*='']", ""},
    {"[href*='/a/1.html/']", ""},
    {"[content*=ane]", "m"},
    {"[title='a \"b\" c']", "17"},
    {"[title=\"a \\\"b\\\" c\"]", "17"},
    {"[title*='\\22 b']", "17"},
    {"[id='1a']", "23"},
    {"[class~='1st']", "23"},
    /* combinators */
    {"div p", "3 6 7 18 21 22"},
    {"body > p", "23"},
    {"body>p", "23"},
    {"#main>p", "3 6 7"},
    {"div div p", "21 22"},
    {"div > div > p", "21 22"},
    {"body > div > p", "3 6 7 18"},
    {"h1 + p", "3"},
    {"h1+p", "3"},
    {"h1 + ul", ""},
    {"h1 ~ p", "3 6 7"},
    {"h1~ul li", "9 10 11 12 13"},
    {".on + li", "11"},
    {".on ~ li", "11 12 13"},
    {"li ~ li", "10 11 12 13"},
    {"li + li + li", "11 12 13"},
    {"x-term + x-term", "16"},
    {"div  \t\n  b", "4"},
    {"div/**/b", NULL},
    {"div /**/ b", "4"},
    {"h1/* c */.title", "2"},
    {"body div + p", "23"},
    {"div ~ p", "23"},
    {"div b ~ a", "5"},
    {"html body #main p a", "5"},
    {"p p", ""},
    /* lists */
    {"h1, ul", "2 8"},
    {"ul,h1", "2 8"},
    {"h1, h1, .title", "2"},
    {"b, .none, a", "4 5"},
    /* children by number */
    {"li:first-child", "9"},
    {"li:last-child", "13"},
    {"li:FIRST-CHILD", "9"},
    {"li:nth-child(1)", "9"},
    {"li:nth-child(odd)", "9 11 13"},
    {"li:nth-child(even)", "10 12"},
    {"li:nth-child(EVEN)", "10 12"},
    {"li:nth-child(2n)", "10 12"},
    {"li:nth-child(2n+1)", "9 11 13"},
    {"li:nth-child( 2n + 1 )", "9 11 13"},
    {"li:nth-child(3n-1)", "10 13"},
    {"li:nth-child(3n- 1)", "10 13"},
    {"li:nth-child(n)", "9 10 11 12 13"},
    {"li:nth-child(N+4)", "12 13"},
    {"li:nth-child(-n+2)", "9 10"},
    {"li:nth-child(+3)", "11"},
    {"li:nth-child(-3)", ""},
    {"li:nth-child(0)", ""},
    {"li:nth-child(0n+2)", "10"},
    {"li:nth-child(n+2):nth-child(-n+4)", "10 11 12"},
    {"li:nth-child(99999999999999999999)", ""},
    {"li:nth-child(99999999999999999999n + 2)", "10"},
    {"li:nth-last-child(1)", "13"},
    {"li:nth-last-child(2n)", "10 12"},
    {"li:nth-last-child(-n+2)", "12 13"},
    {"#main > p:nth-child(3)", "6"},
    {"#main > p:nth-of-type(3)", "7"},
    {"#main > p:nth-last-of-type(3)", "3"},
    {"#main > p:first-of-type", "3"},
    {"#main > p:last-of-type", "7"},
    {"#main > :first-child", "2"},
    {"#main > :last-child", "14"},
    {"x-term:nth-of-type(2)", "16"},
    {"body > p:only-of-type", "23"},
    {"span:only-child", "19"},
    {"li:only-child", ""},
    {":root", "html"},
    {"html:first-child:last-child", "html"},
    {":scope > body > p", "23"},
    /* :not, :is, :where */
    {"li:not(.on)", "9 11 12 13"},
    {"li:not(:first-child)", "10 11 12 13"},
    {"li:not(.on, [lang])", "9 11"},
    {"li:not(.on):not([lang])", "9 11"},
    {"p:not(div p)", "23"},
    {"p:not(#main > *)", "18 21 22 23"},
    {"#main :not(p, li, ul, x-card, x-term)", "2 4 5"},
    {":not(*)", ""},
    {":is(h1, ul)", "2 8"},
    {":where(h1, ul) > li:first-child", "9"},
    {"div:is(#main, .none) > :is(h1, h2)", "2"},
    {"p:is(div > p, body > p)", "3 6 7 18 21 22 23"},
    {":is(:is(:is(h1)))", "2"},
    {":not(:not(h1))", "2"},
    {"li:not(:is(.on, :last-child))", "9 11 12"},
    /* :has */
    {"p:has(b)", "3"},
    {"p:has(> b)", "3"},
    {"div:has(b)", "1"},
    {"div:has(> b)", ""},
    {"div:has(p)", "1 17 20"},
    {"div:has(> p)", "1 17 20"},
    {"div:has(> div > p)", "17"},
    {"div:has(div p)", "17"},
    {"div:has(> p + p)", "1 20"},
    {"p:has(+ ul)", "7"},
    {"p:has(~ ul)", "3 6 7"},
    {"h1:has(+ p b)", "2"},
    {"li:has(+ .on)", "9"},
    {"li:has(~ .on)", "9"},
    {"li:has(~ :last-child)", "9 10 11 12"},
    {"div:has(h1, span)", "1 17"},
    {"div:has(h1):has(ul)", "1"},
    {"div:not(:has(h1))", "17 20"},
    {"div:has(p:has(b))", "1"},
    {"body:has(.none)", ""},
    {":has(> b):has(> a)", "3"},
    {"div:has(.none, > ul > .on)", "1"},
    /* :empty, :contains */
    {"p:empty", "6 7"},
    {"img:empty", "25"},
    {"p:contains('bold')", "3"},
    {"p:contains(bold)", "3"},
    {"p:contains(\"First bold and link\")", "3"},
    {"p:contains('  First\\A bold ')", "3"},
    {"p:contains('Bold')", ""},
    {"p:contains('foobar')", "18"},
    {"div:contains('foobar')", "17"},
    {"p:contains('\xe4\xbd\x9c\xe8\x80\x85\xef\xbc\x9a')", "21"},
    {"ul:contains('one two')", "8"},
    {"ul:contains('onetwo')", ""},
    {"li:contains('o')", "9 10 12"},
    {"li:not(:contains('o'))", "11 13"},
    {"title:contains('Title')", ""},
    {"body > *:contains('last')", "23"},
    {"x-card:contains('termtextother')", "14"},
    {"div > p:contains(x)", "22"},
};

struct fixture {
	struct arena arena;
	struct dom dom;
	struct selector_page *page;
};

static void
open_page(struct fixture *fixture, const char *html)
{
	arena_init(&fixture->arena, MOST_BYTES);
	dom_build(&fixture->dom, &fixture->arena, str_from(html));
	fixture->page = selector_page_new(&fixture->arena, &fixture->dom);
}

static void
print_found(const struct dom *dom, const struct selector_nodes *found, struct buf *out)
{
	buf_reset(out);
	for (size_t i = 0; i < found->n; i++) {
		struct str n = dom_attribute(dom, found->items[i], "n");
		if (!n.ptr)
			n = dom_attribute(dom, found->items[i], "id");
		if (!n.ptr)
			n = tag_name(dom->nodes[found->items[i]].tag);
		buf_addf(out, "%s%.*s", out->len > 0 ? " " : "", STR_ARGS(n));
	}
}

/* What a selector finds, as text; NULL when it is none. */
static const char *
find(struct fixture *fixture, const char *text, const struct selector_nodes *scope, struct buf *out)
{
	struct str why;
	struct selector_nodes found;
	const struct selector *selector = selector_compile(&fixture->arena, str_from(text), &why);
	if (!selector)
		return NULL;
	assert_true(selector_find(selector, fixture->page, scope, &found));
	print_found(&fixture->dom, &found, out);
	return out->len > 0 ? out->ptr : "";
}

static void
elements_are_found(void **state)
{
	struct fixture fixture;
	struct buf out;
	size_t wrong = 0;
	(void)state;
	open_page(&fixture, PAGE);
	buf_init(&out, MOST_BYTES);
	for (size_t i = 0; i < sizeof FOUND / sizeof *FOUND; i++) {
		const char *found = find(&fixture, FOUND[i].selector, NULL, &out);
		if (found ? FOUND[i].expected && strcmp(found, FOUND[i].expected) == 0
			  : !FOUND[i].expected)
			continue;
		wrong++;
		print_message("# '%s' found '%s', not '%s'\n", FOUND[i].selector,
		    found ? found : "(an error)",
		    FOUND[i].expected ? FOUND[i].expected : "(an error)");
	}
	assert_int_equal(wrong, 0);
	buf_clear(&out);
	arena_clear(&fixture.arena);
}

static void
scope_is_a_set_of_elements(void **state)
{
	static const struct {
		const char *scope, *selector, *expected;
	} rows[] = {
	    {"#main", ":scope", "1"},
	    {"#main", ":scope > h1", "2"},
	    {".box", ":scope > p", "3 6 7 18"},
	    {"li", ":scope + .on", "10"},
	    {"li", ":scope:not(.on)", "9 11 12 13"},
	    {".none", ":scope", ""},
	    {"div", "h1", "2"},
	};
	struct fixture fixture;
	struct buf out;
	(void)state;
	open_page(&fixture, PAGE);
	buf_init(&out, MOST_BYTES);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct selector_nodes scope;
		struct str why;
		const struct selector *selector =
		    selector_compile(&fixture.arena, str_from(rows[i].scope), &why);
		assert_true(selector_find(selector, fixture.page, NULL, &scope));
		assert_string_equal(
		    find(&fixture, rows[i].selector, &scope, &out), rows[i].expected);
	}
	buf_clear(&out);
	arena_clear(&fixture.arena);
}

static void
nodes_are_found_from_a_place_on(void **state)
{
	uint32_t items[] = {2, 5, 5000};
	struct selector_nodes nodes = {items, 3};
	(void)state;
	assert_int_equal(selector_nodes_at(&nodes, 0), 0);
	assert_int_equal(selector_nodes_at(&nodes, 2), 0);
	assert_int_equal(selector_nodes_at(&nodes, 3), 1);
	assert_int_equal(selector_nodes_at(&nodes, 5), 1);
	assert_int_equal(selector_nodes_at(&nodes, 5001), 3);
}

/* `n` times `piece`, between two texts. */
static const char *
repeat(struct arena *arena, const char *before, const char *piece, size_t n, const char *after)
{
	struct buf buf;
	buf_init(&buf, MOST_BYTES);
	buf_add_text(&buf, before);
	for (size_t i = 0; i < n; i++)
		buf_add_text(&buf, piece);
	buf_add_text(&buf, after);
	const char *text = arena_text(arena, buf_str(&buf));
	buf_clear(&buf);
	return text;
}

static void
selectors_have_limits(void **state)
{
	static const struct {
		const char *name, *before, *piece;
		size_t n;
		const char *after, *why; /* NULL: is still taken */
	} rows[] = {
	    {"many parts", "a", ".b", 200, "", NULL},
	    {"more parts", "a", ".b", 300, "", "too many parts"},
	    {"many combinators", "a", ">b", 300, "", "too many parts"},
	    {"many in a list", "a", ",b", 300, "", "too many parts"},
	    {"nested", "", ":not(", 8, "a))))))))", NULL},
	    {"nested deeper", "", ":not(", 9, "a)))))))))", "nested too deeply"},
	    {"nested without end", "", ":has(", 800, "a", "nested too deeply"},
	    {"a long name", "", "a", 4096, "", NULL},
	    {"a longer name", "", "a", 4097, "", "too long"},
	    {"names in plenty", "", "aaaaaaaaaa ", 370, "a", "too many parts"},
	};
	struct arena arena;
	(void)state;
	arena_init(&arena, MOST_BYTES);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str why = {NULL, 0};
		const char *text =
		    repeat(&arena, rows[i].before, rows[i].piece, rows[i].n, rows[i].after);
		const struct selector *selector = selector_compile(&arena, str_from(text), &why);
		bool right =
		    rows[i].why ? !selector && str_find(why, str_from(rows[i].why)) != STR_NOT_FOUND
				: selector != NULL;
		if (!right)
			print_message("# %s: '%.*s'\n", rows[i].name, STR_ARGS(why));
		assert_true(right);
	}
	arena_clear(&arena);
}

/* Pairs that cost a matcher with backtracking, or one that reads texts again, hours. */
static void
hostile_pairs_stay_within_the_steps(void **state)
{
	static const struct {
		const char *name, *before, *piece;
		size_t n;
		const char *after;
		const char *selector_piece;
		size_t selector_n;
		const char *selector_end;
		size_t n_found;
	} rows[] = {
	    {"descendants of deep nesting", "", "<b>", 400, "", "b ", 60, "i", 0},
	    {"siblings", "", "<i></i>", 100000, "", "i ~ ", 60, "b", 0},
	    {"siblings found", "", "<i></i>", 100000, "", "i ~ ", 60, "i", 99940},
	    {":has in every element", "", "<i></i>", 100000, "", "", 0, "i:has(~ b)", 0},
	    {":has of depth", "<p>", "<b>", 400, "", "", 0, "b:has(b b b b i)", 0},
	    {":contains in depth", "<p>", "<b>a", 400, "", "", 0, "b:contains('ab')", 0},
	    {":contains of periods", "<p>", "<b>a</b>", 100000, "", "", 0,
		"b:contains('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa')",
		0},
	    {"a value of periods", "<p title='", "a", 1000000, "'>", "", 0,
		"[title*='aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab' i]", 0},
	    {"tokens", "<p class='", "a ", 500000, "b'>", "", 0, ".b", 1},
	    {"numbers", "", "<i></i>", 100000, "", "", 0, "i:nth-last-of-type(2n)", 50000},
	    {"names", "", "<x-a></x-a><x-b></x-b>", 50000, "", "", 0, "x-b:nth-of-type(odd)",
		25000},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fixture fixture;
		struct arena texts;
		struct str why;
		struct selector_nodes found;
		arena_init(&texts, MOST_BYTES);
		open_page(&fixture,
		    repeat(&texts, rows[i].before, rows[i].piece, rows[i].n, rows[i].after));
		const char *text = repeat(
		    &texts, "", rows[i].selector_piece, rows[i].selector_n, rows[i].selector_end);
		const struct selector *selector =
		    selector_compile(&fixture.arena, str_from(text), &why);
		assert_non_null(selector);
		/* What takes more than SELECTOR_MAX_STEPS is given up. */
		assert_true(selector_find(selector, fixture.page, NULL, &found));
		if (found.n != rows[i].n_found)
			fail_msg("%s: %zu found", rows[i].name, found.n);
		arena_clear(&texts);
		arena_clear(&fixture.arena);
	}
}

static void
a_page_gives_up_at_its_limit(void **state)
{
	struct fixture fixture;
	struct arena texts;
	struct selector_nodes found;
	struct str why;
	unsigned searches = 0;
	(void)state;
	arena_init(&texts, MOST_BYTES);
	open_page(&fixture, repeat(&texts, "", "<i></i>", 100000, ""));
	const struct selector *selector =
	    selector_compile(&fixture.arena, str_from(repeat(&texts, "b", " b", 99, "")), &why);
	while (selector_find(selector, fixture.page, NULL, &found))
		searches++;
	assert_int_equal(found.n, 0);
	assert_in_range(searches, 20, 100);
	arena_clear(&texts);
	arena_clear(&fixture.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(elements_are_found),
	    cmocka_unit_test(scope_is_a_set_of_elements),
	    cmocka_unit_test(nodes_are_found_from_a_place_on),
	    cmocka_unit_test(selectors_have_limits),
	    cmocka_unit_test(hostile_pairs_stay_within_the_steps),
	    cmocka_unit_test(a_page_gives_up_at_its_limit),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
