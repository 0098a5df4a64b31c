/* SPDX-License-Identifier: MIT */
/* loose_json.h - JSON as pages write it: comments, trailing commas and raw line breaks included */
#ifndef PARSE_LOOSE_JSON_H
#define PARSE_LOOSE_JSON_H

#include "lib/arena.h"
#include "lib/str.h"

struct json_object; /* json-c's */

/*
 * Reads the JSON value at the start of `text` (what follows it is ignored) after dropping what
 * pages add by mistake: HTML comment marks, CDATA marks, // and block comments, commas before a
 * closing bracket, raw control characters in strings; JavaScript's undefined becomes null.  NULL
 * when it is still not JSON; else the caller releases it with json_object_put.
 */
struct json_object *loose_json_read(struct arena *arena, struct str text);

/* The member of an object as text: a string, a number's digits, or the first text of an array.
 * Absent when there is none; a view into the object. */
struct str loose_json_text(struct json_object *object, const char *member);

/* The member of an object, or NULL. */
struct json_object *loose_json_member(struct json_object *object, const char *member);

/*
 * Lists the objects and arrays of a tree, the outer before the inner, into `items` (at most
 * `most`); how many.  The rest of a larger tree is left out.
 */
size_t loose_json_list(struct json_object *root, struct json_object **items, size_t most);

#endif
