/* SPDX-License-Identifier: MIT */
/* test_parse_prepass.c - what the pre-pass cuts, and that the parser's tree is otherwise the same
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/buf.h"
#include "lib/io.h"
#include "lib/limits.h"
#include "parse/decode.h"
#include "parse/encoding.h"
#include "parse/prepass.h"
#include "parse/text.h"
#include "tests/fuzz/prepass_tree.h"

struct row {
	const char *name, *input, *expected; /* NULL: nothing is cut */
};

/* What was put aside is put back into the page, without quotes. */
static const struct row rows[] = {
    {"a script that computes is emptied", "<script>f(1)</script>", "<script></script>"},
    {"an end tag with attributes ends a script", "<script>f</script x='>'>a",
	"<script></script x='>'>a"},
    {"a script's name may go on", "<script>f</scripts></script>", "<script></script>"},
    {"an escape hides a script's end", "<script><!--<script></script>--></script>a",
	"<script></script>a"},
    {"a short escape ends at once", "<script><!--><script></script>a</script>",
	"<script></script>a</script>"},
    {"an escape alone does not hide the end", "<script><!--</script>a", "<script></script>a"},
    {"a script without an end stays", "<script>f(1)", NULL},
    {"where a script is loaded from goes", "<script src=a.js async></script>", "<script></script>"},
    {"JSON stays", "<script type=\"a/json\">{\"a\":1}</script>", NULL},
    {"a type with a reference may be JSON", "<script type='ld&#43;j'>f</script>", NULL},
    {"an assigned object stays", "<script>a.b = {}</script>", NULL},
    {"an assigned list stays", "<script>\n a=[1]</script>", NULL},
    {"an assigned call goes", "<script>a=f({})</script>", "<script></script>"},
    {"a style is emptied", "<style>a>b{}</STYLE >", "<style></STYLE >"},
    {"a comment in a style does not hide its end", "<style><!--</style>-->", "<style></style>-->"},
    {"a comment is emptied", "a<!-- b -->c", "a<!---->c"},
    {"a comment may end with a bang", "<!--a--!>b-->", "<!---->b-->"},
    {"the shortest comments", "<!--><p data-a><!---><p data-a>", "<!--><p><!---><p>"},
    {"dashes are shared by no comment's start", "<!--->a-->", NULL},
    {"a comment without an end stays", "<p data-a><!-- <p data-a> ", "<p><!-- <p data-a> "},
    {"a bogus comment ends at the first bracket", "<!a \"><p data-a>\">", "<!a \"><p>\">"},
    {"so does a processing instruction", "<?a '><p data-a>'?>", "<?a '><p>'?>"},
    {"so does an end tag without a name", "</ a><p data-a>", "</ a><p>"},
    {"so does a doctype", "<!DOCTYPE a PUBLIC \"b><p data-a>", "<!DOCTYPE a PUBLIC \"b><p>"},
    {"a bare bracket is text", "1<2 <p data-a>", "1<2 <p>"},
    {"CDATA is a comment in HTML", "<![CDATA[a><p data-a>]]>", "<![CDATA[a><p>]]>"},
    {"CDATA is text in svg", "<svg><![CDATA[a><p data-a>]]></svg><p data-a>",
	"<svg><![CDATA[a><p data-a>]]></svg><p>"},
    {"data, handlers and looks go", "<p data-a='1' onclick=f style=\"color:red\" class=b>",
	"<p class=b>"},
    {"what hides stays", "<p style='DISPLAY:none' on=f>", "<p style=DISPLAY:none>"},
    {"a style with a reference may hide", "<p style='dis&#112;lay:none'>", NULL},
    {"where a picture comes from stays", "<img srcset='a b' data-src=c>", "<img data-src=c>"},
    {"a slash after a value without quotes is its own", "<a target=b href=c/>", "<a href=c/>"},
    {"a tag that closes itself still does", "<br data-a class=b />", "<br class=b />"},
    {"brackets in values end no tag", "<p data-a=\"<b>\" class='>'>", "<p class=>>"},
    {"attributes need no space between", "<p data-a='1'class='b'id=c>", "<p class=b id=c>"},
    {"a tag with odd names stays", "<p data-a =b \"c='>'>", NULL},
    {"of equal names the first counts", "<p style=a style='display:none'>", NULL},
    {"formatting elements are counted by attributes", "<b data-a=1><font on=f>", NULL},
    {"attributes of the page's own tags are merged", "<body style=a><body style=b>", NULL},
    {"a tag without an end stays", "<p data-a><p data-a ", "<p><p data-a "},
    {"white space at a text's ends is folded", "<p>  a \n b\t\n</p>\t ", "<p> a \n b\n</p> "},
    {"not in pre", "<pre>  a\n\n</pre>  b", "<pre>  a\n\n</pre> b"},
    {"not where a pre may be open", "<pre><table><td></pre>  b", NULL},
    {"not in raw texts", "<textarea>  a  </textarea><title>  b  </title>", NULL},
    {"a raw text holds no tags", "<title><p data-a></title><p data-a>",
	"<title><p data-a></title><p>"},
    {"svg loses its paths", "<svg class=a><path d='M'/></svg><p data-a>",
	"<svg class=a><path /></svg><p>"},
    {"HTML in svg ends the work", "<svg><p data-a></svg><style>a</style>", NULL},
    {"a style in svg is no raw text", "<svg><style><g d=a></style></svg>",
	"<svg><style><g></style></svg>"},
    {"an end tag that svg does not know ends the work", "<g><svg></p><p data-a>", NULL},
    {"a style in a select is ignored", "<select><style><p data-a>", NULL},
    {"a closed select is over", "<select></select><style>a</style>",
	"<select></select><style></style>"},
    {"columns in a template hide what follows", "<template><col><style><p data-a>", NULL},
    {"frames end the work", "<frameset><style><p data-a>", NULL},
    {"plaintext ends the work", "<plaintext><p data-a>", NULL},
};

