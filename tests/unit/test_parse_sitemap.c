/* SPDX-License-Identifier: MIT */
/* test_parse_sitemap.c - sitemaps and feeds: what they list, what is refused, what is cut */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/gzip.h"
#include "lib/io.h"
#include "parse/sitemap.h"
#include "tests/unit/suite.h"

#define BASE "https://a.example/dir/sitemap.xml"

/* The links of a list, one a line. */
static struct str
links_of(struct arena *arena, const struct sitemap *sitemap)
{
	struct buf all;
	buf_init(&all, 1u << 24);
	for (size_t i = 0; i < sitemap->list.links.n; i++) {
		buf_add_str(&all, sitemap->list.links.items[i]);
		buf_add_char(&all, '\n');
	}
	struct str copy = arena_copy(arena, buf_str(&all));
	buf_clear(&all);
	return copy;
}

static const struct row {
	const char *name;
	struct str body;
	const char *format; /* NULL: not a list */
	const char *links;
	size_t n_refused;
	bool truncated;
} rows[] = {
    {"a sitemap",
	STR_INIT("<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
		 "<url><loc> http://a/1?x=1&amp;y=2 </loc><lastmod>2026</lastmod></url>"
		 "<url><loc><![CDATA[http://a/2]]></loc></url></urlset>"),
	"sitemap", "http://a/1?x=1&y=2\nhttp://a/2\n", 0, false},
    {"a prefix of its own, images aside",
	STR_INIT("<s:urlset><s:url><s:loc>http://a/1</s:loc><image:image><image:loc>http://a/i.png"
		 "</image:loc></image:image></s:url></s:urlset>"),
	"sitemap", "http://a/1\n", 0, false},
    {"an index",
	STR_INIT("<sitemapindex><sitemap><loc>/s1.xml</loc></sitemap>"
		 "<sitemap><loc>s2.xml.gz</loc></sitemap></sitemapindex>"),
	"sitemap-index", "https://a.example/s1.xml\nhttps://a.example/dir/s2.xml.gz\n", 0, false},
    {"an index without loc",
	STR_INIT("<sitemapindex><sitemap> http://a/1\n</sitemap></sitemapindex>"), "sitemap-index",
	"http://a/1\n", 0, false},
    {"RSS 2",
	STR_INIT("<rss><channel><link>http://a/</link><image><url>http://a/i.png</url>"
		 "<link>http://a/</link></image><atom:link rel='self' href='http://a/rss'/>"
		 "<item><link>http://a/1</link><guid>http://a/g</guid></item>"
		 "<item><guid isPermaLink='false'>http://a/2</guid></item>"
		 "<item><guid>tag:a</guid></item></channel></rss>"),
	"rss", "http://a/1\nhttp://a/2\n", 0, false},
    {"RSS 1",
	STR_INIT("<rdf:RDF><channel><link>http://a/</link></channel>"
		 "<item rdf:about='x'><link>http://a/1</link></item></rdf:RDF>"),
	"rss", "http://a/1\n", 0, false},
    {"Atom",
	STR_INIT("<feed><link href='http://a/'/><entry><link href='/1'/>"
		 "<link rel='edit' href='/e'/><link rel='alternate' href='/2'/></entry></feed>"),
	"atom", "https://a.example/1\nhttps://a.example/2\n", 0, false},
    {"text", STR_INIT("\xef\xbb\xbfhttp://a/1\r\n\r\n  https://a/2  \n"), "text",
	"http://a/1\nhttps://a/2\n", 0, false},
    {"text of another kind", STR_INIT("http://a/1\nand more\n"), NULL, "", 0, false},
    {"blank", STR_INIT(" \r\n"), NULL, "", 0, false},
    {"nothing", STR_INIT(""), NULL, "", 0, false},
    {"a page", STR_INIT("<!doctype html><html><body><a href='http://a/'>a</a></html>"), NULL, "", 0,
	false},
    {"XML of another kind", STR_INIT("<svg><url><loc>http://a/</loc></url></svg>"), NULL, "", 0,
	false},
    {"URLs that are none",
	STR_INIT("<urlset><url><loc>mailto:a@b</loc></url><url><loc>http://</loc></url>"
		 "<url><loc></loc></url><url><loc>http://a/1</loc></url></urlset>"),
	"sitemap", "http://a/1\n", 2, false},
    {"cut off", STR_INIT("<urlset><url><loc>http://a/1</loc></url><url><loc>http://a/"), "sitemap",
	"http://a/1\n", 0, true},
    {"broken in the middle",
	STR_INIT("<urlset><url><loc>http://a/1</loc></url><url><loc>http://a/?a&b</loc></url>"),
	"sitemap", "http://a/1\n", 0, true},
    {"cut off before its root", STR_INIT("<?xml version='1.0'?>"), NULL, "", 0, false},
    {"GBK",
	STR_INIT("<?xml version='1.0' encoding='GBK'?><urlset><url><loc>http://a/\xcc\xdb</loc>"
		 "</url></urlset>"),
	"sitemap", "http://a/%E7%96%BC\n", 0, false},
    {"an external entity is not read",
	STR_INIT("<!DOCTYPE urlset [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
		 "<urlset><url><loc>http://a/&x;</loc></url></urlset>"),
	"sitemap", "http://a/\n", 0, false},
    {"an entity of the file's own",
	STR_INIT("<!DOCTYPE urlset [<!ENTITY x 'b'>]><urlset><url><loc>http://a/&x;</loc></url>"
		 "</urlset>"),
	"sitemap", "http://a/b\n", 0, false},
};

