/* SPDX-License-Identifier: MIT */
/* encoding.h - which encoding a page's bytes are in (HTML standard, 13.2.3.2) */
#ifndef PARSE_ENCODING_H
#define PARSE_ENCODING_H

#include "lib/str.h"

/*
 * `name` is the encoding's name in the WHATWG Encoding Standard ("GBK", "Big5", "UTF-8"), spelt as
 * there; `source` says how it was found and may stand in a record's evidence:
 *   bom           a byte order mark
 *   override      the operator's --charset
 *   http          Content-Type
 *   meta          the page's own declaration, meta or XML
 *   contradicted  something was declared, and the bytes prove it wrong
 *   detected      nothing was declared; the bytes were weighed
 *   default       nothing was declared and the bytes say nothing: windows-1252
 * Both point to constants.
 */
struct encoding_choice {
	const char *name, *source;
};

/*
 * Always answers.  `content_type` is the whole value of the HTTP header, or absent; `override` is a
 * label, or absent; a label that nobody knows counts as absent.
 */
void encoding_sniff(
    struct str body, struct str content_type, struct str override, struct encoding_choice *out);

#endif
