/* SPDX-License-Identifier: MIT */
/* test_profile_keys.c - what a profile may say: the table, winnow-profile(5) and the template agree
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "lib/profile_keys.h"
#include "tests/unit/expect.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

static struct arena arena;

/* The name in "[name]" or "[name NAME]", or the absent text. */
static struct str
section_in(struct str text)
{
	size_t end = str_find_char(text, ']');
	if (text.len == 0 || text.ptr[0] != '[' || end == STR_NOT_FOUND)
		return (struct str){NULL, 0};
	return profile_section(str_slice(text, 1, end));
}

/* The names of ".It Cm a , b = Ar VALUE" must be the next keys of the section. */
static void
expect_item(struct str section, struct str item, size_t *at)
{
	size_t end = str_find(item, STR(" = "));
	struct str rest = str_slice(item, 0, end == STR_NOT_FOUND ? item.len : end);
	while (rest.ptr) {
		struct str name = str_trim(str_cut(&rest, ','));
		assert_true(*at < profile_n_keys);
		assert_string_equal(
		    arena_text(&arena, name), arena_text(&arena, profile_keys[*at].name));
		assert_true(str_eq(section, profile_keys[*at].section));
		++*at;
	}
}

static void
the_manual_lists_the_table(void **state)
{
	struct str text = expect_file(&arena, "docs/man/winnow-profile.5"), section = {NULL, 0};
	size_t at = 0;
	(void)state;
	while (text.ptr) {
		struct str line = str_cut(&text, '\n');
		if (str_starts(line, STR(".Ss ")))
			section = section_in(str_slice(line, 4, line.len));
		else if (str_starts(line, STR(".Sh ")))
			section = (struct str){NULL, 0};
		else if (section.ptr && str_starts(line, STR(".It Cm ")))
			expect_item(section, str_slice(line, 7, line.len), &at);
	}
	assert_int_equal(at, profile_n_keys);
}

/* Of the template: its keys, whether they are commented out or not. */
static void
the_template_shows_every_key_once(void **state)
{
	struct str text = expect_file(&arena, "sites/example.ini"), section = {NULL, 0};
	size_t seen = 0;
	(void)state;
	while (text.ptr) {
		struct str line = str_cut(&text, '\n');
		if (str_starts(line, STR(";")))
			line = str_slice(line, 1, line.len);
		struct str begun = section_in(line);
		section = begun.ptr ? begun : section;
		size_t end = str_find(line, STR(" = "));
		if (end == STR_NOT_FOUND || line.ptr[0] == ' ')
			continue;
		assert_non_null(profile_key_find(section, str_slice(line, 0, end)));
		seen++;
	}
	assert_int_equal(seen, profile_n_keys);
}

static void
a_section_of_tests_has_a_name(void **state)
{
	static const struct {
		const char *written, *section;
		bool known;
	} cases[] = {
	    {"site", "site", true},
	    {"test one", "test", true},
	    {"test", "test", true},
	    {"testing", "testing", false},
	    {"test ", "test ", false},
	    {"Site", "Site", false},
	    {"", "", false},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str section = profile_section(str_from(cases[i].written));
		assert_string_equal(arena_text(&arena, section), cases[i].section);
		assert_int_equal(profile_has_section(section), cases[i].known);
	}
}

