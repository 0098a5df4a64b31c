/* SPDX-License-Identifier: MIT */
/* test_parse_date.c - parse/date.c: what is a date, what is none, and what it says */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/arena.h"
#include "parse/date.h"

#define NOW 1795413600 /* 2026-11-23T06:00:00Z */

static struct date_context
context_of(const char *language)
{
	return (struct date_context){str_from(language), NOW};
}

/* A text that is a date or, with NULL, none. */
static const struct {
	const char *text, *language, *expected;
} TEXTS[] = {
    {"2023-05-09 11:49:39", NULL, "2023-05-09"},
    {"2024年3月19日", NULL, "2024-03-19"},
    {"2024/7/9", NULL, "2024-07-09"},
    {"2025.01.20", NULL, "2025-01-20"},
    {"2024-03-19T20:26:27", NULL, "2024-03-19"},
    {"2024-03-19T20:26:27+08:00", NULL, "2024-03-19T20:26:27+08:00"},
    {"2024-03-19T20:26:27Z", NULL, "2024-03-19T20:26:27Z"},
    {"2024-03-19T20:26:27.123Z", NULL, "2024-03-19T20:26:27Z"},
    {"2024-03-19T20:26:27,5+0800", NULL, "2024-03-19T20:26:27+08:00"},
    {"2024-03-19T20:26Z", NULL, "2024-03-19T20:26:00Z"},
    {"2024-03-19T20:26-05:00", NULL, "2024-03-19T20:26:00-05:00"},
    {"2024-03-19 20:26:27 +0530", NULL, "2024-03-19T20:26:27+05:30"},
    {"2024-03-19 20:26:27 UTC", NULL, "2024-03-19T20:26:27Z"},
    {"2024-03-19 20:26:27 GMT+8", NULL, "2024-03-19T20:26:27+08:00"},
    {"2024-03-19 20:26 (GMT+08:00)", NULL, "2024-03-19T20:26:00+08:00"},
    {"2024-03-19 20:26 JST", NULL, "2024-03-19T20:26:00+09:00"},
    {"2024-03-19 20:26 CST", NULL, "2024-03-19"},
    {"2024-03-19 10:00-12:30", NULL, NULL},
    {"2024-3-9", NULL, "2024-03-09"},
    {"2024-03-19", NULL, "2024-03-19"},
    {"  2024-03-19\n", NULL, "2024-03-19"},
    {"20240319", NULL, "2024-03-19"},
    {"20240319202627", NULL, "2024-03-19"},
    {"20240319T202627Z", NULL, "2024-03-19T20:26:27Z"},
    {"2024-02-29", NULL, "2024-02-29"},
    {"2023-02-29", NULL, NULL},
    {"2024-13-01", NULL, NULL},
    {"2024-00-10", NULL, NULL},
    {"2024-04-31", NULL, NULL},
    {"2024-03-00", NULL, NULL},
    {"2024-03-19T25:26:27Z", NULL, "2024-03-19"},
    {"2024-03-19T20:61:27Z", NULL, "2024-03-19"},
    {"2024-03-19T23:59:60Z", NULL, "2024-03-19T23:59:59Z"},
    {"1989-12-31", NULL, NULL},
    {"1990-01-01", NULL, "1990-01-01"},
    {"2026-11-24", NULL, "2026-11-24"},
    {"2026-11-26", NULL, NULL},
    {"2030年1月1日", NULL, NULL},
    {"2026-11-23T23:59:59Z", NULL, "2026-11-23T23:59:59Z"},
    {"2024年03月19日 20:26", NULL, "2024-03-19"},
    {"2024年3月19日20时26分", NULL, "2024-03-19"},
    {"2024年3月19日 下午8:26", NULL, "2024-03-19"},
    {"2024 年 3 月 19 日", NULL, "2024-03-19"},
    {"2024年3月19号", NULL, "2024-03-19"},
    {"２０２４年３月１９日", NULL, "2024-03-19"},
    {"2024年3月19日 星期二", NULL, "2024-03-19"},
    {"2024年3月19日（星期二）", NULL, "2024-03-19"},
    {"2024-03-19（周二）10:22", NULL, "2024-03-19"},
    {"發佈於 2024年3月19日", NULL, "2024-03-19"},
    {"民國113年3月19日", NULL, "2024-03-19"},
    {"令和6年3月19日", NULL, "2024-03-19"},
    {"令和元年5月1日", NULL, "2019-05-01"},
    {"平成31年4月30日", NULL, "2019-04-30"},
    {"发布时间：2024-03-19", NULL, "2024-03-19"},
    {"发布时间: 2024-03-19 10:22:33", NULL, "2024-03-19"},
    {"时间：2024-03-19", NULL, "2024-03-19"},
    {"日期：2024/03/19", NULL, "2024-03-19"},
    {"更新于2024-03-19", NULL, "2024-03-19"},
    {"2024-03-19 发布", NULL, "2024-03-19"},
    {"发表于：2025-05-12", NULL, "2025-05-12"},
    {"昨天", NULL, NULL},
    {"3天前", NULL, NULL},
    {"2小时前", NULL, NULL},
    {"今天 10:22", NULL, NULL},
    {"刚刚", NULL, NULL},
    {"3月19日", NULL, NULL},
    {"2024年3月", NULL, NULL},
    {"2024年", NULL, NULL},
    {"03-19", NULL, NULL},
    {"作者：范李 2024-03-19", NULL, NULL},
    {"400-881-1234", NULL, NULL},
    {"2024-03-19-20", NULL, NULL},
    {"2024.1.2.3", NULL, NULL},
    {"192.168.1.20", NULL, NULL},
    {"12024-03-19", NULL, NULL},
    {"2024-03-195", NULL, NULL},
    {"", NULL, NULL},
    {"   ", NULL, NULL},
    {"2024", NULL, NULL},
    {"阅读 2024", NULL, NULL},
    {"2024년 3월 19일", NULL, "2024-03-19"},
    {"2024년3월19일 오후 8:26", NULL, "2024-03-19"},
    {"2024. 3. 19.", NULL, "2024-03-19"},
    {"2024.03.19 20:26", NULL, "2024-03-19"},
    {"입력 2024.03.19. 오후 8:26", NULL, "2024-03-19"},
    {"등록일 2024-03-19", NULL, "2024-03-19"},
    {"2024年3月19日 20時26分", NULL, "2024-03-19"},
    {"公開日：2024年3月19日", NULL, "2024-03-19"},
    {"2024年03月19日 火曜日", NULL, "2024-03-19"},
    {"2024/03/19 20:26 更新", NULL, "2024-03-19"},
    {"3일 전", NULL, NULL},
    {"3日前", NULL, NULL},
    {"March 3, 2024", NULL, "2024-03-03"},
    {"3 March 2024", NULL, "2024-03-03"},
    {"Mar 3rd, 2024", NULL, "2024-03-03"},
    {"Mar. 3, 2024", NULL, "2024-03-03"},
    {"3rd of March, 2024", NULL, "2024-03-03"},
    {"the 3rd of March 2024", NULL, "2024-03-03"},
    {"MARCH 3 2024", NULL, "2024-03-03"},
    {"march 21st 2024", NULL, "2024-03-21"},
    {"Sept. 5, 2023", NULL, "2023-09-05"},
    {"5-Sep-2023", NULL, "2023-09-05"},
    {"2023-Sep-05", NULL, "2023-09-05"},
    {"2023 September 5", NULL, "2023-09-05"},
    {"Tuesday, March 19, 2024", NULL, "2024-03-19"},
    {"Tue, 19 Mar 2024 20:26:27 +0800", NULL, "2024-03-19T20:26:27+08:00"},
    {"Tue, 19 Mar 2024 20:26:27 GMT", NULL, "2024-03-19T20:26:27Z"},
    {"Tue, 19 Mar 2024 20:26:27 EST", NULL, "2024-03-19T20:26:27-05:00"},
    {"Tue Mar 19 20:26:27 2024", NULL, "2024-03-19"},
    {"Tue Mar 19 20:26:27 UTC 2024", NULL, "2024-03-19T20:26:27Z"},
    {"Tue Mar 19 2024 20:26:27 GMT+0800 (China Standard Time)", NULL, "2024-03-19T20:26:27+08:00"},
    {"Tue Mar 19 2024 20:26:27 GMT+0800", NULL, "2024-03-19T20:26:27+08:00"},
    {"March 19, 2024 at 8:26 PM", NULL, "2024-03-19"},
    {"March 19, 2024 8:26 p.m. PDT", NULL, "2024-03-19T20:26:00-07:00"},
    {"March 19, 2024, 12:05 AM UTC", NULL, "2024-03-19T00:05:00Z"},
    {"March 19, 2024, 12:05pm UTC", NULL, "2024-03-19T12:05:00Z"},
    {"Published March 19, 2024", NULL, "2024-03-19"},
    {"Published on: March 19, 2024", NULL, "2024-03-19"},
    {"Last updated 19 March 2024", NULL, "2024-03-19"},
    {"Posted on 19/03/2024", NULL, "2024-03-19"},
    {"03/25/2024", NULL, "2024-03-25"},
    {"25/03/2024", NULL, "2024-03-25"},
    {"03/03/2024", NULL, "2024-03-03"},
    {"03/04/2024", NULL, NULL},
    {"13/13/2024", NULL, NULL},
    {"0/3/2024", NULL, NULL},
    {"February 30, 2024", NULL, NULL},
    {"2 hours ago", NULL, NULL},
    {"yesterday", NULL, NULL},
    {"March 2024", NULL, NULL},
    {"March 3", NULL, NULL},
    {"Smarch 3, 2024", NULL, NULL},
    {"May 5, 2031", NULL, NULL},
    {"By Jane Doe, March 3, 2024", NULL, NULL},
    {"03/04/2024", "en-US", "2024-03-04"},
    {"03/04/2024", "en-GB", "2024-04-03"},
    {"03/04/2024", "en", NULL},
    {"03/04/2024", "zh-CN", NULL},
    {"03/04/2024", "de", "2024-04-03"},
    {"03/04/2024", "fr-FR", "2024-04-03"},
    {"03-04-2024", "nl", "2024-04-03"},
    {"03-04-2024", "en-US", "2024-03-04"},
    {"03.04.2024", NULL, "2024-04-03"},
    {"03.04.2024", "en", "2024-04-03"},
    {"3.4.2024", "de", "2024-04-03"},
    {"3. 4. 2024", "cs", "2024-04-03"},
    {"03.04.24", "de", "2024-04-03"},
    {"03.04.24", "en", NULL},
    {"03.04.24", NULL, NULL},
    {"1.2.10", "de", NULL},
    {"25/12/2023", "en-US", "2023-12-25"},
    {"3. März 2024", "de", "2024-03-03"},
    {"3. MÄRZ 2024", "de", "2024-03-03"},
    {"03. Jänner 2024", "de", "2024-01-03"},
    {"Dienstag, 19. März 2024, 20:26 Uhr", "de", "2024-03-19"},
    {"Stand: 19.03.2024", "de", "2024-03-19"},
    {"Veröffentlicht am 19. Dez. 2023", "de", "2023-12-19"},
    {"19. Mai 2024 um 20:26 Uhr", "de", "2024-05-19"},
    {"1er mars 2024", "fr", "2024-03-01"},
    {"Publié le 19 août 2023", "fr", "2023-08-19"},
    {"Mis à jour le 19 févr. 2024 à 20h26", "fr", "2024-02-19"},
    {"19 décembre 2023", "fr", "2023-12-19"},
    {"le mardi 19 mars 2024", "fr", "2024-03-19"},
    {"19 de marzo de 2024", "es", "2024-03-19"},
    {"Publicado el 1 de septiembre del 2023", "es", "2023-09-01"},
    {"19 ene. 2024", "es", "2024-01-19"},
    {"martes, 19 de marzo de 2024", "es", "2024-03-19"},
    {"19 marzo 2024", "it", "2024-03-19"},
    {"Pubblicato il 1º giugno 2023", "it", "2023-06-01"},
    {"mercoledì 3 luglio 2024", "it", "2024-07-03"},
    {"19 gen 2024", "it", "2024-01-19"},
    {"19 de março de 2024", "pt", "2024-03-19"},
    {"Publicado em 19/03/2024 às 20h26", "pt-BR", "2024-03-19"},
    {"Atualizado em 1 de fevereiro de 2024", "pt", "2024-02-01"},
    {"19 maart 2024", "nl", "2024-03-19"},
    {"Gepubliceerd op 3 mei 2024", "nl", "2024-05-03"},
    {"dinsdag 19 mrt 2024", "nl", "2024-03-19"},
    {"19 marca 2024", "pl", "2024-03-19"},
    {"Opublikowano: 3 listopada 2023", "pl", "2023-11-03"},
    {"3 września 2023 r.", "pl", "2023-09-03"},
    {"19 paź 2023", "pl", "2023-10-19"},
    {"19 марта 2024 г.", "ru", "2024-03-19"},
    {"19 Мая 2024", "ru", "2024-05-19"},
    {"Опубликовано: 19.03.2024", "ru", "2024-03-19"},
    {"19 марта 2024, 20:26", "ru", "2024-03-19"},
    {"19 дек. 2023 года", "ru", "2023-12-19"},
    {"19 марта 2024 в 20:26 МСК", "ru", "2024-03-19"},
    {"19 березня 2024", "uk", "2024-03-19"},
    {"19 Mart 2024", "tr", "2024-03-19"},
    {"3 Ağustos 2023", "tr", "2023-08-03"},
    {"Güncelleme Tarihi: 19 Şubat 2024 Pazartesi", "tr", "2024-02-19"},
    {"Publicerad 19 mars 2024", "sv", "2024-03-19"},
    {"19 maj 2024", "sv", "2024-05-19"},
    {"19. oktober 2023", "da", "2023-10-19"},
    {"19. maaliskuuta 2024", "fi", "2024-03-19"},
    {"19. března 2024", "cs", "2024-03-19"},
    {"2024. március 19.", "hu", "2024-03-19"},
    {"19 martie 2024", "ro", "2024-03-19"},
    {"19 Agustus 2023", "id", "2023-08-19"},
    {"19 Maret 2024", "id", "2024-03-19"},
    {"ngày 19 tháng 3 năm 2024", "vi", "2024-03-19"},
    {"19 tháng 3, 2024", "vi", "2024-03-19"},
    {"19 Μαρτίου 2024", "el", "2024-03-19"},
};

