/* SPDX-License-Identifier: MIT */
/* json.h - strict JSON (RFC 8259): a door for lines of others, and strings for our own */
#ifndef LIB_JSON_H
#define LIB_JSON_H

#include "lib/buf.h"
#include "lib/compiler.h"
#include "lib/str.h"

struct json_object; /* json-c's */

/*
 * Parses `text` as one JSON value.  Refused, with a reason in *why (a constant): what RFC 8259
 * refuses, invalid UTF-8, \u0000, lone surrogates, nesting over LIMIT_JSON_DEPTH.  The caller
 * releases *out with json_object_put.
 */
NODISCARD bool json_read(struct str text, struct json_object **out, const char **why);

/* How many bytes at the start of a text stand for themselves in a JSON string: all but control
 * characters, quotes, backslashes and DEL. */
size_t json_plain_run(const char *ptr, size_t len);

/* Appends `s` as a JSON string.  The text must be valid UTF-8. */
bool json_write_string(struct buf *out, struct str s);

#endif
