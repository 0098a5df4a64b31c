/* SPDX-License-Identifier: MIT */
/* related.h - teasers of other articles, found by the structure that repeats */
#ifndef PARSE_RELATED_H
#define PARSE_RELATED_H

#include "parse/page.h"

/* Finds runs of siblings built alike, each with a link that reads like a title; notes them in
 * page->teasers and marks their segments. */
void related_find(struct page *page);

/* Fills `related` from the teasers that the body has not claimed.  The page's own teaser (same
 * title) is left out; the people it names go to page->self. */
void related_fill(struct page *page);

/* Whether a teaser stops before its sentence does. */
bool related_is_truncated(struct str teaser);

#endif
