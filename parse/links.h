/* SPDX-License-Identifier: MIT */
/* links.h - the page's links that a crawl may follow, and the next page of its article */
#ifndef PARSE_LINKS_H
#define PARSE_LINKS_H

#include "parse/page.h"

/* Fills `links` (same site, deduplicated, in document order, without rel=nofollow unless `nofollow`
 * asks for none at all) and `next_page`. */
void links_find(struct page *page, bool nofollow);

#endif
