/* SPDX-License-Identifier: MIT */
/* selector.h - CSS selectors over the flat DOM (a subset of Selectors Level 4) */
#ifndef PARSE_SELECTOR_H
#define PARSE_SELECTOR_H

#include <stddef.h>
#include <stdint.h>

#include "lib/arena.h"
#include "lib/compiler.h"
#include "lib/str.h"
#include "parse/dom.h"

/*
 * Known are: type, *, .class, #id, [attribute] with = ~= |= ^= $= *= and the flags i and s, the
 * combinators white space > + ~, :is :where :not :has, :nth-child :nth-last-child :nth-of-type
 * :nth-last-of-type, :first- :last- :only- with -child and -of-type, :empty :root :scope, lists,
 * escapes and comments, and :contains("text"), which is not CSS: the text shown below the element
 * holds this, white space folded, case as written.  Names of elements and attributes have no case,
 * nor have the values of the attributes that the HTML Standard lists ("Case-sensitivity of
 * selectors"); classes and ids have one.  Unlike CSS, nothing is forgiven: what is not closed or
 * not known is an error.
 *
 * A selector is not matched node by node but for the whole page at once: each of its parts is one
 * walk over the page, so that the time is at most (parts x size of the page) for any selector on
 * any page, and nothing recurses.
 */
#define SELECTOR_MAX_BYTES 4096u       /* a list of a hundred selectors is shorter */
#define SELECTOR_MAX_PARTS 256u        /* names, classes, combinators ...: each is a walk */
#define SELECTOR_MAX_DEPTH 8u          /* parentheses within parentheses */
#define SELECTOR_MAX_STEPS 1000000000u /* nodes and characters looked at: a few seconds a page */

struct selector;

/* Compiles a list of selectors into `arena`; the result does not point into `text` (UTF-8).  NULL
 * when it is none, with "character N: reason" in *why. */
const struct selector *selector_compile(struct arena *arena, struct str text, struct str *why);

struct selector_nodes {
	uint32_t *items; /* in document order */
	size_t n;
};

/* A page to be searched with many selectors: what they share is computed once.  Lives in `arena`,
 * as do all results; the DOM must not change meanwhile. */
struct selector_page *selector_page_new(struct arena *arena, const struct dom *dom);

/*
 * Finds all elements of the page that match.  :scope stands for the elements of `scope` or, when
 * that is NULL, for the root.  False, with nothing found, when all searches of this page have
 * together taken SELECTOR_MAX_STEPS.
 */
NODISCARD bool selector_find(const struct selector *selector, struct selector_page *page,
    const struct selector_nodes *scope, struct selector_nodes *found);

/* The index of the first of `nodes` at or after `from`: those of a subtree stand together. */
size_t selector_nodes_at(const struct selector_nodes *nodes, uint32_t from);

#endif
