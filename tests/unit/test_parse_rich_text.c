/* SPDX-License-Identifier: MIT */
/* test_parse_rich_text.c - trees of editors become HTML */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <json-c/json.h>

#include "parse/loose_json.h"
#include "parse/rich_text.h"

static const struct row {
	const char *name, *json, *html;
} rows[] = {
    {"ProseMirror",
	"{'type':'doc','content':[{'type':'heading','attrs':{'level':2},'content':[{'type':'text',"
	"'text':'Head'}]},{'type':'paragraph','content':[{'type':'text','text':'One '},{'type':"
	"'text','marks':[{'type':'bold'}],'text':'two'}]}]}",
	"<h2>Head</h2><p>One two</p>"},
    {"Slate", "[{'type':'paragraph','children':[{'text':'One'},{'text':' two','bold':true}]}]",
	"<p>One two</p>"},
    {"Lexical",
	"{'root':{'children':[{'type':'paragraph','children':[{'type':'text','text':'One'},"
	"{'type':'linebreak'},{'type':'text','text':'two'}]}]}}",
	"<p>One<br>two</p>"},
    {"Editor.js", "{'blocks':[{'type':'paragraph','data':{'text':'One <b>two</b>'}}]}",
	"<p>One <b>two</b></p>"},
    {"Portable Text",
	"[{'_type':'block','style':'normal','children':[{'_type':'span','text':'One & two'}]}]",
	"<p>One &amp; two</p>"},
    {"Contentful",
	"{'nodeType':'document','content':[{'nodeType':'unordered-list','content':[{'nodeType':"
	"'list-item','content':[{'nodeType':'paragraph','content':[{'nodeType':'text','value':'One'"
	"}"
	"]}]}]}]}",
	"<ul><li><p>One</p></li></ul>"},
    {"Arc",
	"[{'type':'text','content':'One'},{'type':'header','content':'Head'},{'type':'image',"
	"'caption':'no'}]",
	"<p>One</p><h2>Head</h2>"},
    {"advertisements and pictures are no text",
	"[{'type':'ad','content':[{'type':'text','text':'Buy'}]},{'type':'paragraph','text':'One'}"
	"]",
	"<p>One</p>"},
    {"markup that is text stays text", "[{'type':'paragraph','text':'a < b'}]", "<p>a &lt; b</p>"},
    {"numbers hold no text", "[1,2,{'type':'paragraph','text':3}]", "<p></p>"},
    {"a text alone is no tree", "'text'", ""},
};

static void
trees_become_html(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 1u << 20);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str json = str_from(rows[i].json);
		char *quoted = arena_alloc(&arena, json.len + 1);
		for (size_t at = 0; at < json.len; at++)
			quoted[at] = json.ptr[at] == '\'' ? '"' : json.ptr[at];
		struct json_object *value = loose_json_read(&arena, (struct str){quoted, json.len});
		assert_non_null(value);
		struct str html = rich_text_html(&arena, value);
		if (!str_eq(html, str_from(rows[i].html)))
			fail_msg("%s: %.*s", rows[i].name, STR_ARGS(html));
		json_object_put(value);
	}
	arena_clear(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(trees_become_html),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
