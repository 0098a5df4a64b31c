/* SPDX-License-Identifier: MIT */
/* start_pages.h - where a crawl starts: the operator's list, and what the site profiles say */
#ifndef CRAWL_START_PAGES_H
#define CRAWL_START_PAGES_H

#include "crawl/plan.h"
#include "crawl/runner.h"
#include "lib/compiler.h"

/*
 * Makes the URLs of --seeds and the keys `start`, `sitemap` and `feed` of the profiles' [site]
 * sections known as start pages (winnow-store --seeds).  False, and the message is out, when a file
 * cannot be read, the database cannot be used, or there is none and nobody names a start page.
 */
NODISCARD bool start_pages_add(const struct plan *plan, struct arena *arena, struct runner *runner);

#endif
