/* SPDX-License-Identifier: MIT */
/* site_ways.h - selectors that might find an element on every page of its site, the firmest first
 */
#ifndef PARSE_SITE_WAYS_H
#define PARSE_SITE_WAYS_H

#include "lib/arena.h"
#include "parse/dom.h"

/* The cost says how likely the selector is to break: an id that people gave costs 1, a place among
 * siblings 30. */
struct site_way {
	struct str selector;
	int cost;
};
struct site_ways {
	struct site_way *items;
	size_t n;
};

/* Appends ways to the element by its names, its attributes and its tag, alone and below what is
 * around it, without those that are there already.  A name that a tool made is never used. */
void
site_ways_add(struct site_ways *ways, struct arena *arena, const struct dom *dom, uint32_t node);

/* The cheapest first; those of equal cost in the order they were added. */
void site_ways_sort(struct site_ways *ways);

#endif