static void
lists_are_read(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 1u << 28);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct row *row = &rows[i];
		struct sitemap sitemap = {.n_refused = 0};
		print_message("# %s\n", row->name);
		bool is_list = sitemap_read(&arena, STR(BASE), row->body, &sitemap);
		assert_int_equal(is_list, row->format != NULL);
		assert_true(str_eq(sitemap.list.format, str_from(row->format)));
		assert_string_equal(links_of(&arena, &sitemap).ptr, row->links);
		assert_int_equal(sitemap.n_refused, row->n_refused);
		assert_int_equal(sitemap.truncated, row->truncated);
		assert_int_equal(sitemap.why.len > 0, row->truncated);
		arena_reset(&arena);
	}
	arena_clear(&arena);
}

/* ---- limits ---- */

static void
nesting_is_limited(void **state)
{
	(void)state;
	struct arena arena;
	struct buf body;
	struct sitemap sitemap;
	arena_init(&arena, 1u << 28);
	buf_init(&body, 1u << 24);
	buf_add_text(&body, "<urlset><url><loc>http://a/1</loc></url>");
	for (int i = 0; i < 100000; i++)
		buf_add_text(&body, "<x>");
	assert_true(sitemap_read(&arena, STR(BASE), buf_str(&body), &sitemap));
	assert_int_equal(sitemap.list.links.n, 1);
	assert_true(str_eq(sitemap.why, STR("elements nest too deep")));
	buf_clear(&body);
	arena_clear(&arena);
}

static void
entries_are_limited(void **state)
{
	(void)state;
	struct arena arena;
	struct buf body;
	struct sitemap sitemap;
	arena_init(&arena, 1u << 28);
	buf_init(&body, 1u << 24);
	for (unsigned i = 0; i < SITEMAP_MAX_LINKS + 1; i++)
		buf_addf(&body, "http://a/%u\n", i);
	assert_true(sitemap_read(&arena, STR(BASE), buf_str(&body), &sitemap));
	assert_int_equal(sitemap.list.links.n, SITEMAP_MAX_LINKS);
	assert_true(sitemap.truncated);
	buf_clear(&body);
	arena_clear(&arena);
}

/* Entities that grow tenfold at each of nine steps, and a chain of very many. */
static void
entities_are_limited(void **state)
{
	(void)state;
	struct arena arena;
	struct buf body;
	struct sitemap sitemap;
	arena_init(&arena, 1u << 28);
	buf_init(&body, 1u << 24);
	buf_add_text(&body, "<!DOCTYPE urlset [<!ENTITY e0 'laugh laugh'>");
	for (int i = 1; i < 10; i++) {
		buf_addf(&body, "<!ENTITY e%d '", i);
		for (int k = 0; k < 10; k++)
			buf_addf(&body, "&e%d;", i - 1);
		buf_add_text(&body, "'>");
	}
	buf_add_text(&body, "]><urlset><url><loc>http://a/1</loc></url><x>&e9;</x></urlset>");
	assert_true(sitemap_read(&arena, STR(BASE), buf_str(&body), &sitemap));
	assert_int_equal(sitemap.list.links.n, 1);
	assert_true(sitemap.truncated);
	buf_reset(&body);
	buf_add_text(&body, "<!DOCTYPE urlset [<!ENTITY e0 'x'>");
	for (int i = 1; i < 100000; i++)
		buf_addf(&body, "<!ENTITY e%d '&e%d;'>", i, i - 1);
	buf_add_text(&body, "]><urlset><x>&e99999;</x></urlset>");
	assert_false(sitemap_read(&arena, STR(BASE), buf_str(&body), &sitemap));
	buf_clear(&body);
	arena_clear(&arena);
}

