/* SPDX-License-Identifier: MIT */
/* test_fetch_media.c - the media types worth fetching */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fetch/media.h"

static const struct {
	const char *list, *type;
	bool wanted;
} cases[] = {
    {MEDIA_DEFAULT, "text/html", true},
    {MEDIA_DEFAULT, "Text/HTML; charset=utf-8", true},
    {MEDIA_DEFAULT, "text/plain", true},
    {MEDIA_DEFAULT, "application/rss+xml", true},
    {MEDIA_DEFAULT, "application/xhtml+xml;q=1", true},
    {MEDIA_DEFAULT, "application/x-gzip", true},
    {MEDIA_DEFAULT, "application/json", true},
    {MEDIA_DEFAULT, "image/svg+xml", true},
    {MEDIA_DEFAULT, "image/png", false},
    {MEDIA_DEFAULT, "application/pdf", false},
    {MEDIA_DEFAULT, "application/octet-stream", false},
    {MEDIA_DEFAULT, "video/mp4", false},
    {MEDIA_DEFAULT, NULL, true},
    {MEDIA_DEFAULT, "", true},
    {MEDIA_DEFAULT, "html", true},
    {" image/* , application/pdf", "image/png", true},
    {" image/* , application/pdf", "application/pdf", true},
    {" image/* , application/pdf", "text/html", false},
    {"*/*", "video/mp4", true},
    {"*/*+xml", "application/+xml", true},
    {"*/*+xml", "application/xml", false},
};

static void
test_wanted(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (media_is_wanted(cases[i].list, str_from(cases[i].type)) != cases[i].wanted)
			fail_msg("%s", cases[i].type ? cases[i].type : "(none)");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_wanted),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
