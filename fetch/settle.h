/* SPDX-License-Identifier: MIT */
/* settle.h - what becomes of a request and its host when an exchange has ended */
#ifndef FETCH_SETTLE_H
#define FETCH_SETTLE_H

#include "fetch/crawl.h"

/* Writes the record of a page's request that was answered, or not, or puts the request back;
 * follows its redirect. */
void settle_page(struct crawl *crawl, struct transfer *transfer);

/* The same for an exchange of the pool, which it releases, or one for a robots.txt; tells the
 * host's pace. */
void settle(struct crawl *crawl, struct transfer *transfer);

#endif