static void
each_text_is_the_date_it_says_or_none(void **state)
{
	(void)state;
	struct arena arena;
	unsigned n_wrong = 0;
	arena_init(&arena, 1u << 20);
	for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
		struct date_context context = context_of(TEXTS[i].language);
		struct date date;
		struct str got = STR("none");
		if (date_read(str_from(TEXTS[i].text), &context, &date))
			got = date_print(&arena, &date);
		struct str expected = str_from(TEXTS[i].expected ? TEXTS[i].expected : "none");
		if (str_eq(got, expected))
			continue;
		print_message(
		    "# '%s': %.*s, not %.*s\n", TEXTS[i].text, STR_ARGS(got), STR_ARGS(expected));
		n_wrong++;
	}
	arena_clear(&arena);
	assert_int_equal(n_wrong, 0);
}

/* Running text, the first date in it (as written), what it means and what it reads. */
static const struct {
	const char *text, *written;
	enum date_label label;
	const char *expected;
} BYLINES[] = {
    {"作者：范李　2024-03-19 10:22　阅读 1234", "2024-03-19 10:22", DATE_UNLABELLED, "2024-03-19"},
    {"发布时间：2024-03-19 更新时间：2024-03-20", "2024-03-19", DATE_PUBLISHED, "2024-03-19"},
    {"来源：家庭医生在线 发布于2024年3月19日", "2024年3月19日", DATE_PUBLISHED, "2024-03-19"},
    {"更新于 2024/3/19 | 阅读 20", "2024/3/19", DATE_MODIFIED, "2024-03-19"},
    {"最后更新时间：2024-03-19", "2024-03-19", DATE_MODIFIED, "2024-03-19"},
    {"2024-03-19 发布 12 评论", "2024-03-19", DATE_PUBLISHED, "2024-03-19"},
    {"2024-03-19 更新于 2024-03-20", "2024-03-19", DATE_UNLABELLED, "2024-03-19"},
    {"昨天 10:22 · 2024.01.20", "2024.01.20", DATE_UNLABELLED, "2024-01-20"},
    {"会议将于2031年5月1日举行，2024年3月19日通知", "2024年3月19日", DATE_UNLABELLED, "2024-03-19"},
    {"電話 400-881-1234，日期：2024-03-19", "2024-03-19", DATE_UNLABELLED, "2024-03-19"},
    {"By Jane Doe, updated March 3rd, 2024 at 8:26 PM UTC - 5 min read",
	"March 3rd, 2024 at 8:26 PM UTC", DATE_MODIFIED, "2024-03-03T20:26:00Z"},
    {"Published: Tuesday, 19 March 2024 | Updated: 20 March 2024", "19 March 2024", DATE_PUBLISHED,
	"2024-03-19"},
    {"Medically reviewed by Dr. Smith on March 3, 2024", "March 3, 2024", DATE_MODIFIED,
	"2024-03-03"},
    {"COVID-19 March was hard; posted 2024-03-19.", "2024-03-19", DATE_PUBLISHED, "2024-03-19"},
    {"In May 2023 and on May 5, 2024", "May 5, 2024", DATE_UNLABELLED, "2024-05-05"},
    {"Version 2.4.2024.1 von 3. März 2024", "3. März 2024", DATE_UNLABELLED, "2024-03-03"},
    {"Stand: 19.03.2024, 20:26 Uhr", "19.03.2024, 20:26", DATE_MODIFIED, "2024-03-19"},
    {"Mis à jour le 19 mars 2024", "19 mars 2024", DATE_MODIFIED, "2024-03-19"},
    {"Registriert: 18.09.2008, 05:56", "18.09.2008, 05:56", DATE_OF_OTHER, "2008-09-18"},
    {"注册时间 2008-09-18", "2008-09-18", DATE_OF_OTHER, "2008-09-18"},
    {"Обновлено: 19 марта 2024 г.", "19 марта 2024", DATE_MODIFIED, "2024-03-19"},
    {"投稿日：2024年3月19日 最終更新日：2024年4月1日", "2024年3月19日", DATE_PUBLISHED,
	"2024-03-19"},
    {"입력 2024.03.19 20:26 수정 2024.03.20 10:00", "2024.03.19 20:26", DATE_PUBLISHED,
	"2024-03-19"},
    {"a2024-03-19 b 2024-03-20", "2024-03-20", DATE_UNLABELLED, "2024-03-20"},
    {"see /archive/2024/03/19/a", "2024/03/19", DATE_UNLABELLED, "2024-03-19"},
    {"3天前 阅读 2024 次", NULL, DATE_UNLABELLED, NULL},
    {"2 hours ago", NULL, DATE_UNLABELLED, NULL},
    {"20240319 12345678", NULL, DATE_UNLABELLED, NULL},
    {"血压 120/80/2024", NULL, DATE_UNLABELLED, NULL},
    {"", NULL, DATE_UNLABELLED, NULL},
};