/* With the texts back in their places, and the attributes that were put aside without quotes. */
static struct str
restored(struct arena *arena, const struct prepass_aside *aside, struct str cut)
{
	struct text out;
	text_init(&out, arena);
	for (size_t i = 0; i < cut.len;) {
		const struct prepass_item *item =
		    prepass_item_at(aside, str_slice(cut, i, cut.len));
		size_t len = item ? PREPASS_MARK_BYTES : 1;
		text_add_raw(&out, item ? item->text : str_slice(cut, i, i + 1));
		for (unsigned j = 0; item && j < item->n_attributes; j++) {
			const struct dom_attribute *a = &item->attributes[j];
			text_add_raw(&out, j > 0 ? STR(" ") : STR(""));
			text_add_raw(&out, a->name);
			text_add_raw(&out, a->value.len > 0 ? STR("=") : STR(""));
			text_add_raw(&out, a->value);
		}
		i += len;
	}
	return (struct str){out.ptr, out.len};
}

static void
cuts_what_nobody_reads(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 1u << 20);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct prepass_aside aside;
		struct str html = str_from(rows[i].input);
		struct str cut = prepass_cut(&arena, html, false, &aside);
		struct str expected = rows[i].expected ? str_from(rows[i].expected) : html;
		struct str whole = restored(&arena, &aside, cut);
		if (!str_eq(whole, expected))
			fail_msg("%s: %.*s", rows[i].name, STR_ARGS(whole));
		if (!rows[i].expected && aside.n == 0 && cut.ptr != html.ptr)
			fail_msg("%s: a copy of what was not cut", rows[i].name);
	}
	arena_clear(&arena);
}

/* Traps of putting texts aside; only the tree counts. */
static const char *const pages[] = {
    "<p>a text that is long enough &amp; another one&nbsp;that is &copy=2 and &notit; so on",
    "<p class='a long value of a class' title=\"it's &quot;quoted&quot; and long\">",
    "<a href='https://www.example.org/?a=1&copy=2&amp;long=value' title='a long\r\none'>",
    "<pre>\n\na long line of code\r\n\r\n  and another one\t\t</pre>",
    "<table>  a text long enough for it <tr>  <td>a text long enough </table>",
    "<script type=application/ld+json>{\"a & long\": \"text\r\nof &amp; JSON\"}</script>",
    "<script>a={\"<!--\": \"<script> a & long \"}</script>--></script>after the script's end",
    "a page with a character of its own \xf3\xb0\x80\x80 that stands for nothing else",
    "a page with a reference to one &#983040; and another text &#xF0001; and so on",
    "a page with an overflowing reference &#99999999999999; that gumbo mistakes",
    "controls \xc2\x9c that the parser replaces \x7f and others \x01 that it replaces, too",
    "no character at all \xef\xbf\xbe and one \xef\xb7\x90 more \xf0\x9f\xbf\xbe and so on",
    "<input type='hidden'   name='a long name' value='hidden and long'>",
    "<b class='a long class'><b class='a long class'><b class='a long class'><b class=a>b",
    "a text before<frameset>a text behind a frameset",
    "<svg><title>a title of a picture</title><path d='M 1 2 3 4 5 6'></svg>a text behind it",
};

