/* SPDX-License-Identifier: MIT */
/* selector_code.h - what a selector is compiled to: a program over sets of elements */
#ifndef PARSE_SELECTOR_CODE_H
#define PARSE_SELECTOR_CODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/str.h"
#include "parse/tag.h"

/*
 * The program works on a stack of sets.  ALL pushes the set of all elements.  A test narrows the
 * set on top to the elements that pass it, a move replaces that set by those that stand to its
 * elements as the move says, a merge takes the set on top off and merges it into the one below.
 * "a > b.c, d" is ALL a CHILDREN b .c ALL d OR; "a:not(.b)" is ALL a ALL .b WITHOUT.  The selectors
 * in :has() are asked backwards, from their last part to the element itself: "a:has(> b c)" is
 * ALL a ALL c ANCESTORS b PARENTS AND.
 */
enum selector_code {
	SELECTOR_ALL,
	/* merges */
	SELECTOR_OR,
	SELECTOR_AND,
	SELECTOR_WITHOUT,
	/* moves */
	SELECTOR_DESCENDANTS,
	SELECTOR_CHILDREN,
	SELECTOR_NEXT,      /* the sibling right after */
	SELECTOR_FOLLOWING, /* all siblings after */
	SELECTOR_ANCESTORS,
	SELECTOR_PARENTS,
	SELECTOR_PREVIOUS,
	SELECTOR_PRECEDING,
	/* tests */
	SELECTOR_TYPE,      /* tag; name when that is TAG_OTHER */
	SELECTOR_ATTRIBUTE, /* name, match, value, nocase */
	SELECTOR_NTH,       /* a, b, backwards, of_type */
	SELECTOR_CONTAINS,  /* value */
	SELECTOR_EMPTY,
	SELECTOR_ROOT,
	SELECTOR_SCOPE
};

enum selector_match {
	SELECTOR_EXISTS,
	SELECTOR_EQUALS,
	SELECTOR_HAS_TOKEN,
	SELECTOR_IS_LANGUAGE, /* |= */
	SELECTOR_STARTS,
	SELECTOR_ENDS,
	SELECTOR_HAS_TEXT
};

struct selector_op {
	enum selector_code code;
	enum selector_match match;
	enum tag tag;
	bool nocase, backwards, of_type;
	int64_t a, b;
	struct str name, value;
	/* Where to go on in `value` when a character of it does not fit (Knuth, Morris, Pratt), so
	 * that searching a text takes as many steps as the text has characters. */
	const uint16_t *failure;
};

struct selector_ops {
	struct selector_op *items;
	size_t n;
};

struct selector {
	struct selector_ops ops;
};

#endif
