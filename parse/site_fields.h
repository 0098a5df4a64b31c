/* SPDX-License-Identifier: MIT */
/* site_fields.h - how a profile's selectors are looked for, field by field */
#ifndef PARSE_SITE_FIELDS_H
#define PARSE_SITE_FIELDS_H

#include "parse/site_search.h"

/* A key of [parse] and a selector for it. */
struct site_proposal {
	enum overrule_key key;
	struct str selector;
	size_t n_matches; /* on the page where there are most */
	bool dropped;     /* with it, a field is not what it is without a profile */
};
struct site_proposals {
	struct site_proposal *items;
	size_t n;
};

/* Each appends what it finds, in the order of winnow-profile(5) within a topic. */
void site_fields_texts(struct site_search *search, struct site_proposals *proposals);
void site_fields_authors(struct site_search *search, struct site_proposals *proposals);
void site_fields_body(struct site_search *search, struct site_proposals *proposals);
void site_fields_related(struct site_search *search, struct site_proposals *proposals);

/* Appends up to `most` ways of a field, each for the pages that those before leave. */
void site_fields_ways(struct site_search *search, const struct site_field *field, int most,
    struct site_proposals *proposals);

#endif
