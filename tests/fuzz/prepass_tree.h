/* SPDX-License-Identifier: MIT */
/* prepass_tree.h - whether a flat DOM is gumbo's tree of the whole page, but for what may be cut */
#ifndef TESTS_PREPASS_TREE_H
#define TESTS_PREPASS_TREE_H

#include <gumbo.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "lib/arena.h"
#include "lib/ascii.h"
#include "lib/str.h"
#include "parse/dom.h"

static void *
tree_allocate(void *arena, size_t size)
{
	return arena_alloc(arena, size);
}

static void
tree_release(void *arena, void *ptr)
{
	(void)arena;
	(void)ptr;
}

static const GumboNode *
tree_parse(struct arena *arena, struct str html)
{
	GumboOptions options = kGumboDefaultOptions;
	options.allocator = tree_allocate;
	options.deallocator = tree_release;
	options.userdata = arena;
	options.max_errors = 0;
	return gumbo_parse_with_options(&options, html.ptr, html.len)->root;
}

static bool
tree_is_element(const GumboNode *node)
{
	return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

static bool
tree_is_html(const GumboNode *node, GumboTag tag)
{
	return tree_is_element(node) && node->v.element.tag == tag &&
	       node->v.element.tag_namespace == GUMBO_NAMESPACE_HTML;
}

/* Whether white space counts in a text: below <pre>, and in what holds no markup. */
static bool
tree_keeps_space(const GumboNode *text)
{
	static const GumboTag raw[] = {GUMBO_TAG_TITLE, GUMBO_TAG_TEXTAREA, GUMBO_TAG_XMP,
	    GUMBO_TAG_IFRAME, GUMBO_TAG_NOEMBED, GUMBO_TAG_NOFRAMES, GUMBO_TAG_PLAINTEXT,
	    GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE};
	for (size_t i = 0; i < sizeof raw / sizeof *raw; i++)
		if (tree_is_html(text->parent, raw[i]))
			return true;
	for (const GumboNode *node = text->parent; node; node = node->parent)
		if (tree_is_html(node, GUMBO_TAG_PRE) || tree_is_html(node, GUMBO_TAG_LISTING))
			return true;
	return false;
}

/* Behind a run of white space; whether it holds a line feed goes to *feeds. */
static size_t
tree_skip_space(struct str text, size_t at, bool *feeds)
{
	*feeds = false;
	for (; at < text.len && ascii_is_space(text.ptr[at]); at++)
		*feeds = *feeds || text.ptr[at] == '\n';
	return at;
}

/* Runs of white space are equal when both have line feeds, or neither. */
static bool
tree_same_folded(struct str a, struct str b)
{
	size_t i = 0, j = 0;
	while (i < a.len && j < b.len) {
		if (ascii_is_space(a.ptr[i]) && ascii_is_space(b.ptr[j])) {
			bool feeds, others;
			i = tree_skip_space(a, i, &feeds);
			j = tree_skip_space(b, j, &others);
			if (feeds != others)
				return false;
		} else if (a.ptr[i++] != b.ptr[j++]) {
			return false;
		}
	}
	return i == a.len && j == b.len;
}

static bool
tree_same_text(const GumboNode *full, const struct dom_node *node)
{
	struct str text = str_from(full->v.text.text);
	return node->tag == TAG_NONE &&
	       (str_eq(text, node->text) ||
		   (!tree_keeps_space(full) && tree_same_folded(text, node->text)));
}

/* What extraction reads of HTML elements; the list is this test's own. */
static bool
tree_is_read(const GumboElement *element, const GumboAttribute *attribute)
{
	static const char *const names[] = {"class", "id", "href", "src", "content", "name",
	    "property", "itemprop", "http-equiv", "rel", "type", "datetime", "lang", "hidden",
	    "width", "height", "_src", "data-src", "data-original", "data-lazy-src", "data-lazysrc",
	    "data-actualsrc", "data-url", "data-lazy", "alt", "title", "role", "align", "colspan",
	    "rowspan", "start", "value"};
	if (element->tag_namespace != GUMBO_NAMESPACE_HTML)
		return strcmp(attribute->name, "class") == 0 || strcmp(attribute->name, "id") == 0;
	if (element->tag == GUMBO_TAG_SCRIPT)
		return strcmp(attribute->name, "type") == 0;
	if (strcmp(attribute->name, "style") == 0)
		return str_find_nocase(str_from(attribute->value), STR("display")) !=
			   STR_NOT_FOUND ||
		       str_find_nocase(str_from(attribute->value), STR("visibility")) !=
			   STR_NOT_FOUND;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(attribute->name, names[i]) == 0)
			return true;
	return false;
}