static void
values_are_what_their_keys_take(void **state)
{
	static const struct {
		const char *section, *key, *value, *wrong; /* NULL: nothing */
	} cases[] = {
	    {"site", "hosts", "example.org, *.example.net  xn--fiq228c.example", NULL},
	    {"site", "hosts", "127.0.0.1 [::1]", NULL},
	    {"site", "hosts", "EXAMPLE.org", NULL},
	    {"site", "hosts", "https://example.org", "'https://example.org' is no host"},
	    {"site", "hosts", "a.example b.example/x", "'b.example/x' is no host"},
	    {"site", "hosts", "*.*.example", "'*.*.example' is no host"},
	    {"site", "hosts", "*.", "'*.' is no host"},
	    {"site", "hosts", "example.org:80", "no host"},
	    {"site", "hosts", "\xE4\xB8\xAD.example", "Punycode"},
	    {"site", "start", "https://example.org/a", NULL},
	    {"site", "start", "/a", "not a valid URL"},
	    {"site", "feed", "ftp://example.org/", "http"},
	    {"fetch", "delay", "2.5", NULL},
	    {"fetch", "delay", "0", NULL},
	    {"fetch", "delay", "86401", "no number"},
	    {"fetch", "delay", "-1", "no number"},
	    {"fetch", "delay", "5s", "no number"},
	    {"fetch", "delay", "", "no number"},
	    {"fetch", "header", "Accept-Language: en", NULL},
	    {"fetch", "header", "Accept Language: en", "no field"},
	    {"fetch", "header", ": en", "no field"},
	    {"scope", "depth", "3", NULL},
	    {"scope", "depth", "three", "no whole number"},
	    {"scope", "revisit", "6h 30d", NULL},
	    {"scope", "revisit", "6h   30d", NULL},
	    {"scope", "revisit", "30d 6h", "shortest and the longest"},
	    {"scope", "revisit", "6h", "shortest and the longest"},
	    {"scope", "revisit", "6h 3y", "shortest and the longest"},
	    {"scope", "follow", "/a/\\d+$", NULL},
	    {"scope", "follow", "(", "parenthes"},
	    {"normalize", "pattern", "[a", "]"},
	    {"normalize", "literal", "", "says nothing"},
	    {"parse", "title", "((", NULL}, /* not for lib/ to judge */
	    {"parse", "title", "\xFF", "not UTF-8"},
	    {"test", "date_published", "2026-03-12", NULL},
	    {"test", "date_published", "2026-03-12T08:00:00+08:00", NULL},
	    {"test", "date_published", "", NULL},
	    {"test", "date_published", "12 March", "no date"},
	    {"test", "authors", "", NULL},
	    {"test", "page", "", "says nothing"},
	    {"test", "related", "-1", "no whole number"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct profile_key *key =
		    profile_key_find(str_from(cases[i].section), str_from(cases[i].key));
		assert_non_null(key);
		struct str wrong = profile_value_wrong(&arena, key, str_from(cases[i].value));
		if (!cases[i].wrong)
			assert_null(wrong.ptr);
		else if (str_find(wrong, str_from(cases[i].wrong)) == STR_NOT_FOUND)
			fail_msg("'%s': '%.*s'", cases[i].value, STR_ARGS(wrong));
	}
}

static void
a_section_is_refused_at_its_first_wrong_line(void **state)
{
	static struct ini_entry entries[] = {
	    {STR_INIT("scope"), STR_INIT("depth"), STR_INIT("2"), 4},
	    {STR_INIT("other"), STR_INIT("colour"), STR_INIT("red"), 5},
	    {STR_INIT("scope"), STR_INIT("ignroe"), STR_INIT("x"), 7},
	    {STR_INIT("fetch"), STR_INIT("delay"), STR_INIT("long"), 9},
	};
	const struct profile profile = {
	    .path = STR_INIT("a.ini"), .entries = {entries, COUNT(entries)}};
	struct str why;
	(void)state;
	assert_true(profile_check_section(&arena, &profile, "site", &why));
	assert_false(profile_check_section(&arena, &profile, "scope", &why));
	assert_string_equal(why.ptr, "a.ini:7: ignroe: no key of [scope] is called so");
	assert_false(profile_check_section(&arena, &profile, "fetch", &why));
	assert_string_equal(why.ptr, "a.ini:9: delay: no number of seconds");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_manual_lists_the_table),
	    cmocka_unit_test(the_template_shows_every_key_once),
	    cmocka_unit_test(a_section_of_tests_has_a_name),
	    cmocka_unit_test(values_are_what_their_keys_take),
	    cmocka_unit_test(a_section_is_refused_at_its_first_wrong_line),
	};
	arena_init(&arena, 1u << 24);
	cmocka_set_message_output(CM_OUTPUT_TAP);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_clear(&arena);
	return failed;
}
