/* SPDX-License-Identifier: MIT */
/* site_new.h - a site profile proposed from pages of the site */
#ifndef PARSE_SITE_NEW_H
#define PARSE_SITE_NEW_H

#include "lib/io.h"
#include "lib/options.h"
#include "parse/site_fetch.h"

/* Either the pages are files, each with its URL, or `urls` (n of them) are fetched. */
struct site_new {
	struct option_texts files, file_urls;
	struct site_fetch fetch;
};

/* Proposes a profile for the pages and writes it.  Ends the program when there is no page. */
void
site_new_write(const struct site_new *settings, char *const *urls, size_t n, struct io_out *out);

#endif
