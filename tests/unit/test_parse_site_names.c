/* SPDX-License-Identifier: MIT */
/* test_parse_site_names.c - names that people gave are told from those that tools made */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "parse/site_names.h"

static const struct {
	const char *name;
	enum site_name judgement;
} cases[] = {
    {"article-body", SITE_NAME_GIVEN},
    {"articleBody", SITE_NAME_GIVEN},
    {"ArticleTitle", SITE_NAME_GIVEN},
    {"post__title", SITE_NAME_GIVEN},
    {"entry", SITE_NAME_GIVEN},
    {"zhengwen", SITE_NAME_GIVEN},
    {"art-tit", SITE_NAME_GIVEN},
    {"TRS_Editor", SITE_NAME_GIVEN},
    {"text-article", SITE_NAME_GIVEN},
    {"yy", SITE_NAME_GIVEN},
    {"ctnr", SITE_NAME_GIVEN}, /* too short to tell */
    {"text", SITE_NAME_LOOKS},
    {"clearfix", SITE_NAME_LOOKS},
    {"fl", SITE_NAME_LOOKS},
    {"col-right", SITE_NAME_LOOKS},
    {"wrapperInner", SITE_NAME_LOOKS},
    {"post-12345", SITE_NAME_MADE},
    {"h1", SITE_NAME_MADE},
    {"col-md-8", SITE_NAME_MADE},
    {"css-1x2y3z", SITE_NAME_MADE},
    {"css-abcdef", SITE_NAME_MADE},
    {"sc-bdVaJa", SITE_NAME_MADE},
    {"title__hQzXwk", SITE_NAME_MADE},
    {"Article_title__2hZ3x", SITE_NAME_MADE},
    {"iVcn", SITE_NAME_MADE},
    {"VZTD", SITE_NAME_MADE},
    {"xkcdqrt", SITE_NAME_MADE},
    {"is-open", SITE_NAME_MADE},
    {"nav-active", SITE_NAME_MADE},
    {"menuCurrent", SITE_NAME_MADE},
    {"js-share", SITE_NAME_MADE},
    {"a", SITE_NAME_MADE},
    {"", SITE_NAME_MADE},
    {"-x", SITE_NAME_MADE},
    {"md:flex", SITE_NAME_MADE},
    {"\xE6\xAD\xA3\xE6\x96\x87", SITE_NAME_MADE},
    {"a-name-that-is-longer-than-any-that-people-would-give", SITE_NAME_MADE},
};

static void
names_are_judged(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (site_name_judge(str_from(cases[i].name)) != cases[i].judgement)
			fail_msg("'%s' is not %d", cases[i].name, (int)cases[i].judgement);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(names_are_judged),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
