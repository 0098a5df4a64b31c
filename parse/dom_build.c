/* SPDX-License-Identifier: MIT */
/* dom_build.c - from bytes to the flat DOM, by gumbo: the one file that knows its types */
#include <gumbo.h>
#include <string.h>

#include "lib/ascii.h"
#include "parse/dom.h"
#include "parse/prepass.h"
#include "parse/reference.h"

/* A page that is there for readers without scripts alone: so much text, so many times the rest. */
#define NOSCRIPT_BYTES 300
#define NOSCRIPT_TIMES 2

/* gumbo crashes on a failed allocation; an arena's never fails, it ends the page's process. */
static void *
allocate(void *arena, size_t size)
{
	return arena_take(arena, size);
}

static void
release(void *arena, void *ptr)
{
	(void)arena;
	(void)
	    ptr; /* the arena goes as a whole: gumbo_destroy_output recurses and is never called */
}

static bool
is_text(GumboNodeType type)
{
	return type == GUMBO_NODE_TEXT || type == GUMBO_NODE_WHITESPACE || type == GUMBO_NODE_CDATA;
}

static bool
is_element(GumboNodeType type)
{
	return type == GUMBO_NODE_ELEMENT || type == GUMBO_NODE_TEMPLATE;
}

static bool
says_hidden(struct str style)
{
	size_t display = str_find_nocase(style, STR("display"));
	if (display != STR_NOT_FOUND) {
		struct str value = str_slice(style, display + 7, style.len);
		value = str_trim(value);
		if (str_starts(value, STR(":")) &&
		    str_starts_nocase(str_trim(str_slice(value, 1, value.len)), STR("none")))
			return true;
	}
	size_t visibility = str_find_nocase(style, STR("visibility"));
	if (visibility == STR_NOT_FOUND)
		return false;
	struct str value = str_trim(str_slice(style, visibility + 10, style.len));
	return str_starts(value, STR(":")) &&
	       str_starts_nocase(str_trim(str_slice(value, 1, value.len)), STR("hidden"));
}

/* The attributes that were put aside behind this name, or NULL. */
static const struct prepass_item *
aside_of(const struct prepass_aside *aside, const GumboAttribute *attribute)
{
	const struct prepass_item *item = prepass_item_at(aside, str_from(attribute->name));
	return item && item->attributes ? item : NULL;
}

static unsigned
count_attributes(const struct prepass_aside *aside, const GumboVector *from)
{
	unsigned n = 0;
	for (unsigned i = 0; i < from->length; i++) {
		const struct prepass_item *item = aside_of(aside, from->data[i]);
		n += item ? item->n_attributes : 1;
	}
	return n < UINT16_MAX ? n : UINT16_MAX;
}

/* The first `most` attributes, those that were put aside among the others. */
static void
restore_attributes(struct dom_attribute *to, unsigned most, struct arena *arena,
    const struct prepass_aside *aside, const GumboVector *from)
{
	for (unsigned i = 0, n = 0; i < from->length && n < most; i++) {
		const GumboAttribute *attribute = from->data[i];
		const struct prepass_item *item = aside_of(aside, attribute);
		for (unsigned j = 0; item && j < item->n_attributes && n < most; j++)
			to[n++] = item->attributes[j];
		if (item)
			continue;
		to[n].name = str_from(attribute->name);
		to[n++].value = prepass_restore(aside, arena, str_from(attribute->value));
	}
}

static void
copy_attributes(struct dom_node *node, struct arena *arena, const struct prepass_aside *aside,
    const GumboVector *from)
{
	const struct prepass_item *only = from->length == 1 ? aside_of(aside, from->data[0]) : NULL;
	if (from->length == 0)
		return;
	if (only) {
		node->n_attributes = only->n_attributes;
		node->attributes = only->attributes;
	} else {
		unsigned n = count_attributes(aside, from);
		node->n_attributes = (uint16_t)n;
		node->attributes = arena_alloc(arena, n * sizeof *node->attributes);
		restore_attributes(node->attributes, n, arena, aside, from);
	}
	for (unsigned i = 0; i < node->n_attributes; i++) {
		const struct dom_attribute *attribute = &node->attributes[i];
		if (str_eq(attribute->name, STR("hidden")) ||
		    (str_eq(attribute->name, STR("style")) && says_hidden(attribute->value)))
			node->hidden = true;
	}
}

static struct str
unknown_name(struct arena *arena, const GumboElement *element)
{
	GumboStringPiece piece = element->original_tag;
	gumbo_tag_from_original_text(&piece);
	char *name = arena_alloc(arena, piece.length + 1);
	for (size_t i = 0; i < piece.length; i++)
		name[i] = ascii_lower(piece.data[i]);
	return (struct str){name, piece.length};
}

/* gumbo's tags as ours; looked up by name once a page, not once an element. */
static void
make_tags(enum tag tags[GUMBO_TAG_LAST])
{
	for (int i = 0; i < GUMBO_TAG_LAST; i++)
		tags[i] = tag_find(str_from(gumbo_normalized_tagname((GumboTag)i)));
	tags[GUMBO_TAG_UNKNOWN] = TAG_OTHER;
}

