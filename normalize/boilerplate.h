/* SPDX-License-Identifier: MIT */
/* boilerplate.h - takes out of a body what rules or counts call boilerplate, with a receipt */
#ifndef NORMALIZE_BOILERPLATE_H
#define NORMALIZE_BOILERPLATE_H

#include <stdbool.h>

#include "normalize/body.h"
#include "normalize/frequent.h"
#include "normalize/rules.h"

/* A page as the rules need to know it. */
struct boilerplate_page {
	struct str host, site; /* the site as counts are kept by */
	struct str site_name;
};

struct boilerplate_result {
	struct str_list disclaimers, kinds; /* of the same length */
};

/*
 * Whether a line is boilerplate by a rule, or by what the page is: the site's name with or without
 * its slogan ("Site | slogan").  *hit says by which.
 */
bool boilerplate_match(struct rules *rules, const struct boilerplate_page *page, struct str section,
    struct str line, struct rules_hit *hit);

/* Takes such lines, cells and captions out of the body; disclaimers are added to *result as well.
 * True when anything went. */
bool boilerplate_apply(struct body *body, struct rules *rules, const struct boilerplate_page *page,
    struct boilerplate_result *result);

/*
 * Takes out the lines that are common on the site.  A heading goes only when nothing is left below
 * it; what stands in a section that a profile keeps (keep-section) stays.  True when anything went.
 */
bool boilerplate_apply_common(struct body *body, const struct rules *rules,
    const struct frequent *frequent, const struct boilerplate_page *page);

#endif
