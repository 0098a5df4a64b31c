/* SPDX-License-Identifier: MIT */
/* preview.h - what a selector finds in page files, for people who write site profiles */
#ifndef PARSE_PREVIEW_H
#define PARSE_PREVIEW_H

#include "lib/io.h"
#include "parse/selector.h"

/*
 * Prints the matches of a selector in one page (select.h says how), decoded as any page is.  A file
 * that is too large, or a search that was given up, is said on stderr.
 */
void preview_page(
    const struct selector *selector, const char *charset, struct io_in *in, struct io_out *out);

#endif
