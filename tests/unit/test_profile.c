/* SPDX-License-Identifier: MIT */
/* test_profile.c - site profiles are read, found by host, and refused with file and line */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/mem.h"
#include "lib/profile.h"
#include "lib/whole_file.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])
#define MOST_FILES   4

/* A folder with some files in it, for one test. */
struct folder {
	char path[64];
	char *files[MOST_FILES];
	size_t n;
};

static void
open_folder(struct folder *folder)
{
	folder->n = 0;
	snprintf(folder->path, sizeof folder->path, "/tmp/winnow-profile-XXXXXX");
	assert_non_null(mkdtemp(folder->path));
}

static void
add_file(struct folder *folder, const char *name, const char *text)
{
	size_t len = strlen(folder->path) + strlen(name) + 2;
	char *path = mem_alloc(len);
	snprintf(path, len, "%s/%s", folder->path, name);
	folder->files[folder->n++] = path;
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static void
close_folder(struct folder *folder)
{
	for (size_t i = 0; i < folder->n; i++) {
		unlink(folder->files[i]);
		mem_free(folder->files[i]);
	}
	rmdir(folder->path);
}

static void
the_most_specific_profile_of_a_host_is_found(void **state)
{
	static const struct {
		const char *host, *name;
	} cases[] = {
	    {"example.org", "wide"},
	    {"www.example.org", "below"},
	    {"m.example.org", "mobile"},
	    {"a.m.example.org", "star"},
	    {"a.b.m.example.org", "star"},
	    {"b.example.org", "below"},
	    {"example.net", "wide"},
	    {"www.example.net", "wide"},
	    {"badexample.org", NULL},
	    {"org", NULL},
	    {"", NULL},
	};
	struct folder folder;
	struct profiles profiles;
	struct str why;
	(void)state;
	open_folder(&folder);
	add_file(&folder, "wide.ini", "[site]\nhosts = Example.org, example.net\n");
	add_file(&folder, "mobile.ini", "[site]\nhosts = m.example.org\n");
	add_file(&folder, "star.ini", "[site]\nhosts = *.m.example.org\n");
	add_file(&folder, "below.ini", "[site]\nhosts = *.EXAMPLE.org\n");
	assert_true(profiles_load(&profiles, folder.path, &why));
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct profile *found = profiles_find(&profiles, str_from(cases[i].host));
		if (cases[i].name)
			assert_true(found && str_eq(found->name, str_from(cases[i].name)));
		else
			assert_null(found);
	}
	profiles_clear(&profiles);
	close_folder(&folder);
}

static void
profile_gives_the_entries_of_a_section_with_their_lines(void **state)
{
	struct folder folder;
	struct profiles profiles;
	struct str why;
	const struct ini_entry *entry;
	size_t at = 0;
	(void)state;
	open_folder(&folder);
	add_file(&folder, "a.ini",
	    "; comment\n[site]\nhosts = h\n\n[parse]\ntitle = h1 ; not a comment\n"
	    "remove = .a\n   .b:not(.c)\n[other]\nx = 1\n[parse]\nbody = #content\n");
	assert_true(profiles_load(&profiles, folder.path, &why));
	const struct profile *profile = profiles_find(&profiles, STR("h"));
	static const struct {
		const char *key, *value;
		int line;
	} wanted[] = {
	    {"title", "h1 ; not a comment", 6},
	    {"remove", ".a", 7},
	    {"remove", ".b:not(.c)", 8},
	    {"body", "#content", 12},
	};
	for (size_t i = 0; i < COUNT(wanted); i++) {
		entry = profile_next(profile, "parse", &at);
		assert_non_null(entry);
		assert_true(str_eq(entry->key, str_from(wanted[i].key)));
		assert_true(str_eq(entry->value, str_from(wanted[i].value)));
		assert_int_equal(entry->line, wanted[i].line);
	}
	assert_null(profile_next(profile, "parse", &at));
	assert_true(str_eq(profile_value(profile, "parse", "remove"), STR(".a")));
	assert_null(profile_value(profile, "parse", "nothing").ptr);
	profiles_clear(&profiles);
	close_folder(&folder);
}

