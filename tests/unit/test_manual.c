/* SPDX-License-Identifier: MIT */
/* test_manual.c - winnow-record(5) and winnow-outcomes(5) list what the tables of lib/ have */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lib/arena.h"
#include "lib/fields.h"
#include "lib/outcome.h"
#include "tests/unit/expect.h"

static struct arena arena;

/* The items (`.It MACRO name`) of a page between the line `from` and the next line `to`. */
static struct str_list
items(struct str text, struct str from, struct str to, struct str macro)
{
	struct str_list list = {NULL, 0};
	bool inside = false;
	while (text.ptr) {
		struct str line = str_cut(&text, '\n');
		if (str_eq(line, from))
			inside = true;
		else if (str_starts(line, to))
			inside = false;
		else if (inside && str_starts(line, macro))
			*ARENA_PUSH(&arena, &list) = str_slice(line, macro.len, line.len);
	}
	return list;
}

static void
expect_set(struct str text, const struct field_set *set, const char *name)
{
	struct str from = arena_printf(&arena, ".\\\" fields: %s", name);
	struct str_list list = items(text, from, STR(".El"), STR(".It Va "));
	assert_int_equal(list.n, set->n);
	for (size_t i = 0; i < set->n; i++) {
		assert_string_equal(arena_text(&arena, list.items[i]), set->fields[i].name);
		if (set->fields[i].type == FIELD_OBJECTS)
			expect_set(text, set->fields[i].members, set->fields[i].members->name);
	}
}

static void
record_page_lists_the_fields(void **state)
{
	static const char *const names[RECORD_N_KINDS] = {
	    "run", "article", "links", "outcome", "end"};
	(void)state;
	arena_init(&arena, 1u << 20);
	struct str text = expect_file(&arena, "docs/man/winnow-record.5");
	expect_set(text, &fields_visit, "visit");
	for (int kind = 0; kind < RECORD_N_KINDS; kind++)
		expect_set(text, fields_of_kind[kind], names[kind]);
	arena_clear(&arena);
}

static void
outcomes_page_lists_the_table(void **state)
{
	(void)state;
	arena_init(&arena, 1u << 20);
	struct str text = expect_file(&arena, "docs/man/winnow-outcomes.5");
	size_t n = 0;
	for (int class = 0; class < OUTCOME_N_CLASSES; class ++) {
		struct str from =
		    arena_printf(&arena, ".Ss %s", outcome_class_name((enum outcome_class) class));
		struct str_list list = items(text, from, STR(".El"), STR(".It Sy "));
		for (size_t i = 0; i < list.n; i++, n++) {
			const struct outcome_row *row = outcome_find(list.items[i]);
			assert_non_null(row);
			assert_int_equal(row->class, class);
		}
	}
	assert_int_equal(n, outcome_table_len);
	arena_clear(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(record_page_lists_the_fields),
	    cmocka_unit_test(outcomes_page_lists_the_table),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