static void
a_url_that_is_too_long_is_refused(void **state)
{
	(void)state;
	struct arena arena;
	struct buf body;
	struct sitemap sitemap;
	arena_init(&arena, 1u << 28);
	buf_init(&body, 1u << 24);
	buf_add_text(&body, "<urlset><url><loc>http://a/");
	for (int i = 0; i < 100000; i++)
		buf_add_char(&body, 'x');
	buf_add_text(&body, "</loc></url><url><loc>http://a/1</loc></url></urlset>");
	assert_true(sitemap_read(&arena, STR(BASE), buf_str(&body), &sitemap));
	assert_string_equal(links_of(&arena, &sitemap).ptr, "http://a/1\n");
	assert_int_equal(sitemap.n_refused, 1);
	buf_clear(&body);
	arena_clear(&arena);
}

static void
gzip_is_undone_and_bombs_are_cut(void **state)
{
	(void)state;
	struct arena arena;
	struct buf body, packed;
	struct sitemap sitemap;
	arena_init(&arena, 1u << 28);
	buf_init(&body, 2 * SITEMAP_MAX_BYTES);
	buf_init(&packed, 1u << 20);
	buf_add_text(&body, "<urlset><url><loc>http://a/1</loc></url></urlset>");
	struct str piece = buf_str(&body);
	assert_true(gzip_write(&packed, &piece, 1));
	assert_true(sitemap_read(&arena, STR(BASE), buf_str(&packed), &sitemap));
	assert_int_equal(sitemap.list.links.n, 1);
	assert_false(sitemap.truncated);
	struct str half = str_slice(buf_str(&packed), 0, packed.len - 10);
	assert_true(sitemap_read(&arena, STR(BASE), half, &sitemap));
	assert_true(sitemap.truncated);
	buf_cut(&body, body.len - 9);
	static const char blanks[4096] = {0};
	while (body.len < SITEMAP_MAX_BYTES + 4096)
		buf_add(&body, blanks, sizeof blanks);
	for (size_t i = 40; i < body.len; i++)
		body.ptr[i] = ' ';
	buf_reset(&packed);
	piece = buf_str(&body);
	assert_true(gzip_write(&packed, &piece, 1));
	assert_true(sitemap_read(&arena, STR(BASE), buf_str(&packed), &sitemap));
	assert_int_equal(sitemap.list.links.n, 1);
	assert_true(str_eq(sitemap.why, STR("more bytes than a sitemap may have")));
	buf_clear(&body);
	buf_clear(&packed);
	arena_clear(&arena);
}

/* ---- the public suite ---- */

