/* SPDX-License-Identifier: MIT */
/* robots_path.h - the patterns of robots.txt and the paths they match (RFC 9309 section 2.2) */
#ifndef FETCH_ROBOTS_PATH_H
#define FETCH_ROBOTS_PATH_H

#include <stdbool.h>

#include "lib/arena.h"
#include "lib/str.h"

/* The value of a rule as it is compared: octets past ASCII percent-encoded, encodings in capital
 * hexadecimal digits.  Its length is the rule's weight. */
struct str robots_path_pattern(struct arena *arena, struct str value);

/* A path or a pattern with each encoding of an unreserved character undone: "%62az" gives "baz".
 * Text without such an encoding is given back as it is. */
struct str robots_path_fold(struct arena *arena, struct str path);

/* Whether the pattern matches the path from its beginning: '*' stands for any text, a '$' at the
 * end for the end of the path.  Time is bounded by the product of the lengths. */
bool robots_path_matches(struct str pattern, struct str path);

#endif
