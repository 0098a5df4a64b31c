/* SPDX-License-Identifier: MIT */
/* prepass_foreign.h - following svg and math through plain markup, until they surely end */
#ifndef PARSE_PREPASS_FOREIGN_H
#define PARSE_PREPASS_FOREIGN_H

#include <stdbool.h>

#include "parse/prepass_scan.h"

#define PREPASS_FOREIGN_DEPTH 64

/*
 * The elements open inside of an <svg> or <math>.  Tokens alone tell where it ends as long as it
 * holds only known elements that are closed in order; anything else (HTML inside, <foreignObject>,
 * an end tag of something outside) depends on the tree.
 */
struct prepass_foreign {
	struct str names[PREPASS_FOREIGN_DEPTH];
	size_t n; /* 0: in HTML */
};

/* Takes account of a tag.  False when from here on the tree must be known. */
bool prepass_foreign_start(struct prepass_foreign *foreign, const struct scan_tag *tag);
bool prepass_foreign_end(struct prepass_foreign *foreign, const struct scan_tag *tag);

/* Whether HTML's rules may hold at this place: <title> and <desc> of svg, <mi> and kin of math. */
bool prepass_foreign_is_border(const struct prepass_foreign *foreign);

#endif
