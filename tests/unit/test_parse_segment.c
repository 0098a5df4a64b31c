/* SPDX-License-Identifier: MIT */
/* test_parse_segment.c - a page cut into its lines of text */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "lib/arena.h"
#include "parse/dom.h"
#include "parse/segment.h"
#include "tests/unit/expect.h"

static const struct row {
	const char *name, *html;
	const char *texts[5]; /* of the segments with text */
} rows[] = {
    {"paragraphs", "<p>one<p>two", {"one", "two"}},
    {"unknown inline elements", "<p>a<x-y>b</x-y>c</p>", {"abc"}},
    {"white space folds", "<p> a \n b </p>", {"a b"}},
    {"one break", "<p>a<br>b</p>", {"a\nb"}},
    {"two breaks", "<p>a<br><br>b</p>", {"a", "b"}},
    {"text around a block", "<div>a<p>b</p>c</div>", {"a", "b", "c"}},
    {"cells", "<table><tr><td>a<td>b</table>", {"a", "b"}},
    {"hidden inline text", "<p>a<span style='display:none'>b</span>c</p>", {"ac"}},
    {"scripts", "<p>a<script>b</script>c</p>", {"ac"}},
    {"preformatted", "<pre>a\n\tb</pre>", {"a\n\tb"}},
    {"nothing", "", {NULL}},
};

static void
pages_are_cut(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 64u << 20);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		print_message("# %s\n", rows[i].name);
		struct dom dom;
		struct segment_list list = {0};
		size_t n = 0;
		dom_build(&dom, &arena, str_from(rows[i].html));
		segment_page(&list, &arena, &dom);
		for (size_t k = 0; k < list.n; k++)
			if (list.items[k].text.len > 0)
				expect_text(list.items[k].text, rows[i].texts[n++]);
		assert_null(rows[i].texts[n]);
	}
	arena_clear(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pages_are_cut),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
