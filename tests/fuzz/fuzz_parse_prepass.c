/* SPDX-License-Identifier: MIT */
/* fuzz_parse_prepass.c - the parser's tree of a cut page is that of the page, but for what was cut
 *
 * An even first byte: the rest is a page.  An odd one: every further byte is a number in a table of
 * pieces that are known to lead tokenizers astray.
 */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <unistr.h>

#include "lib/buf.h"
#include "tests/fuzz/prepass_tree.h"

#define LONGEST_INPUT 4096 /* gumbo is quadratic in nesting */

static const char *const pieces[] = {"<script>", "<script type=application/ld+json>", "</script>",
    "</script x='>'>", "</script", "<script/>", "<scripts>", "</SCRIPT >", "<!--", "-->", "--!>",
    "<!-->", "<!--->", "<!-", "--", "-", ">", "<", "</", "</>", "<!", "<?", "<![CDATA[", "]]>",
    "<!doctype html>", "<!DOCTYPE html PUBLIC \"a>", "<style>", "</style>", "<style", "<title>",
    "</title>", "<textarea>", "</textarea>", "<iframe>", "</iframe>", "<xmp>", "</xmp>",
    "<noscript>", "</noscript>", "<noembed>", "</noembed>", "<noframes>", "</noframes>",
    "<plaintext>", "<svg>", "<svg/>", "</svg>", "<g>", "</g>", "<path d='M>'/>", "<svg data-x=1>",
    "<math>", "</math>", "<mi>", "</mi>", "<annotation-xml encoding=text/html>", "<desc>",
    "<foreignObject>", "</foreignObject>", "<select>", "</select>", "<option>", "<template>",
    "</template>", "<col>", "<colgroup>", "<frameset>", "<frame>", "<table>", "</table>", "<tr>",
    "<td>", "</td>", "<caption>", "<pre>", "</pre>", "<pre>\n\n", "<listing>", "<b data-x=1>",
    "<b data-x=2>", "<b onclick=x>", "</b>", "<a data-x=1>", "<a data-x=2 href=3>", "</a>",
    "<font style='x'>", "<i>", "</i>", "<p style=a:b>", "<p style='display:none'>", "</p>",
    "<div  data-a='\">' class=c/>", "<div data-a=1/>", "<div a=b/ on>", "<div class=a =b c = 'd'>",
    "<div style=x style='display:none'>", "<div data-x=1 =y>", "<div \"data-x='>'>",
    "</div a=\">\">", "<body style=x>", "<body data-x class=y>", "<html lang=a data-b>", "<head>",
    "</head>", "</body>", "</html>", "<input type=hidden data-a>", "<form onsubmit='a>b'>",
    "</form>", "<br/>", "</br>", "<img srcset='a b' src=c />", "<meta name=a content=b>",
    "<link rel=c data-d>", "<isindex prompt=x>", "<li>", "<h1>", "</h1>", "<nobr data-a>",
    "<button>", "</button>", "<image data-src=x>", "<object>", "</object>", "  ", "\n \n", "\t",
    " ", "\n", "\r\n", "a", "x y", "&amp", "&amp;", "&#983040;", "&#xf0001",
    "&copy=1 and more text", "a longer text", "  a longer text  ", "\xc2\x9c", "\xf3\xb0\x80\x80",
    "\xc2\x9c and so on", "<p class='a longer value'>", "<a href=\"a&amp;longer=value\" title=>",
    "<p class=\"a longer\r\nvalue\">", "<input type=\"hidden\" name=\"longer name\">", ";", "&",
    "lt;", "/", "=", "\"", "'", "data-x=", "style=\"", "<a", "<div ", "<b ", "window.a = {\"b\":1}",
    "var x=1;", "{", "\xe4\xbd\xa0"};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct str
page_of(struct buf *buf, const uint8_t *data, size_t size)
{
	for (size_t i = 1; i < size; i++) {
		if (data[0] % 2 == 0)
			buf_add_char(buf, (char)data[i]);
		else
			buf_add_text(buf, pieces[data[i] % (sizeof pieces / sizeof *pieces)]);
	}
	return buf_str(buf);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf buf;
	struct arena arena;
	if (size == 0 || size > LONGEST_INPUT)
		return 0;
	buf_init(&buf, 64u * LONGEST_INPUT);
	arena_init(&arena, 1u << 30);
	struct str html = page_of(&buf, data, size);
	bool valid = !u8_check((const uint8_t *)html.ptr, html.len) &&
		     (html.len == 0 || !memchr(html.ptr, 0, html.len));
	if (valid) {
		struct dom dom;
		dom_build(&dom, &arena, html);
		const GumboNode *difference = tree_difference(tree_parse(&arena, html), &dom);
		assert(!difference);
	}
	arena_clear(&arena);
	buf_clear(&buf);
	return 0;
}
