/* SPDX-License-Identifier: MIT */
/* select.c - what a selector finds on a page, for people who write site profiles */
#include "parse/select.h"

#include "parse/text.h"

/* A piece of the line, without what could end it or steer a terminal. */
static void
print(struct io_out *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];
		io_out_add(
		    out, c < 0x20 || c == 0x7F ? STR("\xEF\xBF\xBD") : str_slice(text, i, i + 1));
	}
}

static void
print_name(struct io_out *out, struct arena *arena, const struct dom *dom, uint32_t node)
{
	const struct dom_node *element = &dom->nodes[node];
	struct str id = dom_attribute(dom, node, "id");
	struct str classes = text_fold(arena, dom_attribute(dom, node, "class"));
	print(out, element->tag == TAG_OTHER ? element->text : tag_name(element->tag));
	if (id.len > 0) {
		print(out, STR("#"));
		print(out, id);
	}
	while (classes.len > 0) {
		print(out, STR("."));
		print(out, str_cut(&classes, ' '));
	}
}

static void
print_value(struct io_out *out, struct arena *arena, const struct dom *dom, uint32_t node)
{
	static const char *const addresses[] = {"href", "src"};
	if (dom->nodes[node].tag == TAG_META)
		print(out, text_fold(arena, dom_attribute(dom, node, "content")));
	else if (dom->nodes[node].tag == TAG_IMG)
		print(out, text_fold(arena, dom_attribute(dom, node, "alt")));
	else
		print(out, text_fold(arena, dom_text(dom, arena, node)));
	for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
		struct str address = dom_attribute(dom, node, addresses[i]);
		if (!address.ptr)
			continue;
		io_out_add(out, STR("\t"));
		print(out, text_fold(arena, address));
	}
}

bool
select_print(
    const struct selector *selector, struct arena *arena, const struct dom *dom, struct io_out *out)
{
	struct selector_nodes found;
	if (!selector_find(selector, selector_page_new(arena, dom), NULL, &found))
		return false;
	for (size_t i = 0; i < found.n; i++) {
		print_name(out, arena, dom, found.items[i]);
		io_out_add(out, STR("\t"));
		print_value(out, arena, dom, found.items[i]);
		io_out_add(out, STR("\n"));
		io_out_commit(out);
	}
	return true;
}
