/* SPDX-License-Identifier: MIT */
/* test_companion.c - the programs of winnow find each other */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <unistd.h>

#include "lib/companion.h"

static struct arena arena;

static void
a_program_knows_its_folder(void **state)
{
	(void)state;
	const char *folder = companion_folder(&arena);
	assert_int_equal(folder[0], '/');
	assert_int_not_equal(folder[strlen(folder) - 1], '/');
	assert_int_equal(access(arena_printf(&arena, "%s/test_companion", folder).ptr, X_OK), 0);
}

static void
a_companion_is_the_file_beside_or_a_name_for_the_path(void **state)
{
	(void)state;
	const char *folder = companion_folder(&arena);
	assert_string_equal(companion_path(&arena, folder, "test_companion"),
	    arena_printf(&arena, "%s/test_companion", folder).ptr);
	assert_string_equal(companion_path(&arena, folder, "winnow-nobody"), "winnow-nobody");
	assert_string_equal(companion_path(&arena, "", "winnow-nobody"), "winnow-nobody");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_program_knows_its_folder),
	    cmocka_unit_test(a_companion_is_the_file_beside_or_a_name_for_the_path),
	};
	arena_init(&arena, 1u << 20);
	cmocka_set_message_output(CM_OUTPUT_TAP);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_clear(&arena);
	return failed;
}