static void
the_first_date_of_a_byline_is_found_with_its_label(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 1u << 20);
	for (size_t i = 0; i < sizeof BYLINES / sizeof *BYLINES; i++) {
		struct date_context context = context_of(NULL);
		struct date_found found;
		struct str text = str_from(BYLINES[i].text);
		bool is_there = date_find(text, &context, &found);
		if (is_there != (BYLINES[i].expected != NULL))
			fail_msg("'%s': %s", BYLINES[i].text, is_there ? "found" : "not found");
		if (!is_there)
			continue;
		struct str written = str_slice(text, found.from, found.to);
		struct str got = date_print(&arena, &found.date);
		if (!str_eq(written, str_from(BYLINES[i].written)) ||
		    !str_eq(got, str_from(BYLINES[i].expected)) || found.label != BYLINES[i].label)
			fail_msg("'%s': '%.*s' is %.*s, label %d", BYLINES[i].text,
			    STR_ARGS(written), STR_ARGS(got), (int)found.label);
	}
	arena_clear(&arena);
}

static const struct {
	const char *digits, *expected;
} EPOCHS[] = {
    {"1710851187", "2024-03-19T12:26:27Z"},
    {"1710851187123", "2024-03-19T12:26:27Z"},
    {"1995000000", NULL}, /* to come */
    {"0631152000", "1990-01-01T00:00:00Z"},
    {"0531152000", NULL}, /* before the web */
    {"171085118", NULL},
    {"17108511870", NULL},
    {"1710851187123456", NULL},
    {"-171085118", NULL},
    {"1710851187.5", NULL},
    {"", NULL},
};