static void
check_page(const char *name, struct str html)
{
	struct arena arena;
	struct dom dom;
	arena_init(&arena, LIMIT_PARSE_BYTES);
	dom_build(&dom, &arena, html);
	const GumboNode *difference = tree_difference(tree_parse(&arena, html), &dom);
	if (difference)
		fail_msg("%s: the tree differs", name);
	arena_clear(&arena);
}

static void
tree_is_the_parsers(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		check_page(rows[i].name, str_from(rows[i].input));
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		check_page(pages[i], str_from(pages[i]));
}

/* Attributes of the first <p>, by name. */
static size_t
count_attributes(const char *html, bool whole)
{
	struct arena arena;
	struct dom dom;
	arena_init(&arena, LIMIT_PARSE_BYTES);
	(whole ? dom_build_whole : dom_build)(&dom, &arena, str_from(html));
	uint32_t p = dom_find(&dom, 0, dom.n, TAG_P);
	size_t n = dom.nodes[p].n_attributes;
	assert_int_equal(n == 4, dom_attribute(&dom, p, "data-a").ptr != NULL);
	arena_clear(&arena);
	return n;
}

static void
all_attributes_are_there_for_who_asks(void **state)
{
	static const char html[] =
	    "<p data-a='a long value' onclick=f class=b aria-label='a &amp; b'>";
	(void)state;
	assert_int_equal(count_attributes(html, true), 4);
	assert_int_equal(count_attributes(html, false), 1);
}

/* More texts than there are characters to stand for them. */
static void
the_stand_ins_may_run_out(void **state)
{
	(void)state;
	struct buf page;
	buf_init(&page, LIMIT_PAGE_BYTES);
	buf_add_text(&page, "<div>");
	for (int i = 0; i < 140000; i++)
		buf_addf(&page, "text %d of many<br>", i);
	check_page("140,000 texts", buf_str(&page));
	buf_clear(&page);
}

static size_t
check_folder(const char *folder)
{
	struct dirent *entry;
	struct buf bytes;
	const char *why;
	size_t n = 0;
	DIR *dir = opendir(folder);
	buf_init(&bytes, LIMIT_PAGE_BYTES);
	while (dir && (entry = readdir(dir)) != NULL) {
		struct arena arena;
		struct encoding_choice choice;
		struct decoded decoded;
		if (entry->d_name[0] == '.')
			continue;
		arena_init(&arena, LIMIT_PARSE_BYTES);
		const char *path = arena_printf(&arena, "%s/%s", folder, entry->d_name).ptr;
		buf_reset(&bytes);
		assert_true(io_read_file(path, LIMIT_PAGE_BYTES, &bytes, &why));
		struct str none = {NULL, 0};
		encoding_sniff(buf_str(&bytes), none, none, &choice);
		if (decode_to_utf8(&arena, buf_str(&bytes), &choice, &decoded)) {
			check_page(path, decoded.text);
			n++;
		}
		arena_clear(&arena);
	}
	if (dir)
		closedir(dir);
	buf_clear(&bytes);
	return n;
}

static void
tree_of_real_pages_is_the_parsers(void **state)
{
	(void)state;
	static const char *const sets[] = {"multilingual", "forum", "news", "snippets", "mixed"};
	const char *shared = getenv("WINNOW_SHARED");
	struct arena arena;
	size_t n = 0;
	arena_init(&arena, 1u << 16);
	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
		n += check_folder(arena_printf(
		    &arena, "%s/quality/sets/%s/pages", shared ? shared : "../shared", sets[i])
				      .ptr);
	arena_clear(&arena);
	if (n == 0) {
		print_message("# no pages: WINNOW_SHARED has no quality/sets\n");
		skip();
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(cuts_what_nobody_reads),
	    cmocka_unit_test(tree_is_the_parsers),
	    cmocka_unit_test(all_attributes_are_there_for_who_asks),
	    cmocka_unit_test(the_stand_ins_may_run_out),
	    cmocka_unit_test(tree_of_real_pages_is_the_parsers),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
