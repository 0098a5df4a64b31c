/* SPDX-License-Identifier: MIT */
/* test_parse_related.c - teasers that stop in mid-sentence */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "lib/arena.h"
#include "parse/related.h"

static const struct row {
	const char *name, *text;
	bool truncated;
} rows[] = {
    {"a whole sentence", "平时应当多吃蔬菜。", false},
    {"a whole English sentence", "It ends here.", false},
    {"a question", "怎么办？", false},
    {"a sentence inside quotes", "他说：“好。”", false},
    {"an ellipsis", "平时应当多吃蔬菜，还要…", true},
    {"three dots", "It goes on...", true},
    {"cut in mid-word", "平时应当多吃蔬", true},
    {"a comma", "平时应当多吃蔬菜，", true},
};

static void
cut_teasers_are_known(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 64u << 20);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		print_message("# %s\n", rows[i].name);
		assert_int_equal(related_is_truncated(str_from(rows[i].text)), rows[i].truncated);
	}
	arena_clear(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(cut_teasers_are_known),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
