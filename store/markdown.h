/* SPDX-License-Identifier: MIT */
/* markdown.h - an article as people read it (CommonMark) */
#ifndef STORE_MARKDOWN_H
#define STORE_MARKDOWN_H

#include "lib/buf.h"
#include "lib/record.h"

/* Appends title, authors, dates, address, body, disclaimer and terms of an article record.
 * Characters that would be markup at the start of a line are escaped; tables keep their cells. */
void markdown_write(struct buf *out, const struct record *record);

/* The same without authors, dates and address: for a file that has them in front. */
void markdown_write_body(struct buf *out, const struct record *record);

/* Appends what normalize took out: one line each, with its rule. */
void markdown_write_removed(struct buf *out, const struct record *record);

/* Appends one block, and the blank line after it. */
void markdown_write_block(struct buf *out, const struct block *block);

#endif
