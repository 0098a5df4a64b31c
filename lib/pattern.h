/* SPDX-License-Identifier: MIT */
/* pattern.h - regular expressions over UTF-8 (PCRE2), compiled once, bounded in every match */
#ifndef LIB_PATTERN_H
#define LIB_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/arena.h"
#include "lib/compiler.h"
#include "lib/str.h"

struct pattern;

enum pattern_result {
	PATTERN_NONE,
	PATTERN_FOUND,
	PATTERN_GAVE_UP /* the match cost more than a pattern may: counts as not found */
};

/* Where a match or a group stands: bytes [from, to). */
struct pattern_span {
	size_t from, to;
};

/*
 * Compiles `source` (PCRE2 syntax; UTF-8, Unicode classes, case of letters ignored if `caseless`)
 * and lets the JIT compiler have it.  NULL, with one line in *why (memory of `arena`), when it is
 * no pattern.  pattern_free releases it; NULL is fine.
 */
struct pattern *pattern_new(struct arena *arena, struct str source, bool caseless, struct str *why);
void pattern_free(struct pattern *pattern);

/* Looks for the pattern in `text` (valid UTF-8) from byte `from` on; fills *span when found. */
enum pattern_result
pattern_find(struct pattern *pattern, struct str text, size_t from, struct pattern_span *span);

/* The text of group `n` of the last match found; absent when the group took no part. */
struct str pattern_group(const struct pattern *pattern, struct str text, unsigned n);

#endif
