/* SPDX-License-Identifier: MIT */
/* prepass.h - the page as the parser needs it: without what extraction never reads */
#ifndef PARSE_PREPASS_H
#define PARSE_PREPASS_H

#include <stdbool.h>

#include "lib/arena.h"
#include "lib/str.h"
#include "parse/prepass_aside.h"

/*
 * Most bytes of a page are scripts, styles and attributes that nobody reads, and the parser walks
 * them, and texts, character by character.  prepass_cut gives `html` (UTF-8) with these changes,
 * and no other:
 *
 *   - scripts and styles are empty, but for scripts that hold data: JSON of any type, and those
 *     that assign an object or array literal to a name;
 *   - comments are empty (they stay as nodes: without them, texts and tags beside them could join);
 *   - the attributes that prepass_attribute.h speaks of are gone, unless `all_attributes` is set
 * (in svg and math all but class and id go even so);
 *   - white space at the ends of a text is one line feed if it had one, else one space; not in
 *     <pre>;
 *   - longer texts and scripts are put aside, a character in their place; so are attributes, all
 *     neighbours at once, a character as the name of one in their place.
 *
 * The tree of the result is the tree of `html` but for that, once prepass_restore has put the texts
 * back.  Where tokens alone cannot tell what the parser will do, everything to the page's end stays
 * as it is.  The result is in the arena, or `html` itself when there was nothing to cut; what was
 * put aside are views of `html`.
 */
struct str
prepass_cut(struct arena *arena, struct str html, bool all_attributes, struct prepass_aside *aside);

#endif
