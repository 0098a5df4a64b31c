/* SPDX-License-Identifier: MIT */
/* prepass_attribute.h - which attributes of a page somebody reads */
#ifndef PARSE_PREPASS_ATTRIBUTE_H
#define PARSE_PREPASS_ATTRIBUTE_H

#include "parse/prepass_scan.h"

/*
 * Whether attribute `i` of a start tag must stay.  What may go: the names of a table (scripts'
 * handlers, data-*, styles that hide nothing ...), and, when `foreign`, all but class and id.
 */
bool prepass_keeps_attribute(const struct scan_tag *tag, size_t i, bool foreign);

#endif
