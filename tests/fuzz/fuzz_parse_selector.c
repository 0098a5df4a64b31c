/* SPDX-License-Identifier: MIT */
/* fuzz_parse_selector.c - libFuzzer target: a line that is a selector, and a page to match it with
 */
#include <assert.h>
#include <stdint.h>

#include "lib/arena.h"
#include "lib/limits.h"
#include "parse/dom.h"
#include "parse/selector.h"

#define MOST_PAGE 16384u /* the parser is quadratic in nesting; selectors are not its test */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* Elements in document order, each once. */
static void
check_order(const struct dom *dom, const struct selector_nodes *found)
{
	for (size_t i = 0; i < found->n; i++) {
		assert(found->items[i] < dom->n);
		assert(dom->nodes[found->items[i]].tag != TAG_NONE);
		assert(i == 0 || found->items[i - 1] < found->items[i]);
	}
}

/* What "before", the selector and ")" find; false when the limits refuse it. */
static bool
find_inside(struct arena *arena, struct selector_page *page, const char *before, struct str text,
    struct selector_nodes *found)
{
	struct str why;
	text = arena_printf(arena, "%s%.*s)", before, STR_ARGS(text));
	const struct selector *selector = selector_compile(arena, text, &why);
	return selector && selector_find(selector, page, NULL, found);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena arena;
	struct dom dom;
	struct str why, html = {(const char *)data, len};
	struct selector_nodes found, same, others;
	arena_init(&arena, LIMIT_PARSE_BYTES);
	struct str text = str_cut(&html, '\n');
	const struct selector *selector = selector_compile(&arena, text, &why);
	assert(selector || why.len > 0);
	if (selector && html.ptr) {
		dom_build(&dom, &arena, str_slice(html, 0, MOST_PAGE));
		struct selector_page *page = selector_page_new(&arena, &dom);
		if (!selector_find(selector, page, NULL, &found))
			assert(found.n == 0);
		check_order(&dom, &found);
		/* Whatever matches, the rest does not. */
		if (find_inside(&arena, page, ":is(", text, &same))
			assert(same.n == found.n);
		if (find_inside(&arena, page, ":not(", text, &others)) {
			size_t elements = 0;
			for (uint32_t i = 0; i < dom.n; i++)
				elements += dom.nodes[i].tag != TAG_NONE;
			assert(found.n + others.n == elements);
		}
	}
	arena_clear(&arena);
	return 0;
}
