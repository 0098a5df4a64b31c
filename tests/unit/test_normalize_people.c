/* SPDX-License-Identifier: MIT */
/* test_normalize_people.c - names, job titles, hospitals, grades and departments */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "normalize/people.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

struct plain {
	const char *name, *job_title, *affiliation, *grade, *department;
};

static bool
is(struct str got, const char *wanted)
{
	return str_eq(got, str_from(wanted ? wanted : ""));
}

static void
people_are_told_apart_in_any_order(void **state)
{
	static const struct {
		struct plain in, out;
		int rank;
	} cases[] = {
	    {{"范李", "主治医师", "协和医院", "三甲", NULL},
		{"范李", "主治医师", "协和医院", "三甲", NULL}, 3},
	    {{"范李 主治医师 协和医院 三甲", NULL, NULL, NULL, NULL},
		{"范李", "主治医师", "协和医院", "三甲", NULL}, 3},
	    {{"张三 市人民医院 骨科 副主任医师", NULL, NULL, NULL, NULL},
		{"张三", "副主任医师", "市人民医院", NULL, "骨科"}, 4},
	    {{"范李主治医师", NULL, NULL, NULL, NULL}, {"范李", "主治医师", NULL, NULL, NULL}, 3},
	    {{"李四", "骨科主任医师", "协和医院（三级甲等）", NULL, NULL},
		{"李四", "主任医师", "协和医院", "三甲", "骨科"}, 5},
	    {{"王五", "主任医师 教授", NULL, NULL, NULL},
		{"王五", "主任医师、教授", NULL, NULL, NULL}, 5},
	    {{"陳大文", "主治醫師", "臺大醫院", NULL, NULL},
		{"陳大文", "主治醫師", "臺大醫院", NULL, NULL}, 3},
	    {{"作者：范李 职称：主治医师 医院：协和医院（三甲）", NULL, NULL, NULL, NULL},
		{"范李", "主治医师", "协和医院", "三甲", NULL}, 3},
	    {{"姓名: 李四 科室: 骨科", NULL, NULL, NULL, NULL}, {"李四", NULL, NULL, NULL, "骨科"},
		0},
	    {{"骨科主任医师范李", NULL, NULL, NULL, NULL}, {"范李", "主任医师", NULL, NULL, "骨科"},
		5},
	    {{"护士长王丽", NULL, NULL, NULL, NULL}, {"王丽", "护士长", NULL, NULL, NULL}, 3},
	    {{"医师张三", NULL, NULL, NULL, NULL}, {"张三", "医师", NULL, NULL, NULL}, 2},
	    {{"技师学院", NULL, NULL, NULL, NULL}, {"技师学院", NULL, NULL, NULL, NULL}, 0},
	    {{"教授解惑团队", NULL, NULL, NULL, NULL}, {"教授解惑团队", NULL, NULL, NULL, NULL}, 0},
	    {{"来源：健康报", NULL, NULL, NULL, NULL}, {"来源：健康报", NULL, NULL, NULL, NULL}, 0},
	    {{"北京大学第三医院", NULL, NULL, NULL, NULL},
		{"北京大学第三医院", NULL, NULL, NULL, NULL}, 0},
	    {{"赵六", "药师", NULL, NULL, NULL}, {"赵六", "药师", NULL, NULL, NULL}, 2},
	    {{"Jane Doe", "Health correspondent", NULL, NULL, NULL},
		{"Jane Doe", "Health correspondent", NULL, NULL, NULL}, 0},
	    {{"健康小编团队整理", NULL, NULL, NULL, NULL},
		{"健康小编团队整理", NULL, NULL, NULL, NULL}, 0},
	    {{"范李", "主治医师", "某某公司 协和医院", NULL, NULL},
		{"范李", "主治医师", "某某公司 协和医院", NULL, NULL}, 3},
	};
	struct arena arena;
	(void)state;
	arena_init(&arena, 1u << 20);
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct plain *in = &cases[i].in, *out = &cases[i].out;
		struct person person = {str_from(in->name), str_from(in->job_title),
		    str_from(in->affiliation), str_from(in->grade), str_from(in->department),
		    {NULL, 0}, 0, {NULL, 0}};
		for (int twice = 0; twice < 2; twice++) {
			people_normalize(&arena, &person);
			if (!is(person.name, out->name) || !is(person.job_title, out->job_title) ||
			    !is(person.affiliation, out->affiliation) ||
			    !is(person.affiliation_grade, out->grade) ||
			    !is(person.department, out->department) ||
			    person.job_rank != cases[i].rank)
				fail_msg("case %zu: %.*s|%.*s|%.*s|%.*s|%.*s|%d", i,
				    STR_ARGS(person.name), STR_ARGS(person.job_title),
				    STR_ARGS(person.affiliation),
				    STR_ARGS(person.affiliation_grade), STR_ARGS(person.department),
				    person.job_rank);
		}
	}
	arena_clear(&arena);
}

static void
people_keep_what_the_page_had_when_it_was_split(void **state)
{
	struct arena arena;
	struct person split = {.name = STR("范李 主治医师")}, whole = {.name = STR("范李")};
	struct person hospital = {.name = STR("北京大学第三医院")};
	(void)state;
	arena_init(&arena, 1u << 20);
	people_normalize(&arena, &split);
	people_normalize(&arena, &whole);
	people_normalize(&arena, &hospital);
	assert_true(str_eq(split.raw, STR("范李 主治医师")));
	assert_int_equal(whole.raw.len, 0);
	assert_int_equal(hospital.raw.len, 0);
	arena_clear(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(people_are_told_apart_in_any_order),
	    cmocka_unit_test(people_keep_what_the_page_had_when_it_was_split),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
