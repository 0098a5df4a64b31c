/* SPDX-License-Identifier: MIT */
/* rules_table.h - what rules_read.c fills and rules.c looks lines up in; nobody else's concern */
#ifndef NORMALIZE_RULES_TABLE_H
#define NORMALIZE_RULES_TABLE_H

#include <stdint.h>

#include "lib/arena.h"
#include "lib/digest.h"
#include "lib/pattern.h"
#include "normalize/literals.h"
#include "normalize/phrases.h"
#include "normalize/rules.h"

/* A longer line is text, whatever it says: no pattern is tried. The longest disclaimers seen are
 * under 300 characters. */
#define PATTERN_LINE_MAX 1500

struct rule {
	struct str id;
	struct str disclaimer;         /* its kind */
	const struct profile *profile; /* whose rule it is; NULL: a file's */
	struct str_list sites, sections;
	struct str_list keep_sections;
	struct str source; /* the file, for messages */
	int line;
	struct str_list needs; /* of the patterns that follow */
	struct str_list tests, keeps;
	size_t n_matchers;
};

/* One thing to look for: a phrase or a pattern of a rule. */
struct matcher {
	const struct rule *rule;
	struct str name;
	struct pattern *pattern; /* NULL for a phrase */
	unsigned long tried;     /* the line on which it was tried last */
	bool gave_up;
};

/* A pattern behind one of its literals, chained by the literal's number. */
struct need {
	uint32_t matcher, next;
};

struct rules {
	struct arena arena;
	const struct profiles *profiles; /* NULL: none were loaded */
	struct digest *reading;
	struct str digest;
	struct rule_list {
		struct rule **items;
		size_t n;
	} list, keepers; /* keepers: those with keep_sections */
	struct matcher *matchers;
	size_t n_matchers;
	struct phrases *phrases;
	struct literals *literals; /* of needs */
	struct need *needs;
	size_t n_needs;
	uint32_t *first_need; /* by literal */
	size_t n_first;
	unsigned long n_lines; /* matched so far */
	struct str_list names, gave_up;
};

#define NO_NEED UINT32_MAX

#endif
