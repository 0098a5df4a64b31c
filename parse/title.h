/* SPDX-License-Identifier: MIT */
/* title.h - the article's title, without the site's name */
#ifndef PARSE_TITLE_H
#define PARSE_TITLE_H

#include "parse/page.h"

/*
 * Fills title, site_name and page->title_at.  A heading that the head's titles (<title>, og:title,
 * JSON-LD) confirm wins; then a lone h1; then the head's titles without the site's suffix.
 */
void title_find(struct page *page);

/* `title` without " - Site" or "_Site" parts at its end: parts equal to `site` (may be absent), or,
 * when `site` is absent, the last part if the first is the longer one. */
struct str title_without_site(struct arena *arena, struct str title, struct str site);

#endif
