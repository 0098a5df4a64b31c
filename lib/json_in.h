/* SPDX-License-Identifier: MIT */
/* json_in.h - a strict reader of JSON (RFC 8259) that builds no tree: values are asked for in turn
 */
#ifndef LIB_JSON_IN_H
#define LIB_JSON_IN_H

#include "lib/arena.h"
#include "lib/compiler.h"
#include "lib/str.h"

/*
 * Refused are what RFC 8259 refuses, invalid UTF-8, \u0000, lone surrogates, and nesting over
 * LIMIT_JSON_DEPTH.  Once anything was refused `wrong` says why (a constant) and every later call
 * is false.  Texts are copies in the arena, NUL-terminated; the text that is read must stay.
 *
 *     json_in_start(&in, line, arena);
 *     if (json_in_open(&in, '{'))
 *             for (size_t n = 0; json_in_member(&in, &n, &key);)
 *                     if (!json_in_skip(&in, &raw)) ...
 *     if (json_in_is_over(&in)) ...
 */
struct json_in {
	const char *at, *end;
	struct arena *arena;
	const char *wrong; /* NULL: nothing yet */
	int depth;
};

void json_in_start(struct json_in *in, struct str text, struct arena *arena);

/* The first character of the next value, which tells its type ('{', '[', '"', 't', 'f', 'n', '-' or
 * a digit); '\0' where there is none. */
char json_in_next(struct json_in *in);

/* Goes into an object ('{') or array ('[').  False when the next value is none; it is then still
 * the next one, and nothing is wrong yet. */
NODISCARD bool json_in_open(struct json_in *in, char bracket);

/* The next member of the object, or item of the array, whose value is to be read then; *n counts
 * them, 0 before the first.  False after the last one (the object or array is left) and when
 * something is wrong. */
NODISCARD bool json_in_member(struct json_in *in, size_t *n, struct str *key);
NODISCARD bool json_in_item(struct json_in *in, size_t *n);

/* A value of this type; false, and it is still the next one, when it is of another.  An integer is
 * a number without fraction and exponent that fits. */
NODISCARD bool json_in_string(struct json_in *in, struct str *out);
NODISCARD bool json_in_int(struct json_in *in, int64_t *out);
NODISCARD bool json_in_bool(struct json_in *in, bool *out);

/* Any value; *raw is its text as it stands there, a view. */
NODISCARD bool json_in_skip(struct json_in *in, struct str *raw);

/* Whether nothing is wrong and nothing follows but white space. */
bool json_in_is_over(struct json_in *in);

#endif
