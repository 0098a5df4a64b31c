/* SPDX-License-Identifier: MIT */
/* site_fetch.h - pages of a site by way of winnow-fetch, politely and within its rules */
#ifndef PARSE_SITE_FETCH_H
#define PARSE_SITE_FETCH_H

#include "parse/site_pages.h"

struct site_fetch {
	const char *delay; /* handed on; NULL: winnow-fetch's own */
	bool allow_private;
};

/*
 * Starts the winnow-fetch beside this program (or of PATH), gives it the URLs and adds the pages
 * that come.  What does not come is warned about.  Ends the program when winnow-fetch cannot be
 * started or asked.
 */
void site_fetch_pages(
    struct site_pages *pages, const struct site_fetch *how, char *const *urls, size_t n);

#endif
