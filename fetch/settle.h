/* SPDX-License-Identifier: MIT */
/* settle.h - what becomes of a request and its host when an exchange has ended */
#ifndef FETCH_SETTLE_H
#define FETCH_SETTLE_H

#include "fetch/crawl.h"

/* Writes the record of a page's request, or puts the request back; follows its redirect; tells the
 * host's pace; releases the transfer. */
void settle(struct crawl *crawl, struct transfer *transfer);

#endif