static const struct suite_row {
	const char *name, *format;
	size_t n_links;
	const char *first, *last;
} suite[] = {
    {"atom.xml", "atom", 2, "http://example.org/2003/12/13/atom03",
	"http://example.org/2003/12/13/atom03.html"},
    {"do-not-visit.txt", "text", 1, "http://www.example.com/do-not-visit-here",
	"http://www.example.com/do-not-visit-here"},
    {"feed.rss", "rss", 4, "https://www.example.com/blog/post/1",
	"https://www.example.com/foo?q=a&l=fr"},
    {"sitemap-with-bom.txt", "text", 2, "http://www.domain.com/page1.html",
	"http://www.domain.com/page2.html"},
    {"sitemap.badns.xml", "sitemap", 2, "http://www.example.com/1", "http://www.example.com/2"},
    {"sitemap.index.xml", "sitemap-index", 15,
	"https://example.com/sitemap.jss?portalCode=10260&lang=en",
	"https://example.com/sitemap.jss?portalCode=10570&lang=en"},
    {"sitemap.ns.xml", "sitemap", 2, "http://www.example.com/1", "http://www.example.com/2"},
    {"sitemap.txt", "text", 2, "http://www.domain.com/page1.html",
	"http://www.domain.com/page2.html"},
    {"sitemap.txt.gz", "text", 5, "http://www.example.com/",
	"http://www.example.com/catalog?item=83&desc=vacation_usa"},
    {"xmlRss_pubDate.xml", "rss", 7, "http://www.example.com/article_1",
	"http://www.example.com/article_7"},
    {"xmlSitemap.gz", "sitemap", 5, "http://www.example.com/",
	"http://www.example.com/catalog?item=83&desc=vacation_usa"},
    {"extension/hebdenbridgetimes-articles-sitemap.xml", "sitemap", 74,
	"http://www.hebdenbridgetimes.co.uk/news/local/"
	"video-tour-de-yorkshire-in-calderdale-1-7242580",
	"http://www.hebdenbridgetimes.co.uk/news/local/"
	"now-you-see-it-now-you-don-t-it-s-off-the-wall-1-7229940"},
    {"extension/pagemaps-sitemap.xml", "sitemap", 2, "http://www.example.com/foo",
	"http://www.example.com/bar"},
    {"extension/shinpaideshou-news-sitemap.xml", "sitemap", 3,
	"https://shinpaideshou.wordpress.com/2017/04/25/"
	"job-opening-reischauer-policy-research-fellow/",
	"https://shinpaideshou.wordpress.com/2017/04/24/"
	"job-opening-lecturer-in-japanese-studies-university-of-leeds/"},
    {"extension/sitemap-images.xml", "sitemap", 1,
	"http://www.example.com/images/some_image_landing_page.html",
	"http://www.example.com/images/some_image_landing_page.html"},
    {"extension/sitemap-links.xml", "sitemap", 3, "http://www.example.com/english/",
	"http://www.example.com/schweiz-deutsch/"},
    {"extension/sitemap-mobile.xml", "sitemap", 3, "http://www.example.com/mobile-friendly-1/",
	"http://www.example.com/no-mobile/"},
    {"extension/sitemap-news.xml", "sitemap", 2, "http://www.example.org/business/article55.html",
	"http://www.example.org/empty_news_name.html"},
    {"extension/sitemap-videos-tvshow.xml", "sitemap", 1, "https://example.org/my-tv-show/23/13/",
	"https://example.org/my-tv-show/23/13/"},
    {"extension/sitemap-videos.xml", "sitemap", 3,
	"http://www.example.com/videos/some_video_landing_page.html",
	"http://www.example.com/videos/some_video_landing_page-3.html"},
};

static void
the_public_lists_are_read(void **state)
{
	(void)state;
	struct arena arena;
	struct buf body;
	struct sitemap sitemap;
	const char *why;
	arena_init(&arena, 1u << 28);
	buf_init(&body, 1u << 20);
	bool is_there = suite_is_there("sitemap", "");
	if (!is_there)
		print_message("# skipped: no suites/sitemap under WINNOW_SHARED\n");
	for (size_t i = 0; is_there && i < sizeof suite / sizeof *suite; i++) {
		print_message("# %s\n", suite[i].name);
		buf_reset(&body);
		assert_true(io_read_file(
		    suite_path(&arena, "sitemap", suite[i].name), body.limit, &body, &why));
		assert_true(sitemap_read(&arena, STR(BASE), buf_str(&body), &sitemap));
		assert_true(str_eq(sitemap.list.format, str_from(suite[i].format)));
		const struct str_list *links = &sitemap.list.links;
		assert_int_equal(links->n, suite[i].n_links);
		assert_true(str_eq(links->items[0], str_from(suite[i].first)));
		assert_true(str_eq(links->items[links->n - 1], str_from(suite[i].last)));
		assert_false(sitemap.truncated);
		assert_int_equal(sitemap.n_refused, 0);
		arena_reset(&arena);
	}
	buf_clear(&body);
	arena_clear(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(lists_are_read),
	    cmocka_unit_test(nesting_is_limited),
	    cmocka_unit_test(entries_are_limited),
	    cmocka_unit_test(entities_are_limited),
	    cmocka_unit_test(a_url_that_is_too_long_is_refused),
	    cmocka_unit_test(gzip_is_undone_and_bombs_are_cut),
	    cmocka_unit_test(the_public_lists_are_read),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
