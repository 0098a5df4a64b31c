/* SPDX-License-Identifier: MIT */
/* prepass_tree.h - whether two gumbo trees differ only by what the pre-pass may cut */
#ifndef TESTS_PREPASS_TREE_H
#define TESTS_PREPASS_TREE_H

#include <gumbo.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "lib/arena.h"
#include "lib/ascii.h"
#include "lib/str.h"

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
	return gumbo_parse_with_options(&options, html.ptr, html.len)->document;
}

static const GumboVector *
tree_children(const GumboNode *node)
{
	if (node->type == GUMBO_NODE_DOCUMENT)
		return &node->v.document.children;
	if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE)
		return &node->v.element.children;
	return NULL;
}

static bool
tree_is_html(const GumboNode *node, GumboTag tag)
{
	return (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE) &&
	       node->v.element.tag == tag && node->v.element.tag_namespace == GUMBO_NAMESPACE_HTML;
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
static const char *
tree_skip_space(const char *text, bool *feeds)
{
	*feeds = false;
	for (; ascii_is_space(*text); text++)
		*feeds = *feeds || *text == '\n';
	return text;
}

/* Runs of white space are equal when both have line feeds, or neither. */
static bool
tree_same_folded(const char *a, const char *b)
{
	while (*a && *b) {
		if (ascii_is_space(*a) && ascii_is_space(*b)) {
			bool feeds, others;
			a = tree_skip_space(a, &feeds);
			b = tree_skip_space(b, &others);
			if (feeds != others)
				return false;
		} else if (*a++ != *b++) {
			return false;
		}
	}
	return *a == *b;
}

static bool
tree_same_text(const GumboNode *full, const GumboNode *cut)
{
	const char *a = full->v.text.text, *b = cut->v.text.text;
	return strcmp(a, b) == 0 || (!tree_keeps_space(full) && tree_same_folded(a, b));
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
tree_same_attributes(const GumboElement *full, const GumboElement *cut)
{
	unsigned at = 0;
	for (unsigned i = 0; i < full->attributes.length; i++) {
		const GumboAttribute *a = full->attributes.data[i];
		const GumboAttribute *b =
		    at < cut->attributes.length ? cut->attributes.data[at] : NULL;
		if (b && strcmp(a->name, b->name) == 0 && strcmp(a->value, b->value) == 0)
			at++;
		else if (tree_is_read(full, a))
			return false;
	}
	return at == cut->attributes.length;
}

static bool
tree_same_name(const GumboElement *full, const GumboElement *cut)
{
	GumboStringPiece a = full->original_tag, b = cut->original_tag;
	if (full->tag != cut->tag || full->tag_namespace != cut->tag_namespace)
		return false;
	/* Behind a stray "</>" gumbo takes that for the beginning of the tag's text. */
	if (full->tag != GUMBO_TAG_UNKNOWN || (a.length > 1 && a.data[1] == '/'))
		return true;
	gumbo_tag_from_original_text(&a);
	gumbo_tag_from_original_text(&b);
	return a.length == b.length && strncasecmp(a.data, b.data, a.length) == 0;
}

static bool
tree_same_node(const GumboNode *full, const GumboNode *cut)
{
	if (full->type != cut->type)
		return false;
	if (full->type == GUMBO_NODE_DOCUMENT)
		return full->v.document.doc_type_quirks_mode ==
		       cut->v.document.doc_type_quirks_mode;
	if (full->type == GUMBO_NODE_COMMENT)
		return *cut->v.text.text == '\0' ||
		       strcmp(full->v.text.text, cut->v.text.text) == 0;
	if (tree_children(full))
		return tree_same_name(&full->v.element, &cut->v.element) &&
		       tree_same_attributes(&full->v.element, &cut->v.element);
	return tree_same_text(full, cut);
}

/* The next node of a tree, in document order; `into` the children of this one first. */
static const GumboNode *
tree_next(const GumboNode *node, bool into)
{
	const GumboVector *children = tree_children(node);
	if (into && children && children->length > 0)
		return children->data[0];
	for (; node->parent; node = node->parent) {
		const GumboVector *siblings = tree_children(node->parent);
		if (node->index_within_parent + 1 < siblings->length)
			return siblings->data[node->index_within_parent + 1];
	}
	return NULL;
}

static bool
tree_is_emptied(const GumboNode *full, const GumboNode *cut)
{
	return (tree_is_html(full, GUMBO_TAG_SCRIPT) || tree_is_html(full, GUMBO_TAG_STYLE)) &&
	       cut->v.element.children.length == 0;
}

/* NULL when the trees agree, else the first node of the full one that has no counterpart. */
static const GumboNode *
tree_difference(const GumboNode *full, const GumboNode *cut)
{
	while (full && cut) {
		if (!tree_same_node(full, cut))
			return full;
		bool emptied = tree_is_emptied(full, cut);
		const GumboVector *children = tree_children(full), *others = tree_children(cut);
		if (!emptied && children && children->length != others->length)
			return full;
		full = tree_next(full, !emptied);
		cut = tree_next(cut, !emptied);
	}
	return full;
}

#endif
