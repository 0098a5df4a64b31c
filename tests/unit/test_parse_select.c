/* SPDX-License-Identifier: MIT */
/* test_parse_select.c - parse/select.c: the lines that people who write profiles are shown */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "lib/arena.h"
#include "parse/select.h"

#define PAGE                                                                                       \
	"<!doctype html><head><meta name=author content=' Jane\nDoe '></head>"                     \
	"<h1 id=top class='big  red'>Back\n <b>pain</b></h1><a class=x href='/a\t1'>one</a>"       \
	"<img src=p.png alt='A back'><x-term>disc</x-term><p></p><i id='a\x1b[31m'>two</i>"

static const struct {
	const char *name, *selector, *expected;
} ROWS[] = {
    {"nothing", "h2", ""},
    {"an element with id and classes", "h1", "h1#top.big.red\tBack pain\n"},
    {"a link", "a", "a.x\tone\t/a 1\n"},
    {"an image", "img", "img\tA back\tp.png\n"},
    {"meta", "meta", "meta\tJane Doe\n"},
    {"an element of another name", "x-term", "x-term\tdisc\n"},
    {"an empty element", "p", "p\t\n"},
    {"several", "b, x-term", "b\tpain\nx-term\tdisc\n"},
    {"what steers a terminal", "i", "i#a\xEF\xBF\xBD[31m\ttwo\n"},
};

static void
matches_are_printed(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct arena arena;
		struct dom dom;
		struct str why;
		struct io_out out;
		char printed[512];
		FILE *file = tmpfile();
		assert_non_null(file);
		arena_init(&arena, 1u << 26);
		dom_build(&dom, &arena, STR(PAGE));
		io_out_fd(&out, dup(fileno(file)), "a file");
		assert_true(select_print(selector_compile(&arena, str_from(ROWS[i].selector), &why),
		    &arena, &dom, &out));
		io_out_flush(&out);
		rewind(file);
		size_t len = fread(printed, 1, sizeof printed - 1, file);
		printed[len] = '\0';
		if (strcmp(printed, ROWS[i].expected) != 0)
			print_message("# %s\n", ROWS[i].name);
		assert_string_equal(printed, ROWS[i].expected);
		io_out_close(&out);
		fclose(file);
		arena_clear(&arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(matches_are_printed),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
