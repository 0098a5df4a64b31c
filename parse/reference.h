/* SPDX-License-Identifier: MIT */
/* reference.h - character references too large for the parser's arithmetic */
#ifndef PARSE_REFERENCE_H
#define PARSE_REFERENCE_H

#include "lib/arena.h"
#include "lib/str.h"

/*
 * gumbo reads the number of a reference into an int, which &#11111111111; overflows: what comes
 * out is no UTF-8.  Gives the page with each such number replaced by U+110000 in as many digits,
 * which gumbo makes U+FFFD as the HTML Standard wants (13.2.5.80).  A view of `html` when there is
 * none.
 */
struct str reference_clamp(struct arena *arena, struct str html);

#endif
