/* SPDX-License-Identifier: MIT */
/* rich_text.h - texts that a page's state keeps as a tree of JSON objects, as HTML */
#ifndef PARSE_RICH_TEXT_H
#define PARSE_RICH_TEXT_H

#include "lib/arena.h"
#include "lib/str.h"

struct json_object; /* json-c's */

/*
 * Editors keep an article as nested objects, each with a type, children, and texts at the leaves:
 * ProseMirror, Slate, Lexical, Editor.js, Portable Text, Contentful, Arc and many of one site
 * alone. They differ in names only.  Gives the tree below `value` (an object or array) as HTML,
 * links and looks apart; empty when it holds no such text.  Linear; what is nested deeper than 32
 * is left out.
 */
struct str rich_text_html(struct arena *arena, struct json_object *value);

#endif
