/* SPDX-License-Identifier: MIT */
/* selector_words.h - the words of selectors: pseudo-classes, combinators, operators */
#ifndef PARSE_SELECTOR_WORDS_H
#define PARSE_SELECTOR_WORDS_H

#include <stdbool.h>

#include "lib/str.h"
#include "parse/selector_code.h"

/* What a pseudo-class takes in parentheses. */
enum selector_argument {
	SELECTOR_ARGUMENT_NONE,
	SELECTOR_ARGUMENT_NTH,
	SELECTOR_ARGUMENT_TEXT,
	SELECTOR_ARGUMENT_LIST,
	SELECTOR_ARGUMENT_RELATIVE /* a list of selectors that may begin with combinators */
};

/* The structural ones without an argument are NTH with b = 1; :only-... is both directions. */
struct selector_pseudo {
	struct str name;
	enum selector_argument argument;
	enum selector_code code; /* with a list: how that is merged */
	bool backwards, of_type, both;
};

struct selector_combinator {
	char sign; /* ' ' for white space */
	enum selector_code forwards, backwards;
};

/* NULL when there is none of that name (in any case). */
const struct selector_pseudo *selector_pseudo_find(struct str name);

/* NULL when the sign is none. */
const struct selector_combinator *selector_combinator_find(char sign);

/* The operator whose first character this is ('=' itself or the one before it). */
bool selector_operator_find(char sign, enum selector_match *match);

/* Whether the values of an attribute (lower-case name) have no case in HTML pages. */
bool selector_has_nocase_value(struct str attribute);

#endif