static void
a_line_with_a_nul_is_refused_and_not_read_up_to_it(void **state)
{
	static const char text[] = "[site]\nhosts = h\n[parse]\ntitle = h1\0, h2\n";
	struct folder folder;
	struct profiles profiles;
	struct str why;
	char path[600];
	(void)state;
	open_folder(&folder);
	add_file(&folder, "a.ini", "");
	snprintf(path, sizeof path, "%s/a.ini", folder.path);
	assert_true(whole_file_replace(path, (struct str){text, sizeof text - 1}));
	assert_false(profiles_load(&profiles, folder.path, &why));
	assert_true(str_find(why, STR("a.ini:4: no text")) != STR_NOT_FOUND);
	profiles_clear(&profiles);
	close_folder(&folder);
}

static void
profile_is_refused_with_file_and_line(void **state)
{
	static char long_line[9000];
	static const struct {
		const char *text, *reason;
	} cases[] = {
	    {"[site]\nhosts = h\nnonsense\n", "a.ini:3: neither"},
	    {"[site]\nname = x\n", "no hosts"},
	    {"", "no hosts"},
	    {long_line, "a.ini:1: too long"},
	};
	(void)state;
	memset(long_line, 'a', sizeof long_line - 1);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct folder folder;
		struct profiles profiles;
		struct str why;
		open_folder(&folder);
		add_file(&folder, "a.ini", cases[i].text);
		assert_false(profiles_load(&profiles, folder.path, &why));
		assert_true(str_find(why, str_from(cases[i].reason)) != STR_NOT_FOUND);
		assert_true(str_find(why, STR("a.ini")) != STR_NOT_FOUND);
		profiles_clear(&profiles);
		close_folder(&folder);
	}
}

static void
profiles_must_not_claim_one_host_twice(void **state)
{
	struct folder folder;
	struct profiles profiles;
	struct str why;
	(void)state;
	open_folder(&folder);
	add_file(&folder, "a.ini", "[site]\nhosts = h\n");
	add_file(&folder, "b.ini", "[site]\nhosts = g h\n");
	assert_false(profiles_load(&profiles, folder.path, &why));
	assert_true(str_find(why, STR("both claim host 'h'")) != STR_NOT_FOUND);
	profiles_clear(&profiles);
	close_folder(&folder);
}

static void
one_file_is_read_whatever_its_name_and_hosts(void **state)
{
	struct folder folder;
	struct arena arena;
	struct profile profile;
	struct str why;
	(void)state;
	open_folder(&folder);
	add_file(&folder, "draft", "[site]\nhosts = A b\n  *.c\n[parse]\ntitle = h1\n");
	add_file(&folder, "none.ini", "[parse]\ntitle = h1\n");
	arena_init(&arena, 1u << 20);
	assert_true(profile_read(&arena, str_from(folder.files[0]), &profile, &why));
	assert_true(str_eq(profile.name, STR("draft")));
	assert_int_equal(profile.hosts.n, 3);
	assert_int_equal(profile_host(&profile, STR("a"))->line, 2);
	assert_int_equal(profile_host(&profile, STR("*.c"))->line, 3);
	assert_null(profile_host(&profile, STR("c")));
	assert_true(profile_read(&arena, str_from(folder.files[1]), &profile, &why));
	assert_true(str_eq(profile.name, STR("none")));
	assert_int_equal(profile.hosts.n, 0);
	assert_false(profile_read(&arena, STR("/nonexistent"), &profile, &why));
	assert_true(str_eq(profile.name, STR("none"))); /* as it was */
	arena_clear(&arena);
	close_folder(&folder);
}

static void
profiles_of_no_folder_are_none_and_of_a_missing_one_an_error(void **state)
{
	struct profiles profiles;
	struct str why;
	(void)state;
	assert_true(profiles_load(&profiles, NULL, &why));
	assert_null(profiles_find(&profiles, STR("h")));
	profiles_clear(&profiles);
	assert_false(profiles_load(&profiles, "/nonexistent", &why));
	assert_true(str_find(why, STR("/nonexistent")) != STR_NOT_FOUND);
	profiles_clear(&profiles);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_most_specific_profile_of_a_host_is_found),
	    cmocka_unit_test(profile_gives_the_entries_of_a_section_with_their_lines),
	    cmocka_unit_test(profile_is_refused_with_file_and_line),
	    cmocka_unit_test(a_line_with_a_nul_is_refused_and_not_read_up_to_it),
	    cmocka_unit_test(profiles_must_not_claim_one_host_twice),
	    cmocka_unit_test(one_file_is_read_whatever_its_name_and_hosts),
	    cmocka_unit_test(profiles_of_no_folder_are_none_and_of_a_missing_one_an_error),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
