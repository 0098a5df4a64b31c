/* SPDX-License-Identifier: MIT */
/* body.h - which segments are the article's body */
#ifndef PARSE_BODY_H
#define PARSE_BODY_H

#include "parse/page.h"

/* Marks the free segments that are the article's body (weigh.h, label.h) and sets page->body_from
 * and body_to.  Needs the title, the related teasers and the cards to have been found. */
void body_find(struct page *page);

#endif
