/* SPDX-License-Identifier: MIT */
/* test_parse_selector_errors.c - parse/selector.c: what is no selector, and what it is told */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lib/arena.h"
#include "parse/selector.h"

#define MOST_BYTES (1u << 20)

/* Selectors that are none: where they go wrong. */
static const struct {
	const char *selector, *why;
} WRONG[] = {
    {"", "character 1: a selector is expected here"},
    {"  ", "character 3: a selector is expected here"},
    {",", "character 1: a selector is expected here"},
    {"a,", "character 3: a selector is expected here"},
    {"a,,b", "character 3: a selector is expected here"},
    {"a >", "character 4: a selector is expected here"},
    {"> a", "character 1: an element is expected before the combinator"},
    {"a > > b", "character 5: an element is expected before the combinator"},
    {"a + ~ b", "character 5: an element is expected before the combinator"},
    {"a || b", "character 3: namespaces are not supported"},
    {".", "character 2: a name is expected here"},
    {".1a", "character 2: a name is expected here"},
    {"#1a", "character 2: a name is expected here"},
    {"#", "character 2: a name is expected here"},
    {"a#", "character 3: a name is expected here"},
    {".a*", "character 3: the element's name must stand first"},
    {"**", "character 2: the element's name must stand first"},
    {"svg|a", "character 4: namespaces are not supported"},
    {"*|a", "character 2: namespaces are not supported"},
    {"[", "character 2: an attribute's name is expected here"},
    {"[]", "character 2: an attribute's name is expected here"},
    {"[a", "character 3: an operator such as = or ^= or a ']' is expected here"},
    {"[a!=b]", "character 3: an operator such as = or ^= or a ']' is expected here"},
    {"[a^b]", "character 4: an operator such as = or ^= or a ']' is expected here"},
    {"[a=]", "character 4: a value is expected here; what is no name stands in quotes"},
    {"[a=1]", "character 4: a value is expected here; what is no name stands in quotes"},
    {"[a='b]", "character 4: a value is expected here; what is no name stands in quotes"},
    {"[a='b\nc']", "character 4: a value is expected here; what is no name stands in quotes"},
    {"[a=b c]", "character 6: a ']' is expected here"},
    {"[a=b i i]", "character 8: a ']' is expected here"},
    {"[a=b", "character 5: a ']' is expected here"},
    {"a::before", "character 3: pseudo-elements are not supported"},
    {"a:", "character 3: the name of a pseudo-class is expected here"},
    {"a:hover", "character 3: this pseudo-class is not known"},
    {"a:nth-child", "character 12: this pseudo-class needs an argument in parentheses"},
    {"a:first-child()", "character 14: this pseudo-class takes no argument"},
    {"a:nth-child()",
	"character 13: odd, even, a number or a pattern such as 2n+1 is expected here"},
    {"a:nth-child(n+)",
	"character 15: odd, even, a number or a pattern such as 2n+1 is expected here"},
    {"a:nth-child(+ 2n)",
	"character 14: odd, even, a number or a pattern such as 2n+1 is expected here"},
    {"a:nth-child(2n 1)", "character 16: a ')' is expected here"},
    {"a:nth-child(oddly)", "character 16: a ')' is expected here"},
    {"a:nth-child(2", "character 14: a ')' is expected here"},
    {":not()", "character 6: a selector is expected here"},
    {":not(a,)", "character 8: a selector is expected here"},
    {":not(a", "character 7: a ')' is missing"},
    {":is(> a)", "character 5: an element is expected before the combinator"},
    {":has(> )", "character 8: a selector is expected here"},
    {":has(> > a)", "character 8: an element is expected before the combinator"},
    {"a)", "character 2: there is no '(' for this"},
    {":contains()", "character 11: a text in quotes is expected here"},
    {":contains('')", "character 13: the text is empty"},
    {":contains('a'", "character 14: a ')' is expected here"},
    {"a{}", "character 2: this character cannot stand here"},
    {"a;b", "character 2: this character cannot stand here"},
    {"\xe4\xbd\x9c\xe8\x80\x85 & b", "character 4: this character cannot stand here"},
    {"a\\", "character 2: this character cannot stand here"},
    {"a /* b", NULL}, /* a comment may run to the end */
    {"/* a", "character 5: a selector is expected here"},
};

static void
errors_say_where(void **state)
{
	struct arena arena;
	size_t wrong = 0;
	(void)state;
	arena_init(&arena, MOST_BYTES);
	for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
		struct str why = {NULL, 0};
		const struct selector *selector =
		    selector_compile(&arena, str_from(WRONG[i].selector), &why);
		struct str expected = str_from(WRONG[i].why);
		if (selector ? !expected.ptr : str_eq(why, expected))
			continue;
		wrong++;
		print_message("# '%s' gives '%.*s', not '%s'\n", WRONG[i].selector, STR_ARGS(why),
		    WRONG[i].why ? WRONG[i].why : "(none)");
	}
	assert_int_equal(wrong, 0);
	arena_clear(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(errors_say_where),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
