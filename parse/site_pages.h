/* SPDX-License-Identifier: MIT */
/* site_pages.h - the pages a profile is proposed from, each with what winnow finds without one */
#ifndef PARSE_SITE_PAGES_H
#define PARSE_SITE_PAGES_H

#include "lib/arena.h"
#include "lib/compiler.h"
#include "parse/page.h"

#define SITE_MOST_PAGES 20 /* all of them are in memory, and more prove no more */

struct site_page {
	struct str source;       /* the file, or the address it was fetched from */
	struct str html;         /* UTF-8 */
	const struct page *page; /* extracted without a profile, with all attributes */
};
struct site_pages {
	struct arena *arena;
	struct site_page *items;
	size_t n;
};

/* Adds a page from its bytes; false, with a reason, when it is none that can be read, or one too
 * many.  `url` must be absolute. */
NODISCARD bool site_pages_add(struct site_pages *pages, struct str source, struct str url,
    struct str body, struct str content_type, const char **why);

struct overrule;
/* The page as it is read with this profile, in `arena`; its article is all that counts. */
const struct article *
site_pages_read(const struct site_page *page, struct arena *arena, const struct overrule *overrule);

#endif
