/* SPDX-License-Identifier: MIT */
/* encoding_declared.h - the encoding that a page or its server declares */
#ifndef PARSE_ENCODING_DECLARED_H
#define PARSE_ENCODING_DECLARED_H

#include "lib/str.h"

/* Each returns an encoding's name (a constant), or NULL when nothing valid is declared. */

/* The value of a Content-Type header (MIME Sniffing Standard, "parse a MIME type"). */
const char *encoding_of_content_type(struct str value);

/*
 * The page's first 1024 bytes (HTML standard 13.2.3.2, "prescan a byte stream to determine its
 * encoding", with its rule for XML declarations), then meta elements further down, outside scripts:
 * a browser that meets one there starts over.
 */
const char *encoding_of_markup(struct str body);

#endif
