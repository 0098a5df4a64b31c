/* SPDX-License-Identifier: MIT */
/* selector_index.c - what selectors ask of a page as a whole: sibling order, shown text */
#include "parse/selector_index.h"

#include "parse/text.h"

/* Elements of one name have one number: their tag's, or one above TAG_N. */
struct types {
	const struct dom *dom;
	uint32_t *of_node;
	uint32_t *slots; /* by hash of the name: index + 1 of the first element that has it */
	size_t n_slots;
	uint32_t n;
};

static uint32_t
type_of_name(struct types *types, uint32_t node)
{
	struct str name = types->dom->nodes[node].text;
	size_t at = str_hash(name) & (types->n_slots - 1);
	for (; types->slots[at]; at = (at + 1) & (types->n_slots - 1))
		if (str_eq(types->dom->nodes[types->slots[at] - 1].text, name))
			return types->of_node[types->slots[at] - 1];
	types->slots[at] = node + 1;
	return types->n++;
}

static void
number_types(struct types *types, struct arena *arena, const struct dom *dom)
{
	size_t others = 0;
	for (uint32_t i = 0; i < dom->n; i++)
		others += dom->nodes[i].tag == TAG_OTHER;
	*types = (struct types){.dom = dom, .n_slots = 2, .n = TAG_N};
	while (types->n_slots < 2 * others)
		types->n_slots *= 2;
	types->slots = arena_alloc(arena, types->n_slots * sizeof *types->slots);
	types->of_node = arena_alloc(arena, dom->n * sizeof *types->of_node);
	for (uint32_t i = 0; i < dom->n; i++)
		types->of_node[i] = dom->nodes[i].tag == TAG_OTHER ? type_of_name(types, i)
								   : (uint32_t)dom->nodes[i].tag;
}

/* Numbers the children of one element; `counts` is by type and all 0 before and after. */
static void
number_children(struct selector_siblings *siblings, const struct types *types, uint32_t parent,
    uint32_t *counts)
{
	const struct dom *dom = types->dom;
	uint32_t n = 0, last = DOM_NONE;
	for (uint32_t i = dom_first_child(dom, parent); i != DOM_NONE;
	     i = dom_next_sibling(dom, i)) {
		if (dom->nodes[i].tag == TAG_NONE)
			continue;
		siblings->previous[i] = last;
		siblings->place[0][0][i] = ++n;
		siblings->place[0][1][i] = ++counts[types->of_node[i]];
		last = i;
	}
	for (uint32_t i = last; i != DOM_NONE; i = siblings->previous[i]) {
		siblings->place[1][0][i] = n - siblings->place[0][0][i] + 1;
		siblings->place[1][1][i] = counts[types->of_node[i]] - siblings->place[0][1][i] + 1;
	}
	for (uint32_t i = last; i != DOM_NONE; i = siblings->previous[i])
		counts[types->of_node[i]] = 0;
}

void
selector_siblings_build(
    struct selector_siblings *siblings, struct arena *arena, const struct dom *dom)
{
	struct types types;
	number_types(&types, arena, dom);
	uint32_t *counts = arena_alloc(arena, types.n * sizeof *counts);
	siblings->previous = arena_alloc(arena, dom->n * sizeof *siblings->previous);
	for (int i = 0; i < 2; i++)
		for (int j = 0; j < 2; j++)
			siblings->place[i][j] = arena_alloc(arena, dom->n * sizeof(uint32_t));
	siblings->previous[0] = DOM_NONE;
	for (int i = 0; i < 2; i++)
		for (int j = 0; j < 2; j++)
			siblings->place[i][j][0] = 1;
	for (uint32_t i = 0; i < dom->n; i++)
		if (dom->nodes[i].tag != TAG_NONE)
			number_children(siblings, &types, i, counts);
}

void
selector_text_build(struct selector_text *out, struct arena *arena, const struct dom *dom)
{
	struct text text;
	bool *ends = arena_alloc(arena, (dom->n + 1) * sizeof *ends); /* of a block */
	uint32_t silent_end = 0;
	out->at = arena_alloc(arena, (dom->n + 1) * sizeof *out->at);
	text_init(&text, arena);
	for (uint32_t i = 0; i < dom->n; i++) {
		const struct dom_node *node = &dom->nodes[i];
		enum tag_role role = tag_role(node->tag);
		if (node->tag != TAG_NONE && role == TAG_SILENT && node->end > silent_end)
			silent_end = node->end;
		bool boundary = node->tag != TAG_NONE && (role == TAG_BLOCK || role == TAG_BREAK);
		if (boundary || ends[i])
			text_add(&text, STR(" "));
		out->at[i] = (uint32_t)text.len;
		if (boundary)
			ends[node->end] = true;
		if (node->tag == TAG_NONE && i >= silent_end)
			text_add(&text, node->text);
	}
	out->at[dom->n] = (uint32_t)text.len;
	out->text = text_done(&text);
}
