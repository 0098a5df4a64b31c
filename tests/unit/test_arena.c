/* SPDX-License-Identifier: MIT */
/* test_arena.c - lib/arena.h and lib/buf.h: growth, limits, copies */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lib/arena.h"
#include "lib/buf.h"

struct number_list {
	int *items;
	size_t n;
};

static void
lists_keep_their_items_while_they_grow(void **state)
{
	struct arena arena;
	struct number_list list = {NULL, 0};
	(void)state;
	arena_init(&arena, 1u << 20);
	for (int i = 0; i < 10000; i++) {
		int *item = ARENA_PUSH(&arena, &list);
		assert_int_equal(*item, 0);
		*item = i;
	}
	for (int i = 0; i < 10000; i++)
		assert_int_equal(list.items[i], i);
	arena_clear(&arena);
}

static void
memory_is_zeroed_aligned_and_counted(void **state)
{
	struct arena arena;
	(void)state;
	arena_init(&arena, 10u << 20);
	for (int round = 0; round < 3; round++) {
		for (size_t size = 1; size < 200000; size = size * 3 + 1) {
			char *ptr = arena_alloc(&arena, size);
			assert_int_equal((uintptr_t)ptr % _Alignof(max_align_t), 0);
			for (size_t i = 0; i < size; i++)
				assert_int_equal(ptr[i], 0);
			memset(ptr, 0xff, size);
		}
		arena_reset(&arena);
		assert_int_equal(arena.used, 0);
	}
	arena_clear(&arena);
}

static jmp_buf over_limit;

static void
over(void)
{
	longjmp(over_limit, 1);
}

static void
an_allocation_past_the_limit_calls_over(void **state)
{
	struct arena arena;
	(void)state;
	arena_init(&arena, 1000);
	arena.over = over;
	arena_alloc(&arena, 900);
	if (setjmp(over_limit) == 0) {
		arena_alloc(&arena, SIZE_MAX - 8);
		fail();
	}
	if (setjmp(over_limit) == 0) {
		arena_alloc(&arena, 101);
		fail();
	}
	arena_alloc(&arena, 100);
	arena_clear(&arena);
}

static void
absent_texts_stay_absent(void **state)
{
	struct arena arena;
	(void)state;
	arena_init(&arena, 1000);
	assert_null(arena_copy(&arena, (struct str){NULL, 0}).ptr);
	assert_non_null(arena_copy(&arena, STR("")).ptr);
	assert_string_equal(arena_text(&arena, (struct str){NULL, 0}), "");
	assert_string_equal(arena_printf(&arena, "%d-%s", 7, "x").ptr, "7-x");
	arena_clear(&arena);
}

static void
a_buffer_takes_all_or_nothing(void **state)
{
	struct buf buf;
	(void)state;
	buf_init(&buf, 8);
	assert_true(buf_add_text(&buf, "12345678"));
	assert_false(buf_add_char(&buf, '9'));
	assert_true(buf.full);
	assert_string_equal(buf.ptr, "12345678");
	buf_reset(&buf);
	assert_false(buf_addf(&buf, "%s", "123456789"));
	assert_int_equal(buf.len, 0);
	buf_reset(&buf);
	assert_true(buf_addf(&buf, "%d", 1234));
	buf_drop(&buf, 2);
	assert_string_equal(buf.ptr, "34");
	buf_cut(&buf, 1);
	assert_string_equal(buf.ptr, "3");
	buf_clear(&buf);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(lists_keep_their_items_while_they_grow),
	    cmocka_unit_test(memory_is_zeroed_aligned_and_counted),
	    cmocka_unit_test(an_allocation_past_the_limit_calls_over),
	    cmocka_unit_test(absent_texts_stay_absent),
	    cmocka_unit_test(a_buffer_takes_all_or_nothing),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
