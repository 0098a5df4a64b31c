/* SPDX-License-Identifier: MIT */
/* segment.h - a page cut into its lines of text: the unit that every finder works on */
#ifndef PARSE_SEGMENT_H
#define PARSE_SEGMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/arena.h"
#include "parse/dom.h"
#include "parse/measure.h"

/*
 * A segment is the longest run of text that no block boundary interrupts: a paragraph, a cell, a
 * button's caption.  Inline elements, known or not, neither end one nor add a space.  Two <br> end
 * a segment, one is a line feed inside it, unless what follows is indented as a paragraph.  An
 * image is a segment without text.
 */
enum segment_use {
	SEGMENT_FREE, /* nobody has claimed it */
	SEGMENT_TITLE,
	SEGMENT_BYLINE,  /* author, date, source, counts */
	SEGMENT_RELATED, /* part of a teaser of another article */
	SEGMENT_TERM,    /* part of a glossary card */
	SEGMENT_TWIN,    /* repeats what stands elsewhere on the page */
	SEGMENT_BODY
};

struct segment {
	uint32_t from, to;  /* its nodes, [from, to) */
	uint32_t block;     /* the innermost block element around it */
	struct str text;    /* folded; preformatted text keeps its white space */
	struct measure all; /* of the text */
	uint32_t link_chars,
	    bold_chars; /* characters inside <a href>, inside bold inline elements */
	uint32_t n_links;
	enum tag tag;   /* the block's, or IMG */
	int heading;    /* level 1 to 6 when inside h1 to h6, else 0 */
	bool is_button; /* nothing but links that go nowhere: javascript:, # */
	bool hidden;    /* a block that its style, its attributes or <noscript> keep from view */
	bool preformatted, in_list, in_quote, in_table, in_caption;
	enum segment_use use;
	bool in_teaser;     /* part of a teaser of another article, even if the body claims it */
	bool truncated;     /* part of a teaser that stops in mid-sentence */
	bool breaks_before; /* stands after a <br>, not a block's boundary */
};

struct segment_list {
	struct segment *items;
	size_t n;
	uint32_t *at; /* by node: segment_at; n_nodes of them */
	uint32_t n_nodes;
};

/*
 * Cuts the page.  Hidden inline elements are left out; hidden blocks are cut like the others, for
 * scripts may show them, but those that repeat what is shown (a page's mobile twin) are marked
 * SEGMENT_TWIN.
 */
void segment_page(struct segment_list *list, struct arena *arena, const struct dom *dom);

/* The share of characters inside links, 0 to 1. */
double segment_link_density(const struct segment *segment);

/* The index of the first segment whose nodes begin at or after `node`. */
static inline size_t
segment_at(const struct segment_list *list, uint32_t node)
{
	return node < list->n_nodes ? list->at[node] : list->n;
}

#endif
