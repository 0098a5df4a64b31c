/* SPDX-License-Identifier: MIT */
/* admit.h - the door of a run: what asks to be fetched gets into a queue, or its outcome at once */
#ifndef FETCH_ADMIT_H
#define FETCH_ADMIT_H

#include <stdbool.h>

#include "fetch/crawl.h"

/* A line of the input; `too_long`: only its beginning. Blank lines are nothing. */
void admit_line(struct crawl *crawl, struct str line, bool too_long);

/* The hop that an answer to `from` asks for with its Location. */
void admit_hop(struct crawl *crawl, const struct request *from, struct str location);

/* What a host's robots.txt names as its sitemaps, once the host is asked for itself: a sitemap
 * elsewhere leads to no further ones, or a chain of hosts would never end. */
void admit_sitemaps(struct crawl *crawl, const struct host *host);

#endif
