/* SPDX-License-Identifier: MIT */
/* join.h - the pages of one article, as far as the input has them, in one record */
#ifndef PARSE_JOIN_H
#define PARSE_JOIN_H

#include "lib/io.h"
#include "lib/str.h"

struct join;

struct join *join_new(void);

/*
 * Takes one line (with its line feed) of what winnow-parse would write.  An article that has a
 * next_page waits for it; when that comes, its blocks, teasers, terms and links are added, its URL
 * goes into `pages`, and in its place an outcome, `joined`, is written.  An article is written when
 * its last page has come, or at the end, or when it has waited for too much; all else at once.
 */
void join_take(struct join *join, struct str line, struct io_out *out);

/* Writes what still waits, in the order in which it came, and forgets it. */
void join_flush(struct join *join, struct io_out *out);

void join_free(struct join *join); /* NULL is allowed */

#endif
