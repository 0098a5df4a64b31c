/* SPDX-License-Identifier: MIT */
/* selector_words.c - the words of selectors: pseudo-classes, combinators, operators */
#include "parse/selector_words.h"

#include <stddef.h>

#define LEN(array) (sizeof(array) / sizeof *(array))

static const struct selector_pseudo pseudos[] = {
    {STR_INIT("contains"), SELECTOR_ARGUMENT_TEXT, SELECTOR_CONTAINS, false, false, false},
    {STR_INIT("empty"), SELECTOR_ARGUMENT_NONE, SELECTOR_EMPTY, false, false, false},
    {STR_INIT("first-child"), SELECTOR_ARGUMENT_NONE, SELECTOR_NTH, false, false, false},
    {STR_INIT("first-of-type"), SELECTOR_ARGUMENT_NONE, SELECTOR_NTH, false, true, false},
    {STR_INIT("has"), SELECTOR_ARGUMENT_RELATIVE, SELECTOR_AND, false, false, false},
    {STR_INIT("is"), SELECTOR_ARGUMENT_LIST, SELECTOR_AND, false, false, false},
    {STR_INIT("last-child"), SELECTOR_ARGUMENT_NONE, SELECTOR_NTH, true, false, false},
    {STR_INIT("last-of-type"), SELECTOR_ARGUMENT_NONE, SELECTOR_NTH, true, true, false},
    {STR_INIT("not"), SELECTOR_ARGUMENT_LIST, SELECTOR_WITHOUT, false, false, false},
    {STR_INIT("nth-child"), SELECTOR_ARGUMENT_NTH, SELECTOR_NTH, false, false, false},
    {STR_INIT("nth-last-child"), SELECTOR_ARGUMENT_NTH, SELECTOR_NTH, true, false, false},
    {STR_INIT("nth-last-of-type"), SELECTOR_ARGUMENT_NTH, SELECTOR_NTH, true, true, false},
    {STR_INIT("nth-of-type"), SELECTOR_ARGUMENT_NTH, SELECTOR_NTH, false, true, false},
    {STR_INIT("only-child"), SELECTOR_ARGUMENT_NONE, SELECTOR_NTH, false, false, true},
    {STR_INIT("only-of-type"), SELECTOR_ARGUMENT_NONE, SELECTOR_NTH, false, true, true},
    {STR_INIT("root"), SELECTOR_ARGUMENT_NONE, SELECTOR_ROOT, false, false, false},
    {STR_INIT("scope"), SELECTOR_ARGUMENT_NONE, SELECTOR_SCOPE, false, false, false},
    {STR_INIT("where"), SELECTOR_ARGUMENT_LIST, SELECTOR_AND, false, false, false},
};

/* Attributes whose values have no case in HTML pages (HTML Standard, "Case-sensitivity of
 * selectors"). */
static const struct str nocase_attributes[] = {STR_INIT("accept"), STR_INIT("accept-charset"),
    STR_INIT("align"), STR_INIT("alink"), STR_INIT("axis"), STR_INIT("bgcolor"),
    STR_INIT("charset"), STR_INIT("checked"), STR_INIT("clear"), STR_INIT("codetype"),
    STR_INIT("color"), STR_INIT("compact"), STR_INIT("declare"), STR_INIT("defer"), STR_INIT("dir"),
    STR_INIT("direction"), STR_INIT("disabled"), STR_INIT("enctype"), STR_INIT("face"),
    STR_INIT("frame"), STR_INIT("hreflang"), STR_INIT("http-equiv"), STR_INIT("lang"),
    STR_INIT("language"), STR_INIT("link"), STR_INIT("media"), STR_INIT("method"),
    STR_INIT("multiple"), STR_INIT("nohref"), STR_INIT("noresize"), STR_INIT("noshade"),
    STR_INIT("nowrap"), STR_INIT("readonly"), STR_INIT("rel"), STR_INIT("rev"), STR_INIT("rules"),
    STR_INIT("scope"), STR_INIT("scrolling"), STR_INIT("selected"), STR_INIT("shape"),
    STR_INIT("target"), STR_INIT("text"), STR_INIT("type"), STR_INIT("valign"),
    STR_INIT("valuetype"), STR_INIT("vlink")};

static const struct selector_combinator combinators[] = {
    {' ', SELECTOR_DESCENDANTS, SELECTOR_ANCESTORS},
    {'>', SELECTOR_CHILDREN, SELECTOR_PARENTS},
    {'+', SELECTOR_NEXT, SELECTOR_PREVIOUS},
    {'~', SELECTOR_FOLLOWING, SELECTOR_PRECEDING},
};

struct operator
{
	char sign; /* before the '=' */
	enum selector_match match;
};

static const struct operator operators[] = {
    {'=', SELECTOR_EQUALS},
    {'~', SELECTOR_HAS_TOKEN},
    {'|', SELECTOR_IS_LANGUAGE},
    {'^', SELECTOR_STARTS},
    {'$', SELECTOR_ENDS},
    {'*', SELECTOR_HAS_TEXT},
};

const struct selector_pseudo *
selector_pseudo_find(struct str name)
{
	for (size_t i = 0; i < LEN(pseudos); i++)
		if (str_eq_nocase(name, pseudos[i].name))
			return &pseudos[i];
	return NULL;
}

const struct selector_combinator *
selector_combinator_find(char sign)
{
	for (size_t i = 0; i < LEN(combinators); i++)
		if (combinators[i].sign == sign)
			return &combinators[i];
	return NULL;
}

bool
selector_operator_find(char sign, enum selector_match *match)
{
	for (size_t i = 0; i < LEN(operators); i++) {
		if (operators[i].sign != sign)
			continue;
		*match = operators[i].match;
		return true;
	}
	return false;
}

bool
selector_has_nocase_value(struct str attribute)
{
	for (size_t i = 0; i < LEN(nocase_attributes); i++)
		if (str_eq(attribute, nocase_attributes[i]))
			return true;
	return false;
}
