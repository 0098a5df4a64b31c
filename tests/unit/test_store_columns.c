/* SPDX-License-Identifier: MIT */
/* test_store_columns.c - the columns of tables, chosen or usual, and those that winnow-export(1)
 * has */
#include "store/columns.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lib/io.h"

#define PAGE_BYTES 65536

/* The names of the columns, with commas between; NULL when one is wrong. */
static const char *
names_of(struct arena *arena, const char *list)
{
	struct choice choice = {.n = 0};
	struct columns columns;
	struct str wrong;
	struct buf names;
	if (*list && !choice_read(&choice, list, &wrong))
		return NULL;
	if (!columns_choose(&choice, &columns, &wrong))
		return NULL;
	buf_init(&names, PAGE_BYTES);
	for (size_t i = 0; i < columns.n; i++)
		buf_addf(&names, "%s%s", i > 0 ? "," : "", columns.items[i].name);
	const char *text = arena_text(arena, buf_str(&names));
	buf_clear(&names);
	return text;
}

static const struct row {
	const char *name, *list, *expected;
} rows[] = {
    {"members of the record", "title,etag", "record,url,title,etag"},
    {"their order is the one asked for", "word_count,title", "record,url,word_count,title"},
    {"what is always there may be named", "url,title,record", "record,url,title"},
    {"columns of authors", "job_titles,affiliations", "record,url,job_titles,affiliations"},
    {"the URL that was fetched", "fetched_url", "record,url,fetched_url"},
    {"a column of another name", "titles", NULL},
    {"a member of another record", "detail", NULL},
    {"a name twice", "title,title", NULL},
    {"no name", "title,", NULL},
    {"blanks are part of a name", "title, text", NULL},
};

static void
chosen(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena arena;
		arena_init(&arena, 1u << 20);
		print_message("# %s\n", rows[i].name);
		const char *names = names_of(&arena, rows[i].list);
		assert_int_equal(names != NULL, rows[i].expected != NULL);
		if (names)
			assert_string_equal(names, rows[i].expected);
		arena_clear(&arena);
	}
}

/* Every name after ".Va" between two lines, with commas between. */
static const char *
manual_columns(struct arena *arena, struct str from, struct str to)
{
	struct buf page, names;
	const char *why;
	buf_init(&page, PAGE_BYTES);
	buf_init(&names, PAGE_BYTES);
	assert_true(io_read_file("docs/man/winnow-export.1", PAGE_BYTES, &page, &why));
	struct str text = buf_str(&page);
	bool inside = false;
	while (text.ptr) {
		struct str line = str_cut(&text, '\n');
		inside = str_eq(line, from) || (inside && !str_starts(line, to));
		if (!inside || !str_starts(line, STR(".Va ")))
			continue;
		for (struct str rest = str_slice(line, 4, line.len); rest.ptr;) {
			struct str word = str_cut(&rest, ' ');
			if (!str_eq(word, STR(",")) && !str_eq(word, STR(".")) && word.len > 0)
				buf_addf(
				    &names, "%s%.*s", names.len > 0 ? "," : "", STR_ARGS(word));
		}
	}
	const char *found = arena_text(arena, buf_str(&names));
	buf_clear(&page);
	buf_clear(&names);
	return found;
}

static void
the_manual_has_the_usual_ones(void **state)
{
	struct arena arena;
	(void)state;
	arena_init(&arena, 1u << 20);
	assert_string_equal(
	    manual_columns(&arena, STR(".Ss Columns"), STR("Several")), names_of(&arena, ""));
	arena_clear(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(chosen),
	    cmocka_unit_test(the_manual_has_the_usual_ones),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("store/columns", tests, NULL, NULL);
}