/* The attributes that are left are a subsequence, and nothing that is read is missing. */
static bool
tree_same_attributes(const GumboElement *full, const struct dom_node *node)
{
	unsigned at = 0;
	for (unsigned i = 0; i < full->attributes.length; i++) {
		const GumboAttribute *a = full->attributes.data[i];
		if (at < node->n_attributes &&
		    str_eq(str_from(a->name), node->attributes[at].name) &&
		    str_eq(str_from(a->value), node->attributes[at].value))
			at++;
		else if (tree_is_read(full, a))
			return false;
	}
	return at == node->n_attributes;
}

static bool
tree_same_element(const GumboElement *full, const struct dom_node *node)
{
	GumboStringPiece name = full->original_tag;
	if (!tree_same_attributes(full, node))
		return false;
	if (node->tag != TAG_OTHER || full->tag != GUMBO_TAG_UNKNOWN) {
		struct str known = node->tag == TAG_OTHER ? node->text : tag_name(node->tag);
		return str_eq(str_from(gumbo_normalized_tagname(full->tag)), known);
	}
	/* Behind a stray "</>" gumbo takes that for the beginning of the tag's text. */
	if (name.length > 1 && name.data[1] == '/')
		return true;
	gumbo_tag_from_original_text(&name);
	return str_eq_nocase((struct str){name.data, name.length}, node->text);
}

/* The next node of a tree, in document order. */
static const GumboNode *
tree_next(const GumboNode *node)
{
	if (tree_is_element(node) && node->v.element.children.length > 0)
		return node->v.element.children.data[0];
	for (; node->parent && tree_is_element(node->parent); node = node->parent) {
		const GumboVector *siblings = &node->parent->v.element.children;
		if (node->index_within_parent + 1 < siblings->length)
			return siblings->data[node->index_within_parent + 1];
	}
	return NULL;
}

static uint32_t
tree_depth(const GumboNode *node)
{
	uint32_t depth = 0;
	while (node->parent && tree_is_element(node->parent)) {
		node = node->parent;
		depth++;
	}
	return depth;
}

/* Whether a text is that of a script or style, and is not in the DOM at `at`. */
static bool
tree_is_emptied(const GumboNode *text, const struct dom *dom, uint32_t at)
{
	return (tree_is_html(text->parent, GUMBO_TAG_SCRIPT) ||
		   tree_is_html(text->parent, GUMBO_TAG_STYLE)) &&
	       dom->nodes[at - 1].end == at;
}

/* NULL when they agree, else the first node of gumbo's tree that has no counterpart. */
static const GumboNode *
tree_difference(const GumboNode *root, const struct dom *dom)
{
	uint32_t at = 0;
	for (const GumboNode *full = root; full; full = tree_next(full)) {
		if (full->type == GUMBO_NODE_COMMENT)
			continue;
		bool element = tree_is_element(full);
		if (!element && tree_is_emptied(full, dom, at))
			continue;
		const struct dom_node *node = &dom->nodes[at];
		if (at++ >= dom->n || node->depth != tree_depth(full))
			return full;
		if (element ? !tree_same_element(&full->v.element, node)
			    : !tree_same_text(full, node))
			return full;
	}
	return at == dom->n ? NULL : root;
}

#endif
