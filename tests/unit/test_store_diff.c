/* SPDX-License-Identifier: MIT */
/* test_store_diff.c - lines that went and came between two texts */
#include "store/diff.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct row {
	const char *name, *old, *new, *expected;
} rows[] = {
    {"the same", "a\nb", "a\nb", ""},
    {"one line changed", "a\nb\nc", "a\nx\nc", "-b\n+x\n"},
    {"a line came at the end", "a", "a\nb", "+b\n"},
    {"a line went at the start", "a\nb", "b", "-a\n"},
    {"everything went", "a\nb", "", "-a\n-b\n+\n"},
    {"a line moved", "a\nb\nc", "b\nc\na", "-a\n+a\n"},
    {"repeated lines", "a\na\nb", "a\nb\nb", "-a\n+b\n"},
    {"two places", "a\nb\nc\nd\ne", "x\nb\nc\ny\ne", "-a\n+x\n-d\n+y\n"},
};

static void
differences(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena arena;
		struct buf out;
		arena_init(&arena, 64u << 20);
		buf_init(&out, 1000);
		buf_add_text(&out, "");
		diff_write(&arena, str_from(rows[i].old), str_from(rows[i].new), &out);
		print_message("# %s\n", rows[i].name);
		assert_string_equal(out.ptr ? out.ptr : "", rows[i].expected);
		buf_clear(&out);
		arena_clear(&arena);
	}
}

/* 3,000 lines that all differ are more than the table may hold: shown whole. */
static void
a_large_difference_is_shown_whole(void **state)
{
	struct buf old, new, out;
	struct arena arena;
	size_t lines = 0;
	(void)state;
	arena_init(&arena, 64u << 20);
	buf_init(&old, 1u << 20);
	buf_init(&new, 1u << 20);
	buf_init(&out, 1u << 20);
	for (int i = 0; i < 3000; i++) {
		buf_addf(&old, "old %d\n", i);
		buf_addf(&new, "new %d\n", i);
	}
	diff_write(&arena, buf_str(&old), buf_str(&new), &out);
	for (size_t i = 0; i < out.len; i++)
		lines += out.ptr[i] == '\n';
	assert_int_equal(lines, 6000);
	assert_true(arena.used < 1u << 20);
	buf_clear(&old);
	buf_clear(&new);
	buf_clear(&out);
	arena_clear(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(differences),
	    cmocka_unit_test(a_large_difference_is_shown_whole),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("store/diff", tests, NULL, NULL);
}
