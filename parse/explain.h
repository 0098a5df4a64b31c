/* SPDX-License-Identifier: MIT */
/* explain.h - why each field of a page has its value, for people */
#ifndef PARSE_EXPLAIN_H
#define PARSE_EXPLAIN_H

#include "lib/io.h"
#include "parse/document.h"

/*
 * Prints what extraction makes of one page, decoded as any page is: for each field its value and
 * source, and below it every candidate with its score, and why it was refused; then each line of
 * text with its weight and what it was taken for.  Pages that ask not to be indexed are explained
 * as well.  A file that is too large, or cannot be read to its end, is said on stderr.
 */
void explain_page(
    const char *url, const struct document *defaults, struct io_in *in, struct io_out *out);

#endif
