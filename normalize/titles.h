/* SPDX-License-Identifier: MIT */
/* titles.h - titles without the name of their site */
#ifndef NORMALIZE_TITLES_H
#define NORMALIZE_TITLES_H

#include "lib/arena.h"
#include "lib/article.h"
#include "normalize/frequent.h"

/*
 * Cuts the end of the title from its last separator on when the page's site_name or the site's
 * other titles (`frequent`, may be NULL) say that it is the site's name, again and again; each cut
 * is listed in `removed`.
 */
void titles_normalize(
    struct arena *arena, const struct frequent *frequent, struct str site, struct article *article);

#endif