static void
epochs_are_seconds_or_milliseconds(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 1u << 20);
	for (size_t i = 0; i < sizeof EPOCHS / sizeof *EPOCHS; i++) {
		struct date_context context = context_of(NULL);
		struct date date;
		bool done = date_read_epoch(str_from(EPOCHS[i].digits), &context, &date);
		if (done != (EPOCHS[i].expected != NULL) ||
		    (done && !str_eq(date_print(&arena, &date), str_from(EPOCHS[i].expected))))
			fail_msg("'%s'", EPOCHS[i].digits);
	}
	arena_clear(&arena);
}

static void
without_a_now_any_year_will_do(void **state)
{
	(void)state;
	struct date_context context = {{NULL, 0}, 0};
	struct date date;
	assert_true(date_read(STR("2031-05-01"), &context, &date));
	assert_int_equal(date.year, 2031);
}

static void
dates_compare_as_points_in_time(void **state)
{
	(void)state;
	static const struct {
		const char *a, *b;
		int expected;
	} PAIRS[] = {
	    {"2024-03-19", "2024-03-20", -1},
	    {"2024-03-20", "2024-03-19", 1},
	    {"2024-03-19", "2024-03-19", 0},
	    {"2024-03-19T08:00:00+08:00", "2024-03-19", 0},
	    {"2024-03-19T08:00:00Z", "2024-03-19T08:00:00+08:00", 1},
	};
	struct date_context context = context_of(NULL);
	for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++) {
		struct date a, b;
		assert_true(date_read(str_from(PAIRS[i].a), &context, &a));
		assert_true(date_read(str_from(PAIRS[i].b), &context, &b));
		assert_int_equal(date_compare(&a, &b), PAIRS[i].expected);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_text_is_the_date_it_says_or_none),
	    cmocka_unit_test(the_first_date_of_a_byline_is_found_with_its_label),
	    cmocka_unit_test(epochs_are_seconds_or_milliseconds),
	    cmocka_unit_test(without_a_now_any_year_will_do),
	    cmocka_unit_test(dates_compare_as_points_in_time),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
