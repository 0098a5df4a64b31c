/* SPDX-License-Identifier: MIT */
/* test_note.c - records as application/warc-fields, written and read */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "lib/fields.h"
#include "lib/note.h"

static struct str_list
list_of(struct arena *arena, const char *first, const char *second)
{
	struct str_list list = {NULL, 0};
	*ARENA_PUSH(arena, &list) = str_from(first);
	*ARENA_PUSH(arena, &list) = str_from(second);
	return list;
}

static void
notes_are_written_to_the_letter(void **state)
{
	(void)state;
	struct arena arena;
	struct buf out;
	arena_init(&arena, 1u << 20);
	buf_init(&out, 1u << 16);
	struct record request = {.kind = RECORD_ARTICLE};
	request.visit.url = STR("http://a/2");
	request.visit.requested_url = STR("http://a/0");
	request.visit.redirects = list_of(&arena, "http://a/0", "http://a/1");
	request.visit.depth = 2;
	request.visit.etag = STR(" \r\n");
	assert_true(note_write(&out, NOTE_REQUEST, &request));
	assert_string_equal(out.ptr, "winnow-record: request\r\n"
				     "url: http://a/2\r\n"
				     "requested_url: http://a/0\r\n"
				     "redirects: http://a/0\r\n"
				     "redirects: http://a/1\r\n"
				     "depth: 2\r\n");
	buf_reset(&out);
	struct record outcome;
	record_set_outcome(
	    &outcome, STR("http://a/"), "fetch", "timeout", STR("\x01 no byte\r\nfor 30 s\n"));
	assert_true(note_write(&out, NOTE_OUTCOME, &outcome));
	assert_string_equal(out.ptr, "winnow-record: outcome\r\n"
				     "url: http://a/\r\n"
				     "stage: fetch\r\n"
				     "class: deferred\r\n"
				     "outcome: timeout\r\n"
				     "detail: no byte  for 30 s\r\n");
	buf_reset(&out);
	struct record end = {.kind = RECORD_END};
	end.end = (struct record_end){STR("id"), STR("winnow-fetch"), 3, 3, 0};
	assert_true(note_write(&out, NOTE_END, &end));
	assert_string_equal(out.ptr, "winnow-record: end\r\n"
				     "run: id\r\n"
				     "stage: winnow-fetch\r\n"
				     "in: 3\r\n"
				     "out: 3\r\n"
				     "rejected: 0\r\n");
	buf_clear(&out);
	buf_init(&out, 30);
	assert_false(note_write(&out, NOTE_END, &end));
	buf_clear(&out);
	arena_clear(&arena);
}

/* Every member that a note can carry, filled with a value of its own. */
static void
fill(struct arena *arena, const struct field_set *set, char *base)
{
	for (size_t i = 0; i < set->n; i++) {
		const struct field *field = &set->fields[i];
		void *at = base + field->offset;
		if (field->type == FIELD_TEXT)
			*(struct str *)at = arena_printf(arena, "%s: 腰, %zu", field->name, i);
		else if (field->type == FIELD_INT)
			*(int *)at = 100 + (int)i;
		else if (field->type == FIELD_TEXTS)
			*(struct str_list *)at = list_of(arena, field->name, "second");
		else
			fail_msg("member '%s' is of a type that notes do not have", field->name);
	}
}

