/* SPDX-License-Identifier: MIT */
/* selector_scan.h - the characters of a selector: names, strings, numbers, escapes (CSS Syntax 3)
 */
#ifndef PARSE_SELECTOR_SCAN_H
#define PARSE_SELECTOR_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/arena.h"
#include "lib/compiler.h"
#include "lib/str.h"

struct selector_scan {
	struct arena *arena;
	struct str text;
	size_t at; /* the next byte */
};

/* The next byte; 0 at the end (a NUL in the text counts as an ordinary, unknown byte, not 0). */
char selector_scan_peek(const struct selector_scan *scan);
/* Takes the next byte if it is this one. */
bool selector_scan_take(struct selector_scan *scan, char c);

/* Skips white space and comments; whether there was white space.  An open comment runs to the end
 * and hides whatever should follow. */
bool selector_scan_space(struct selector_scan *scan);

/* Whether a name begins here. */
bool selector_scan_at_name(const struct selector_scan *scan);

/* These copy into the arena, escapes undone.  False, with the place kept, when there is none. */
NODISCARD bool selector_scan_name(struct selector_scan *scan, struct str *out);
NODISCARD bool selector_scan_string(struct selector_scan *scan, struct str *out);

/* "odd", "even", "3", "-n+3", "2n + 1" (CSS Syntax 3, section 6). */
NODISCARD bool selector_scan_nth(struct selector_scan *scan, int64_t *a, int64_t *b);

#endif