/* What a gumbo tree is made flat with. */
struct flat {
	struct arena *arena;
	struct prepass_aside aside[1];
	enum tag tags[GUMBO_TAG_LAST];
	bool shows_noscript;
};

static void
fill_element(struct dom_node *node, const struct flat *flat, const GumboElement *element)
{
	node->tag = flat->tags[element->tag];
	if (node->tag == TAG_OTHER)
		node->text = element->tag == GUMBO_TAG_UNKNOWN
				 ? unknown_name(flat->arena, element)
				 : str_from(gumbo_normalized_tagname(element->tag));
	/* What stands for scripts is shown where they do not run: hidden, as far as readers go. */
	node->hidden = node->tag == TAG_NOSCRIPT && !flat->shows_noscript;
	copy_attributes(node, flat->arena, flat->aside, &element->attributes);
}

/* gumbo's tree knows parents and indices, so a cursor walks it without a stack. */
static const GumboNode *
next_in_order(const GumboNode *node, const GumboNode *root, bool into)
{
	if (into && is_element(node->type) && node->v.element.children.length > 0)
		return node->v.element.children.data[0];
	while (node != root) {
		const GumboVector *siblings = &node->parent->v.element.children;
		if (node->index_within_parent + 1 < siblings->length)
			return siblings->data[node->index_within_parent + 1];
		node = node->parent;
	}
	return NULL;
}

static size_t
count_nodes(const GumboNode *root)
{
	size_t n = 0;
	for (const GumboNode *node = root; node; node = next_in_order(node, root, true))
		n += is_element(node->type) || is_text(node->type);
	return n;
}

/* Closes the open nodes from `open` up to the one whose gumbo node is `parent`. */
static uint32_t
close_up_to(struct dom *dom, const GumboNode **sources, uint32_t open, const GumboNode *parent)
{
	while (open != DOM_NONE && sources[open] != parent) {
		dom->nodes[open].end = dom->n;
		open = open == 0 ? DOM_NONE : dom->nodes[open].parent;
	}
	return open;
}

static void
flatten(struct dom *dom, const struct flat *flat, const GumboNode *root)
{
	struct arena *arena = flat->arena;
	size_t n = count_nodes(root);
	const GumboNode **sources = arena_alloc(arena, n * sizeof *sources);
	dom->nodes = arena_alloc(arena, n * sizeof *dom->nodes);
	dom->n = 0;
	uint32_t open = DOM_NONE;
	for (const GumboNode *from = root; from; from = next_in_order(from, root, true)) {
		if (!is_element(from->type) && !is_text(from->type))
			continue;
		open = close_up_to(dom, sources, open, from->parent);
		uint32_t at = dom->n++;
		struct dom_node *node = &dom->nodes[at];
		sources[at] = from;
		node->parent = open == DOM_NONE ? 0 : open;
		node->end = dom->n;
		node->depth = open == DOM_NONE ? 0 : dom->nodes[open].depth + 1;
		if (is_text(from->type)) {
			node->text =
			    prepass_restore(flat->aside, arena, str_from(from->v.text.text));
			node->hidden = dom->nodes[node->parent].hidden;
			continue;
		}
		fill_element(node, flat, &from->v.element);
		node->hidden = node->hidden || (open != DOM_NONE && dom->nodes[open].hidden);
		open = at;
	}
	close_up_to(dom, sources, open, NULL);
}

/* Whether readers without scripts are shown the page, and others next to nothing until those run.
 */
static bool
lives_in_noscript(const struct dom *dom)
{
	size_t shown = 0, kept = 0;
	for (uint32_t i = 0; i < dom->n; i++) {
		const struct dom_node *node = &dom->nodes[i];
		size_t len = node->tag == TAG_NONE ? str_trim(node->text).len : 0;
		if (tag_role(node->tag) == TAG_SILENT)
			i = node->end - 1;
		else if (!node->hidden)
			shown += len;
		else if (dom_closest(dom, i, TAG_NOSCRIPT) != DOM_NONE)
			kept += len;
	}
	return kept >= NOSCRIPT_BYTES && kept >= NOSCRIPT_TIMES * shown;
}

static void
build(struct dom *dom, struct arena *arena, struct str html, bool all_attributes)
{
	GumboOptions options = kGumboDefaultOptions;
	options.allocator = allocate;
	options.deallocator = release;
	options.userdata = arena;
	options.max_errors = 0; /* the default copies the open elements into each error */
	struct flat flat = {.arena = arena};
	struct str cut =
	    prepass_cut(arena, reference_clamp(arena, html), all_attributes, flat.aside);
	const GumboOutput *output = gumbo_parse_with_options(&options, cut.ptr, cut.len);
	make_tags(flat.tags);
	flatten(dom, &flat, output->root);
	flat.shows_noscript = lives_in_noscript(dom);
	if (flat.shows_noscript)
		flatten(dom, &flat, output->root);
}

void
dom_build(struct dom *dom, struct arena *arena, struct str html)
{
	build(dom, arena, html, false);
}

void
dom_build_whole(struct dom *dom, struct arena *arena, struct str html)
{
	build(dom, arena, html, true);
}
