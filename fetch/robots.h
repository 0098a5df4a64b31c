/* SPDX-License-Identifier: MIT */
/* robots.h - the rules that a robots.txt has for one crawler (RFC 9309) */
#ifndef FETCH_ROBOTS_H
#define FETCH_ROBOTS_H

#include <stdbool.h>

#include "lib/article.h"
#include "lib/str.h"

struct robots;

/*
 * Reads a robots.txt for the crawler with the product token `agent` ("winnow"): its own groups,
 * merged, or those for '*' when it has none.  Any bytes are fine: what is no directive is passed
 * over, common misspellings are understood, UTF-16 with its mark is read, and text after the first
 * LIMIT_ROBOTS_BYTES is not looked at.  The text is not needed afterwards.
 */
struct robots *robots_new(struct str text, struct str agent);
void robots_free(struct robots *robots); /* NULL is fine */

/*
 * Whether the path of a URL (with its query, as lib/url.h prints them, beginning with '/') may be
 * fetched: the longest matching rule decides, and of two as long the one that allows.  A long path
 * and so many rules with asterisks that it would take long are a no.
 */
bool robots_allow(const struct robots *robots, struct str path);

/* Seconds of Crawl-delay; negative when the crawler is given none. */
double robots_crawl_delay(const struct robots *robots);

/* The values of all Sitemap lines, in order, for any crawler. */
const struct str_list *robots_sitemaps(const struct robots *robots);

#endif
