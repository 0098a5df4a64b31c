/* SPDX-License-Identifier: MIT */
/* test_store_report_html.c - texts of others on a page, links, and numbers */
#include "store/report_html.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

/* An output that is looked at and never written. */
static struct str
written(const struct html *html)
{
	return buf_str(&html->out->data);
}

static void
open_page(struct html *html, struct io_out *out)
{
	io_out_fd(out, STDOUT_FILENO, "-");
	*html = (struct html){out, LANGUAGE_EN};
}

static void
assert_written(const struct html *html, const char *expected)
{
	assert_int_equal(written(html).len, str_from(expected).len);
	assert_memory_equal(written(html).ptr, expected, written(html).len);
	buf_clear(&html->out->data);
}

static const struct text {
	const char *name;
	struct str input;
	const char *expected;
} texts[] = {
    {"plain", STR_INIT("疼痛 a"), "疼痛 a"},
    {"markup", STR_INIT("<b a='1' c=\"2\">&"), "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;"},
    {"a mark that turns text round",
	STR_INIT("a\xE2\x80\xAE"
		 "b"),
	"a[U+202E]b"},
    {"an isolate", STR_INIT("\xE2\x81\xA6"), "[U+2066]"},
    {"nothing wide", STR_INIT("\xE2\x80\x8B\xEF\xBB\xBF"), "[U+200B][U+FEFF]"},
    {"a joiner of emoji stays", STR_INIT("\xE2\x80\x8D"), "\xE2\x80\x8D"},
    {"controls", STR_INIT("\x1B[0m\0\xC2\x85"), "[U+001B][0m[U+0000][U+0085]"},
    {"tab and line feed stay", STR_INIT("\t\n"), "\t\n"},
    {"no UTF-8", STR_INIT("\xFF\xC0\xAF"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
    {"no character", STR_INIT("\xEF\xBF\xBF\xF4\x8F\xBF\xBE"), "[U+FFFF][U+10FFFE]"},
    {"a tag that nobody sees", STR_INIT("\xF3\xA0\x81\x81"), "[U+E0041]"},
};

static void
texts_of_others_are_harmless(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct html html;
		struct io_out out;
		print_message("# %s\n", texts[i].name);
		open_page(&html, &out);
		html_text(&html, texts[i].input);
		assert_written(&html, texts[i].expected);
	}
}

static const struct link {
	const char *url, *text, *language, *expected;
} links[] = {
    {"https://a.example/?b&c", "t", "zh-Hans",
	"<a rel=\"noreferrer\" href=\"https://a.example/?b&amp;c\"><bdi "
	"lang=\"zh-Hans\">t</bdi></a>"},
    {"HTTP://a.example/", "t", "en",
	"<a rel=\"noreferrer\" href=\"HTTP://a.example/\"><bdi lang=\"en\">t</bdi></a>"},
    {"javascript:alert(1)", "t", "en", "<bdi lang=\"en\">t</bdi>"},
    {" https://a.example/", "t", "en", "<bdi lang=\"en\">t</bdi>"},
    {"httpsx://a.example/", "t", "en", "<bdi lang=\"en\">t</bdi>"},
    {"", "t", "\" onclick=\"x", "<bdi lang=\"und\">t</bdi>"},
    {"", "t", "", "<bdi lang=\"und\">t</bdi>"},
    {"", "", "en", ""},
};

static void
links_lead_to_http_alone(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
		struct html html;
		struct io_out out;
		print_message("# %s\n", links[i].url);
		open_page(&html, &out);
		html_link(&html, str_from(links[i].url), str_from(links[i].text),
		    str_from(links[i].language));
		assert_written(&html, links[i].expected);
	}
}

static const struct number {
	int64_t n;
	const char *count, *hundredths;
} numbers[] = {
    {0, "0", "0.00"},
    {5, "5", "0.05"},
    {999, "999", "9.99"},
    {1000, "1,000", "10.0"},
    {1234, "1,234", "12.3"},
    {9999, "9,999", "100.0"},
    {123456, "123,456", "1,235"},
    {1234567890, "1,234,567,890", "12,345,679"},
};

static void
numbers_are_read_at_a_glance(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		struct html html;
		struct io_out out;
		open_page(&html, &out);
		html_count(&html, numbers[i].n);
		assert_written(&html, numbers[i].count);
		open_page(&html, &out);
		html_hundredths(&html, numbers[i].n);
		assert_written(&html, numbers[i].hundredths);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(texts_of_others_are_harmless),
	    cmocka_unit_test(links_lead_to_http_alone),
	    cmocka_unit_test(numbers_are_read_at_a_glance),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("store/report_html", tests, NULL, NULL);
}
