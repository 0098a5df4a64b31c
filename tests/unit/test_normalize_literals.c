/* SPDX-License-Identifier: MIT */
/* test_normalize_literals.c - normalize/literals.h finds what looking for each literal finds */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lib/buf.h"
#include "normalize/literals.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

static const char *const needles[] = {
    "免责", "责任", "免责声明", "a", "Ab", "b免", "：", "é", "😀x", "声", "QQ群", "<", "明"};

struct seen {
	size_t n;
	size_t last_from, last_to;
};

/* Every hit must be one: the text there is the literal.  Ends ascend; at one end, starts do. */
struct check {
	struct str text;
	struct seen seen;
};

static bool
note(void *state, uint32_t number, size_t from, size_t to)
{
	struct check *check = state;
	struct seen *seen = &check->seen;
	assert_true(number < COUNT(needles));
	assert_true(str_eq_nocase(str_slice(check->text, from, to), str_from(needles[number])));
	assert_true(
	    seen->n == 0 || to > seen->last_to || (to == seen->last_to && from > seen->last_from));
	*seen = (struct seen){seen->n + 1, from, to};
	return true;
}

static size_t
count_slowly(struct str text)
{
	size_t n = 0;
	for (size_t i = 0; i < COUNT(needles); i++)
		for (size_t at = 0; at < text.len; at++)
			n += str_starts_nocase(str_slice(text, at, text.len), str_from(needles[i]));
	return n;
}

/* Texts of up to seven pieces, chosen by a number generator with a fixed seed. */
static void
literals_finds_each_literal_wherever_it_ends(void **state)
{
	static const char *const pieces[] = {"免", "责", "声", "明", "任", "a", "A", "b", "B", "：",
	    "é", "😀", "x", "Q", "q", "群", "<", " ", "中", "文"};
	struct literals *literals = literals_new();
	uint32_t random = 1;
	struct buf text;
	(void)state;
	buf_init(&text, 1024);
	for (size_t i = 0; i < COUNT(needles); i++)
		assert_int_equal(literals_add(literals, str_from(needles[i])), i);
	literals_finish(literals);
	for (int round = 0; round < 20000; round++) {
		buf_reset(&text);
		for (int n = round % 8; n > 0; n--) {
			random = random * 1664525u + 1013904223u;
			buf_add_text(&text, pieces[(random >> 16) % COUNT(pieces)]);
		}
		struct check check = {buf_str(&text), {0, 0, 0}};
		assert_true(literals_search(literals, check.text, note, &check));
		assert_int_equal(check.seen.n, count_slowly(check.text));
	}
	buf_clear(&text);
	literals_free(literals);
}

static bool
stop(void *state, uint32_t number, size_t from, size_t to)
{
	(void)state;
	(void)number;
	(void)from;
	(void)to;
	return false;
}

static void
literals_stops_when_told(void **state)
{
	struct literals *literals = literals_new();
	(void)state;
	assert_int_equal(literals_add(literals, STR("责任")), 0);
	assert_int_equal(literals_add(literals, STR("责任")), 0);
	literals_finish(literals);
	assert_false(literals_search(literals, STR("没有责任。"), stop, NULL));
	assert_true(literals_search(literals, STR("没有责备。"), stop, NULL));
	assert_true(literals_search(literals, STR(""), stop, NULL));
	literals_free(literals);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(literals_finds_each_literal_wherever_it_ends),
	    cmocka_unit_test(literals_stops_when_told),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
