/* SPDX-License-Identifier: MIT */
/* overrule_rules.h - the keys of a site profile's section [parse], and what they are compiled to */
#ifndef PARSE_OVERRULE_RULES_H
#define PARSE_OVERRULE_RULES_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/profile.h"
#include "lib/str.h"
#include "parse/selector.h"

enum overrule_key {
	OVERRULE_REMOVE,
	OVERRULE_BODY,
	OVERRULE_TITLE,
	OVERRULE_AUTHORS,
	OVERRULE_AUTHOR_NAME,
	OVERRULE_AUTHOR_JOB_TITLE,
	OVERRULE_AUTHOR_AFFILIATION,
	OVERRULE_AUTHOR_GRADE,
	OVERRULE_AUTHOR_DEPARTMENT,
	OVERRULE_DATE_PUBLISHED,
	OVERRULE_DATE_MODIFIED,
	OVERRULE_SITE_NAME,
	OVERRULE_DESCRIPTION,
	OVERRULE_KEYWORDS,
	OVERRULE_IMAGE,
	OVERRULE_NEXT_PAGE,
	OVERRULE_RELATED_ITEM,
	OVERRULE_RELATED_TITLE,
	OVERRULE_RELATED_URL,
	OVERRULE_RELATED_AUTHOR,
	OVERRULE_RELATED_TEASER,
	OVERRULE_TERM_ITEM,
	OVERRULE_TERM,
	OVERRULE_TERM_DEFINITION,
	OVERRULE_N_KEYS
};

struct overrule_key_row {
	struct str name;
	enum overrule_key item;  /* it is looked for inside of these; OVERRULE_N_KEYS: the page */
	enum overrule_key needs; /* another key that must be there; OVERRULE_N_KEYS: none */
	bool all; /* every match counts, not the first; one inside another is a part of it */
};

extern const struct overrule_key_row overrule_keys[OVERRULE_N_KEYS];

struct overrule_rule {
	enum overrule_key key;
	const struct selector *selector;
};

struct overrule {
	const struct profile *profile;
	struct overrule_rule *items; /* in the order of the file */
	size_t n;
	bool has[OVERRULE_N_KEYS]; /* the profile has this key */
};

#endif