static void
every_member_comes_back(void **state)
{
	(void)state;
	static const enum record_kind kinds[] = {
	    [NOTE_REQUEST] = RECORD_ARTICLE,
	    [NOTE_OUTCOME] = RECORD_OUTCOME,
	    [NOTE_END] = RECORD_END,
	};
	struct arena arena;
	struct buf out, wanted, got;
	arena_init(&arena, 1u << 20);
	buf_init(&out, 1u << 16);
	buf_init(&wanted, 1u << 16);
	buf_init(&got, 1u << 16);
	for (int i = NOTE_REQUEST; i <= NOTE_END; i++) {
		struct record record = {.kind = kinds[i]}, copy;
		enum note_kind kind;
		if (i != NOTE_END)
			fill(&arena, &fields_visit, (char *)&record.visit);
		if (i != NOTE_REQUEST)
			fill(&arena, fields_of_kind[kinds[i]], (char *)&record.outcome);
		buf_reset(&out);
		assert_true(note_write(&out, (enum note_kind)i, &record));
		assert_true(note_read(&arena, buf_str(&out), &kind, &copy));
		assert_int_equal(kind, i);
		buf_reset(&wanted);
		buf_reset(&got);
		assert_true(record_write(&record, &wanted));
		assert_true(record_write(&copy, &got));
		assert_string_equal(got.ptr, wanted.ptr);
	}
	buf_clear(&out);
	buf_clear(&wanted);
	buf_clear(&got);
	arena_clear(&arena);
}

static const struct row {
	const char *name;
	struct str body;
	bool is_note;
	const char *url; /* of the visit */
	int depth;
} rows[] = {
    {"line feeds alone, other letters",
	STR_INIT("Winnow-Record:request\nurl:http://a/\ndepth: 3\n"), true, "http://a/", 3},
    {"no line end at the end", STR_INIT("winnow-record: request\r\nurl: http://a/"), true,
	"http://a/", 0},
    {"members that nobody knows",
	STR_INIT("winnow-record: request\r\nnew: x\r\nurl: http://a/\r\n"), true, "http://a/", 0},
    {"members of another kind", STR_INIT("winnow-record: request\r\noutcome: x\r\nin: y\r\n"), true,
	NULL, 0},
    {"an empty value", STR_INIT("winnow-record: request\r\nurl:\r\n"), true, NULL, 0},
    {"a kind that nobody knows", STR_INIT("winnow-record: article\r\nurl: http://a/\r\n"), false,
	NULL, 0},
    {"someone else's fields", STR_INIT("via: http://a/\r\nhopsFromSeed: L\r\n"), false, NULL, 0},
    {"the first line is another", STR_INIT("url: http://a/\r\nwinnow-record: request\r\n"), false,
	NULL, 0},
    {"a number that is none", STR_INIT("winnow-record: request\r\ndepth: many\r\n"), false, NULL,
	0},
    {"a number too large", STR_INIT("winnow-record: request\r\ndepth: 2147483648\r\n"), false, NULL,
	0},
    {"not UTF-8", STR_INIT("winnow-record: request\r\nurl: http://a/\xff\r\n"), false, NULL, 0},
    {"a NUL", STR_INIT("winnow-record: request\r\nurl: http://a/\0b\r\n"), false, NULL, 0},
    {"nothing", STR_INIT(""), false, NULL, 0},
};

static void
notes_of_others_are_read_with_care(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 1u << 20);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct record record = {.kind = RECORD_RUN};
		enum note_kind kind;
		print_message("# %s\n", rows[i].name);
		bool is_note = note_read(&arena, rows[i].body, &kind, &record);
		assert_int_equal(is_note, rows[i].is_note);
		assert_int_equal(record.kind, is_note ? RECORD_ARTICLE : RECORD_RUN);
		assert_true(str_eq(record.visit.url, str_from(rows[i].url)));
		assert_int_equal(record.visit.depth, rows[i].depth);
	}
	arena_clear(&arena);
}

static void
single_fields_are_found(void **state)
{
	(void)state;
	const struct str body =
	    STR("software: winnow-fetch/0.1.0\r\nwinnow-run: id\r\nWinnow-Run: 2\r\nempty:\r\n");
	assert_true(str_eq(note_field(body, STR("Winnow-run")), STR("id")));
	assert_true(str_eq(note_field(body, STR("software")), STR("winnow-fetch/0.1.0")));
	assert_int_equal(note_field(body, STR("empty")).len, 0);
	assert_null(note_field(body, STR("winnow")).ptr);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(notes_are_written_to_the_letter),
	    cmocka_unit_test(every_member_comes_back),
	    cmocka_unit_test(notes_of_others_are_read_with_care),
	    cmocka_unit_test(single_fields_are_found),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
