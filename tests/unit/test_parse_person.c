/* SPDX-License-Identifier: MIT */
/* test_parse_person.c - doctors out of the lines that name them */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "lib/arena.h"
#include "parse/person.h"
#include "tests/unit/expect.h"

static const struct row {
	const char *name, *text;
	bool found;
	const char *person, *job_title, *affiliation, *grade, *department;
} rows[] = {
    {"name, title, department, hospital, grade", "范小李 主治医师 心内科 北京大学第一医院 三甲",
	true, "范小李", "主治医师", "北京大学第一医院", "三甲", "心内科"},
    {"hospital before the title", "范小李 北京大学第一医院 主治医师", true, "范小李", "主治医师",
	"北京大学第一医院", NULL, NULL},
    {"labels", "作者：范小李　职称：主治医师　医院：北京大学第一医院（三甲）", true, "范小李",
	"主治医师", "北京大学第一医院", "三甲", NULL},
    {"a traditional title", "林美玲 主治醫師", true, "林美玲", "主治醫師", NULL, NULL, NULL},
    {"a label alone", "作者：范小李", true, "范小李", NULL, NULL, NULL, NULL},
    {"a name alone is no person yet", "范小李", false, NULL, NULL, NULL, NULL, NULL},
    {"an editor", "责任编辑：范小李", false, NULL, NULL, NULL, NULL, NULL},
    {"a source", "来源：人民健康网", false, NULL, NULL, NULL, NULL, NULL},
    {"a hospital alone", "北京大学第一医院", false, NULL, NULL, NULL, NULL, NULL},
    {"a sentence", "如果疼痛持续超过两周，建议到医院检查。", false, NULL, NULL, NULL, NULL, NULL},
    {"nothing", "", false, NULL, NULL, NULL, NULL, NULL},
};

static void
lines_name_people(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 64u << 20);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		print_message("# %s\n", rows[i].name);
		struct person person = {0};
		bool found = person_read_text(&arena, str_from(rows[i].text), &person);
		assert_int_equal(found, rows[i].found);
		if (!found)
			continue;
		expect_text(person.name, rows[i].person);
		expect_text(person.job_title, rows[i].job_title);
		expect_text(person.affiliation, rows[i].affiliation);
		expect_text(person.affiliation_grade, rows[i].grade);
		expect_text(person.department, rows[i].department);
	}
	arena_clear(&arena);
}

static void
members_are_filled(void **state)
{
	(void)state;
	struct person bare = {.name = STR("范小李")};
	struct person full = {.name = STR("别人"), .job_title = STR("主治医师")};
	assert_false(person_is_as_full(&bare, &full));
	person_fill(&bare, &full);
	expect_text(bare.name, "范小李");
	expect_text(bare.job_title, "主治医师");
	assert_true(person_is_as_full(&bare, &full));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(lines_name_people),
	    cmocka_unit_test(members_are_filled),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
