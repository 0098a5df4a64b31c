/* SPDX-License-Identifier: MIT */
/* dom.c - the flat DOM: a page's elements and texts in one array, in document order */
#include "parse/dom.h"

#include "lib/ascii.h"
#include "parse/text.h"

struct str
dom_attribute_named(const struct dom *dom, uint32_t node, struct str name)
{
	const struct dom_node *n = &dom->nodes[node];
	for (uint16_t i = 0; i < n->n_attributes; i++)
		if (str_eq(n->attributes[i].name, name))
			return n->attributes[i].value;
	return (struct str){NULL, 0};
}

bool
dom_has_class(const struct dom *dom, uint32_t node, const char *name)
{
	struct str tokens = dom_attribute(dom, node, "class");
	struct str wanted = str_from(name);
	for (size_t i = 0; i < tokens.len;) {
		size_t from = i;
		while (i < tokens.len && !ascii_is_space(tokens.ptr[i]))
			i++;
		if (str_eq(str_slice(tokens, from, i), wanted))
			return true;
		i++;
	}
	return false;
}

uint32_t
dom_parent(const struct dom *dom, uint32_t node)
{
	return node == 0 ? DOM_NONE : dom->nodes[node].parent;
}

uint32_t
dom_first_child(const struct dom *dom, uint32_t node)
{
	return node + 1 < dom->nodes[node].end ? node + 1 : DOM_NONE;
}

uint32_t
dom_next_sibling(const struct dom *dom, uint32_t node)
{
	uint32_t next = dom->nodes[node].end;
	if (node == 0 || next >= dom->nodes[dom->nodes[node].parent].end)
		return DOM_NONE;
	return next;
}

uint32_t
dom_closest(const struct dom *dom, uint32_t node, enum tag tag)
{
	while (node != DOM_NONE && dom->nodes[node].tag != tag)
		node = dom_parent(dom, node);
	return node;
}

uint32_t
dom_find(const struct dom *dom, uint32_t from, uint32_t end, enum tag tag)
{
	for (uint32_t i = from; i < end; i++)
		if (dom->nodes[i].tag == tag)
			return i;
	return DOM_NONE;
}

struct str
dom_text(const struct dom *dom, struct arena *arena, uint32_t node)
{
	struct text text;
	text_init(&text, arena);
	uint32_t end = dom->nodes[node].end;
	for (uint32_t i = node; i < end; i++) {
		const struct dom_node *n = &dom->nodes[i];
		if (n->tag == TAG_NONE) {
			text_add(&text, n->text);
		} else if (tag_role(n->tag) == TAG_SILENT && i != node) {
			i = n->end - 1;
		} else if (tag_role(n->tag) != TAG_INLINE) {
			text_add(&text, STR(" "));
		}
	}
	return text_done(&text);
}
