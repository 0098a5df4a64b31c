/* SPDX-License-Identifier: MIT */
/* test_parse_title.c - titles without the site's name */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "lib/arena.h"
#include "parse/title.h"
#include "tests/unit/expect.h"

static const struct row {
	const char *name, *title, *site, *wanted;
} rows[] = {
    {"a hyphen and the site", "关节疼痛怎么办 - 某某网", "某某网", "关节疼痛怎么办"},
    {"an underscore and the site", "关节疼痛怎么办_某某网", "某某网", "关节疼痛怎么办"},
    {"a bar and the site", "Flu cases rise | The Example", "The Example", "Flu cases rise"},
    {"a hyphen of its own stays", "COVID-19 - what we know - Example", "Example",
	"COVID-19 - what we know"},
    {"the site inside the title stays", "Example beats the rest - Example", "Example",
	"Example beats the rest"},
    {"no site: the short last part goes", "How to sleep well at night - Example", NULL,
	"How to sleep well at night"},
    {"no separator", "关节疼痛怎么办", NULL, "关节疼痛怎么办"},
};

static void
sites_are_cut_off(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 64u << 20);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		print_message("# %s\n", rows[i].name);
		expect_text(
		    title_without_site(&arena, str_from(rows[i].title), str_from(rows[i].site)),
		    rows[i].wanted);
	}
	arena_clear(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(sites_are_cut_off),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
