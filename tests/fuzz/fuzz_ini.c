/* SPDX-License-Identifier: MIT */
/* fuzz_ini.c - any bytes as an INI file: as it stands, as a site profile, and its values as options
 */
#include "lib/ini.h"
#include "lib/option_value.h"
#include "lib/profile.h"
#include "lib/timestamp.h"
#include "tests/fuzz/folder.h"

#define ARENA_BYTES (64u << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static bool
is_one_line(struct str text)
{
	return text.ptr && str_find_char(text, '\n') == STR_NOT_FOUND &&
	       str_find_char(text, '\0') == STR_NOT_FOUND;
}

static size_t
count_lines(struct str text)
{
	size_t n = 0;
	for (size_t i = 0; i < text.len; i++)
		n += text.ptr[i] == '\n';
	return n + 1;
}

static void
set_option(enum option_type type, const char *text, void *value)
{
	struct option_row row = {0, "option", "VALUE", "", type, value};
	(void)!option_value_set(&row, text);
}

/* A value of any type is within what the type allows, or not taken. */
static void
read_value(const char *text)
{
	long count = 0;
	double seconds = 0, percent = 0;
	char at[TIMESTAMP_LEN + 1] = "";
	int64_t read;
	set_option(OPTION_COUNT, text, &count);
	set_option(OPTION_SECONDS, text, &seconds);
	set_option(OPTION_PERCENT, text, &percent);
	set_option(OPTION_TIME, text, at);
	assert(count >= 0 && seconds >= 0 && seconds <= 1e10);
	assert(percent >= 0 && percent <= 100);
	assert(!at[0] || timestamp_read(str_from(at), &read));
}

static void
check_entries(const struct ini_entries *entries, struct arena *arena, struct str path, size_t last)
{
	int line = 0;
	for (size_t i = 0; i < entries->n; i++) {
		const struct ini_entry *entry = &entries->items[i];
		assert(entry->line >= line && (size_t)entry->line <= last);
		assert(is_one_line(entry->section) && is_one_line(entry->key) &&
		       is_one_line(entry->value));
		line = entry->line;
		read_value(entry->value.ptr);
		const char *named = ini_path(arena, path, entry->value);
		assert(str_ends(str_from(named), entry->value));
	}
}

/* Who has hosts is found by each of them; who has none, or another's, is no profile. */
static void
check_profile(struct arena *arena, struct str path)
{
	struct profile profile;
	struct profiles set;
	struct str why = {NULL, 0};
	bool read = profile_read(arena, path, &profile, &why);
	assert(read);
	bool loaded = profiles_load(&set, folder_path, &why);
	assert(loaded == (profile.hosts.n > 0) && (loaded || why.len > 0));
	for (size_t i = 0; i < profile.hosts.n; i++)
		assert(profiles_find(&set, profile.hosts.items[i].name) == &set.items[0]);
	assert(!profiles_find(&set, STR("")) || loaded);
	profiles_clear(&set);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct str bytes = {(const char *)data, len}, why = {NULL, 0};
	struct str path = str_from(folder_write("a.ini", bytes));
	struct arena arena;
	struct ini_entries entries;
	arena_init(&arena, ARENA_BYTES);
	if (ini_read(&arena, path.ptr, &entries, &why)) {
		assert(str_find_char(bytes, '\0') == STR_NOT_FOUND);
		check_entries(&entries, &arena, path, count_lines(bytes));
		check_profile(&arena, path);
	} else {
		assert(str_find(why, path) != STR_NOT_FOUND);
	}
	arena_clear(&arena);
	return 0;
}
