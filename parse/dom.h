/* SPDX-License-Identifier: MIT */
/* dom.h - the flat DOM: a page's elements and texts in one array, in document order */
#ifndef PARSE_DOM_H
#define PARSE_DOM_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/arena.h"
#include "lib/str.h"
#include "parse/tag.h"

/*
 * Node i's descendants are the nodes i+1 .. end-1, so a subtree is a range of the array and every
 * walk is a loop.  Node 0 is the root <html>.  Names and values are valid UTF-8 and live in the
 * arena the DOM was built in.
 */
struct dom_attribute {
	struct str name, value; /* lower-case name */
};

struct dom_node {
	enum tag tag; /* TAG_NONE for a text */
	bool hidden;  /* by its own attributes or an ancestor's */
	uint16_t n_attributes;
	uint32_t parent, end;
	uint32_t depth;  /* of the root: 0 */
	struct str text; /* a text's characters; TAG_OTHER: the element's name */
	struct dom_attribute *attributes;
};

struct dom {
	struct dom_node *nodes;
	uint32_t n;
};

#define DOM_NONE UINT32_MAX

/*
 * Parses `html` (valid UTF-8) with gumbo and flattens its tree.  Everything lives in `arena`, whose
 * limit bounds the memory; what is deeper or larger than that ends by the arena's `over`.
 */
void dom_build(struct dom *dom, struct arena *arena, struct str html);
/* The same with all attributes; dom_build leaves out those that extraction never reads. */
void dom_build_whole(struct dom *dom, struct arena *arena, struct str html);

/* The value of an attribute; absent when the element has none. */
struct str dom_attribute_named(const struct dom *dom, uint32_t node, struct str name);
static inline struct str
dom_attribute(const struct dom *dom, uint32_t node, const char *name)
{
	struct str none = {NULL, 0};
	return dom->nodes[node].n_attributes > 0 ? dom_attribute_named(dom, node, str_from(name))
						 : none;
}
/* Whether one of the element's class tokens is `name` (case as written). */
bool dom_has_class(const struct dom *dom, uint32_t node, const char *name);

/* Walking: DOM_NONE when there is none. */
uint32_t dom_parent(const struct dom *dom, uint32_t node);
uint32_t dom_first_child(const struct dom *dom, uint32_t node);
uint32_t dom_next_sibling(const struct dom *dom, uint32_t node);
/* The nearest ancestor-or-self with this tag. */
uint32_t dom_closest(const struct dom *dom, uint32_t node, enum tag tag);
/* The first descendant-or-self at or after `from` and before `end` with this tag. */
uint32_t dom_find(const struct dom *dom, uint32_t from, uint32_t end, enum tag tag);

/* All text below a node as one line: white space folded, blocks and breaks as one space. */
struct str dom_text(const struct dom *dom, struct arena *arena, uint32_t node);

#endif
