/* SPDX-License-Identifier: MIT */
/* selector_index.h - what selectors ask of a page as a whole: sibling order, shown text */
#ifndef PARSE_SELECTOR_INDEX_H
#define PARSE_SELECTOR_INDEX_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/arena.h"
#include "lib/str.h"
#include "parse/dom.h"

/* Arrays by node; what belongs to texts is 0. */
struct selector_siblings {
	uint32_t *previous; /* the element sibling before, or DOM_NONE */
	/* The place among the element siblings, from 1 on: [backwards][of_type]. */
	uint32_t *place[2][2];
};

/* All in `arena`, in time linear in the page. */
void selector_siblings_build(
    struct selector_siblings *siblings, struct arena *arena, const struct dom *dom);

/* The shown text of the page, white space folded, blocks and breaks as one space.  The text below
 * node i is [at[i], at[end of i]); nothing of scripts, styles and titles is shown. */
struct selector_text {
	struct str text;
	uint32_t *at; /* by node, and one more for the end of the page */
};

void selector_text_build(struct selector_text *text, struct arena *arena, const struct dom *dom);

#endif
