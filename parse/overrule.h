/* SPDX-License-Identifier: MIT */
/* overrule.h - what a site profile's section [parse] says, put above what extraction finds */
#ifndef PARSE_OVERRULE_H
#define PARSE_OVERRULE_H

#include "lib/arena.h"
#include "lib/compiler.h"
#include "lib/profile.h"
#include "parse/page.h"

/*
 * Each key of [parse] (winnow-profile(5)) is a selector.  A key that stands several times holds
 * ways to be tried in that order, until one finds something; `remove` is all of its selectors
 * together.  Where a page has nothing that fits, the generic finders have their say, so a profile
 * that has grown old does no harm.  A field that came from a profile has the evidence "profile".
 */
struct overrule;

/* Compiles [parse] of one profile into `arena`.  NULL with "FILE:LINE: reason" in *why when a key
 * is unknown, a selector is none, or a key lacks another that it is part of. */
const struct overrule *
overrule_compile(struct arena *arena, const struct profile *profile, struct str *why);

/* The same for all profiles; one that is asked for a host finds what profiles_find finds. */
struct overrules {
	const struct profiles *profiles;
	const struct overrule **items; /* by index of the profile */
};
NODISCARD bool overrules_compile(struct overrules *overrules, struct arena *arena,
    const struct profiles *profiles, struct str *why);
/* NULL when no profile is for the URL's host. */
const struct overrule *
overrules_find(const struct overrules *overrules, struct arena *arena, struct str url);

/*
 * The four steps of a page, each a no-op for an overruled that is NULL (a page without a profile):
 *
 * overrule_prepare, with the DOM just built: finds all that the selectors select and empties what
 * `remove` names: its elements lose texts and attributes and are no longer shown, so nobody finds
 * anything in them, no links either.  NULL when `overrule` is.
 * overrule_title, after title_find: the title and the segment that shows it.
 * overrule_body, before body_find: marks the segments that the profile claims for related items,
 * terms and authors; true when the body, too, is marked (body_find is then not asked).
 * overrule_fill, last: the other fields, and the name of the profile.
 */
struct overruled *overrule_prepare(const struct overrule *overrule, struct page *page);
void overrule_title(const struct overruled *overruled, struct page *page);
bool overrule_body(struct overruled *overruled, struct page *page);
void overrule_fill(const struct overruled *overruled, struct page *page);

#endif
