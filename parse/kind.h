/* SPDX-License-Identifier: MIT */
/* kind.h - what a page is: article, qa, index, error, login, blocked, empty, needs-script */
#ifndef PARSE_KIND_H
#define PARSE_KIND_H

#include "parse/page.h"

/* Fills page_kind, from what the finders before it have found. */
void kind_find(struct page *page);

#endif
