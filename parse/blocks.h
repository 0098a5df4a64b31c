/* SPDX-License-Identifier: MIT */
/* blocks.h - the body's segments as typed blocks: headings, paragraphs, lists, tables, figures */
#ifndef PARSE_BLOCKS_H
#define PARSE_BLOCKS_H

#include "parse/page.h"

/* Fills the article's blocks from the segments marked as body, in document order. */
void blocks_build(struct page *page);

#endif
