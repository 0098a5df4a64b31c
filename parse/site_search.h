/* SPDX-License-Identifier: MIT */
/* site_search.h - the firmest selector that finds on all pages what winnow finds without a profile
 */
#ifndef PARSE_SITE_SEARCH_H
#define PARSE_SITE_SEARCH_H

#include <stdbool.h>

#include "parse/overrule_rules.h"
#include "parse/overrule_value.h"
#include "parse/selector.h"
#include "parse/site_pages.h"

/* What a selector is worth on a page: up to 1 (all that is wanted); 0 when it finds nothing, which
 * does no harm; SITE_WRONG when it would give something else. */
#define SITE_WRONG (-1.0)

struct site_search {
	const struct site_pages *pages;
	struct arena *arena;             /* of what is found */
	struct arena *scratch;           /* of looking for one field */
	struct selector_page **searches; /* by page, in scratch */
	bool served[SITE_MOST_PAGES];    /* an earlier way finds something on the page */
};

/* How one key of [parse] is looked for.  `view` is a page whose arena is the scratch one. */
struct site_field {
	enum overrule_key key;
	bool single;   /* the first match counts: more than one are a weakness */
	int most_cost; /* of a way (parse/site_ways.h); 0: any */
	/* Elements that a selector should find. */
	void (*targets)(const struct site_search *search, const struct site_field *field,
	    const struct page *view, struct selector_nodes *nodes);
	/* What a selector that finds these is worth; for pages without the field, too. */
	double (*judge)(const struct site_search *search, const struct site_field *field,
	    const struct page *view, const struct selector_nodes *found);
	size_t offset;         /* of a text in struct article */
	overrule_value *value; /* and how an element says it */
	const void *state;     /* of the functions above */
};

struct site_choice {
	struct str selector;
	double worth;     /* summed over the pages that were not served before */
	size_t n_matches; /* on the page where there are most */
};

void
site_search_init(struct site_search *search, struct arena *arena, const struct site_pages *pages);
void site_search_clear(struct site_search *search);

/* Begins with another field: no page is served. */
void site_search_begin(struct site_search *search);

/*
 * The best selector over the pages that are not served, which then are, where it finds something.
 * False when there is none that is wrong on no page and right on one.
 */
NODISCARD bool site_search_next(
    struct site_search *search, const struct site_field *field, struct site_choice *choice);

/* What a selector finds on page i, in the scratch arena; nothing when it is none. */
struct selector_nodes
site_search_find(const struct site_search *search, size_t i, struct str selector);

/* The page with the scratch arena for its own. */
struct page site_search_view(const struct site_search *search, size_t i);

/* Which page the view is of. */
size_t site_search_page(const struct site_search *search, const struct page *view);

/* Leaves out matches that lie within others. */
void site_search_outermost(const struct dom *dom, struct selector_nodes *found);

#endif
