/* SPDX-License-Identifier: MIT */
/* json_ld.h - facts out of JSON-LD: schema.org's articles and Baidu's cambrian form */
#ifndef PARSE_JSON_LD_H
#define PARSE_JSON_LD_H

#include "parse/facts.h"

/* Adds what one <script type="application/ld+json"> says; a block that cannot be read says nothing.
 */
void json_ld_collect(struct facts *facts, struct arena *arena, struct str script);

#endif
