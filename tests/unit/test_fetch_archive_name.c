/* SPDX-License-Identifier: MIT */
/* test_fetch_archive_name.c - what the files of an archive are called, and which belong together */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fetch/archive_name.h"
#include "lib/mem.h"

static void
test_numbers_go_before_the_suffix(void **state)
{
	static const struct {
		const char *file;
		unsigned number;
		const char *expected;
	} table[] = {
	    {"night.warc.gz", 0, "night.warc.gz.open"},
	    {"night.warc.gz", 1, "night-00001.warc.gz.open"},
	    {"a/night.warc", 12, "a/night-00012.warc.open"},
	    {"night.gz", 3, "night-00003.gz.open"},
	    {"night", 100000, "night-100000.open"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		char *name = archive_name(table[i].file, table[i].number, ARCHIVE_OPEN);
		assert_string_equal(name, table[i].expected);
		mem_free(name);
	}
}

static void
test_kin_differ_in_digits_only(void **state)
{
	static const struct {
		const char *file, *name;
		bool expected;
	} table[] = {
	    {"night.warc.gz", "night.warc.gz", true},
	    {"night.warc.gz", "night-00002.warc.gz", true},
	    {"winnow-20261122T180003Z-001.warc.gz", "winnow-20261121T180000Z-012.warc.gz", true},
	    {"winnow-20261122T180003Z-001.warc.gz", "winnow-20261121T180000Z-2-00001.warc.gz",
		true},
	    {"night.warc.gz", "night.warc", false},
	    {"night.warc", "night.warc.gz", false},
	    {"night.warc", "nights.warc", false},
	    {"night.warc", "nigh.warc", false},
	    {"night.warc", "night-.warc", false},
	    {"night.warc", "night-1a.warc", false},
	    {"night.warc", "night7.warc", false},
	    {"a1b.warc", "ab.warc", false},
	    {"a1b.warc", "a1c.warc", false},
	    {"", "", true},
	};
	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (archive_name_is_kin(str_from(table[i].file), str_from(table[i].name)) !=
		    table[i].expected)
			fail_msg("%s, %s", table[i].file, table[i].name);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_numbers_go_before_the_suffix),
	    cmocka_unit_test(test_kin_differ_in_digits_only),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
