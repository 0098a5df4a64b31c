/* SPDX-License-Identifier: MIT */
/* test_parse_date_choice.c - which of the dates that a page gives are its article's */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "parse/date_choice.h"

#define MOST 4

struct given {
	const char *date;
	enum date_label label;
	bool stated;
};

#define STATED(date)                                                                               \
	{                                                                                          \
		date, DATE_PUBLISHED, true                                                         \
	}
#define CHANGED(date)                                                                              \
	{                                                                                          \
		date, DATE_MODIFIED, true                                                          \
	}
#define SHOWN(date)                                                                                \
	{                                                                                          \
		date, DATE_UNLABELLED, false                                                       \
	}
#define SAYS(date)                                                                                 \
	{                                                                                          \
		date, DATE_PUBLISHED, false                                                        \
	}
#define UPDATE(date)                                                                               \
	{                                                                                          \
		date, DATE_MODIFIED, false                                                         \
	}

static const struct row {
	const char *name;
	struct given given[MOST];
	const char *language, *published, *modified; /* NULL: none */
} rows[] = {
    {"nothing", {{0}}, "en", NULL, NULL},
    {"what is stated comes before what is shown", {SHOWN("2024-03-09"), STATED("2024-03-05")}, "en",
	"2024-03-05", NULL},
    {"a label comes before none", {SHOWN("2024-03-09"), SAYS("2024-03-05")}, "en", "2024-03-05",
	NULL},
    {"only an update", {UPDATE("2024-03-09")}, "en", NULL, "2024-03-09"},
    {"a stamp gives way to an earlier date that is shown",
	{STATED("2025-06-24"), CHANGED("2025-06-24"), SHOWN("2024-08-25")}, "en", "2024-08-25",
	"2025-06-24"},
    {"but not to a later one", {STATED("2024-06-24"), CHANGED("2024-06-24"), SHOWN("2024-08-25")},
	"en", "2024-06-24", "2024-06-24"},
    {"nor does a date that is no stamp",
	{STATED("2025-06-24"), CHANGED("2025-06-25"), SHOWN("2024-08-25")}, "en", "2025-06-24",
	"2025-06-25"},
    {"an earlier date that calls itself the publication",
	{STATED("2025-06-24"), CHANGED("2025-06-25"), SAYS("2024-08-25")}, "en", "2024-08-25",
	"2025-06-25"},
    {"an evening in America", {STATED("2022-05-04T00:25:56Z"), SHOWN("2022-05-03")}, "es",
	"2022-05-03", NULL},
    {"a morning in Asia", {STATED("2022-05-04T22:25:56Z"), SHOWN("2022-05-05")}, "en", "2022-05-05",
	NULL},
    {"no zone is that far", {STATED("2022-05-04T13:00:00Z"), SHOWN("2022-05-03")}, "en",
	"2022-05-04T13:00:00Z", NULL},
    {"a zone that is given is believed", {STATED("2022-05-04T00:25:56+02:00"), SHOWN("2022-05-03")},
	"de", "2022-05-04T00:25:56+02:00", NULL},
    {"midnight in winter", {STATED("2022-11-06T23:00:00Z")}, "de-DE", "2022-11-07T00:00:00+01:00",
	NULL},
    {"midnight in summer", {STATED("2022-07-06T22:00:00Z")}, "de", "2022-07-07T00:00:00+02:00",
	NULL},
    {"midnight in Beijing", {STATED("2024-06-17T16:00:00Z"), CHANGED("2024-06-18T16:00:00Z")},
	"zh-CN", "2024-06-18T00:00:00+08:00", "2024-06-19T00:00:00+08:00"},
    {"eleven at night in England", {STATED("2022-11-06T23:00:00Z")}, "en-GB",
	"2022-11-06T23:00:00Z", NULL},
    {"a state of the text before its publication", {STATED("2020-04-29"), UPDATE("2020-04-28")},
	"de", "2020-04-28", "2020-04-29"},
    {"a page that waited for its day", {STATED("2025-03-12"), CHANGED("2025-03-03")}, "en",
	"2025-03-12", "2025-03-03"},
};

static void
is_date(struct arena *arena, const char *name, const struct sighting *source,
    const struct date *date, const char *wanted)
{
	struct str got = source ? date_print(arena, date) : STR("none");
	if (!str_eq(got, str_from(wanted ? wanted : "none")))
		fail_msg("%s: got %.*s, wanted %s", name, STR_ARGS(got), wanted ? wanted : "none");
}

static void
the_articles_dates_are_chosen(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 1u << 20);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct row *row = &rows[i];
		const struct date_context context = {str_from(row->language), 0};
		struct sighting_list list = {NULL, 0};
		struct date_choice choice;
		for (size_t j = 0; j < MOST && row->given[j].date; j++) {
			struct sighting *one = ARENA_PUSH(&arena, &list);
			one->label = row->given[j].label;
			one->stated = row->given[j].stated;
			assert_true(date_read(str_from(row->given[j].date), &context, &one->date));
		}
		date_choice_make(&choice, &list, context.language);
		is_date(
		    &arena, row->name, choice.published, &choice.published_date, row->published);
		is_date(&arena, row->name, choice.modified, &choice.modified_date, row->modified);
	}
	arena_clear(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_articles_dates_are_chosen),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
