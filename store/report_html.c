/* SPDX-License-Identifier: MIT */
/* report_html.c - writing HTML: our own markup as it is, texts of others so that they are harmless
 */
#include "store/report_html.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "lib/ascii.h"
#include "lib/limits.h"
#include "lib/unicode.h"
#include "store/report_limits.h"

#define TAG_LEN 35 /* RFC 5646 section 4.4.1: no language tag in use is longer */

/* Code points that change how others look, or look like nothing themselves. */
static const struct range {
	uint32_t first, last;
} unseen[] = {
    {0x0000, 0x0008},
    {0x000B, 0x001F},
    {0x007F, 0x009F},
    {0x00AD, 0x00AD},
    {0x061C, 0x061C},
    {0x180E, 0x180E},
    {0x200B, 0x200B}, /* not the joiners after it: scripts and emoji need them */
    {0x200E, 0x200F},
    {0x2028, 0x202E},
    {0x2060, 0x206F},
    {0xFDD0, 0xFDEF},
    {0xFEFF, 0xFEFF},
    {0xFFF9, 0xFFFB},
    {0xFFFE, 0xFFFF},
    {0xE0000, 0xE0FFF},
};

static bool
is_unseen(uint32_t c)
{
	for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++)
		if (c >= unseen[i].first && c <= unseen[i].last)
			return true;
	return c > 0xFFFF && (c & 0xFFFE) == 0xFFFE;
}

void
html_add(struct html *html, const char *markup)
{
	io_out_add(html->out, str_from(markup));
	io_out_commit(html->out);
}

void
html_addf(struct html *html, const char *format, ...)
{
	char text[1024]; /* our own formats, with numbers and constants */
	va_list args;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	html_add(html, text);
}

static const char *
entity(uint32_t c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

static void
add_character(struct html *html, uint32_t c)
{
	char bytes[UNICODE_MAX_BYTES];
	const char *escaped = entity(c);
	if (escaped)
		io_out_add(html->out, str_from(escaped));
	else if (is_unseen(c))
		html_addf(html, "[U+%04" PRIX32 "]", c);
	else
		io_out_add(html->out, (struct str){bytes, unicode_put(bytes, c)});
}

void
html_text(struct html *html, struct str text)
{
	for (size_t at = 0; at < text.len;)
		add_character(html, unicode_next(text, &at));
	io_out_commit(html->out);
}

static bool
is_tag(struct str language)
{
	if (language.len == 0 || language.len > TAG_LEN || !ascii_is_alpha(language.ptr[0]))
		return false;
	for (size_t i = 0; i < language.len; i++)
		if (!ascii_is_alnum(language.ptr[i]) && language.ptr[i] != '-')
			return false;
	return true;
}

void
html_foreign(struct html *html, struct str text, struct str language)
{
	if (text.len == 0)
		return;
	html_add(html, "<bdi lang=\"");
	html_text(html, is_tag(language) ? language : STR("und"));
	html_add(html, "\">");
	struct str head = unicode_prefix(text, REPORT_CHARACTERS);
	html_text(html, head);
	html_add(html, head.len < text.len ? "…</bdi>" : "</bdi>");
}

void
html_link(struct html *html, struct str url, struct str text, struct str language)
{
	bool is_web =
	    str_starts_nocase(url, STR("http://")) || str_starts_nocase(url, STR("https://"));
	bool leads = is_web && url.len <= LIMIT_URL_BYTES;
	if (leads) {
		html_add(html, "<a rel=\"noreferrer\" href=\"");
		html_text(html, url);
		html_add(html, "\">");
	}
	html_foreign(html, text, language);
	html_add(html, leads ? "</a>" : "");
}

void
html_word(struct html *html, enum word word)
{
	html_text(html, str_from(word_in(html->language, word)));
}

void
html_count(struct html *html, int64_t n)
{
	char digits[24];
	int len = snprintf(digits, sizeof digits, "%" PRId64, n);
	for (int i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0 && digits[i - 1] != '-')
			io_out_add(html->out, STR(","));
		io_out_add(html->out, (struct str){digits + i, 1});
	}
}

void
html_hundredths(struct html *html, int64_t n)
{
	int64_t tenths = (n + 5) / 10;
	if (n >= 10000)
		html_count(html, (n + 50) / 100);
	else if (n >= 1000)
		html_addf(html, "%" PRId64 ".%" PRId64, tenths / 10, tenths % 10);
	else
		html_addf(html, "%" PRId64 ".%02" PRId64, n / 100, n % 100);
}

void
html_section(struct html *html, const char *id, enum word title, enum word note)
{
	html_addf(html, "<section id=\"%s\" aria-labelledby=\"%s-title\">\n<h2 id=\"%s-title\">",
	    id, id, id);
	html_word(html, title);
	html_add(html, "</h2>\n<p class=\"note\">");
	html_word(html, note);
	html_add(html, "</p>\n");
}

void
html_section_end(struct html *html)
{
	html_add(html, "</section>\n");
}
