/* SPDX-License-Identifier: MIT */
/* profile.c - site profiles: what the operator says about a site, one INI file a site */
#include "lib/profile.h"

#include <dirent.h>
#include <errno.h>
#include <ini.h>
#include <stdlib.h>
#include <string.h>

#include "lib/ascii.h"
#include "lib/buf.h"
#include "lib/io.h"
#include "lib/limits.h"

#define SUFFIX            ".ini"
#define CONFIG_LINE_BYTES 8192 /* one line of a profile: a long list of selectors */

/* The state of reading one file: inih asks for lines and hands back entries. */
struct reader {
	struct arena *arena;
	struct profile *profile;
	struct str rest; /* of the file */
	int line;        /* the one handed out last */
	int too_long;    /* the first line that inih cannot take, or 0 */
};

/* As fgets: one line a call, so that the count is the line that an entry stands on. */
static char *
next_line(char *out, int size, void *state)
{
	struct reader *reader = state;
	if (!reader->rest.ptr || reader->rest.len == 0)
		return NULL;
	struct str line = str_cut(&reader->rest, '\n');
	reader->line++;
	if (line.len + 2 > (size_t)size) {
		if (reader->too_long == 0)
			reader->too_long = reader->line;
		line.len = 0;
	}
	memcpy(out, line.ptr, line.len);
	out[line.len] = '\n';
	out[line.len + 1] = '\0';
	return out;
}

static void
add_hosts(struct reader *reader, struct str value)
{
	while (value.len > 0) {
		size_t end = 0;
		while (end < value.len && !ascii_is_space(value.ptr[end]) && value.ptr[end] != ',')
			end++;
		if (end > 0) {
			char *host = arena_alloc(reader->arena, end + 1);
			for (size_t i = 0; i < end; i++)
				host[i] = ascii_lower(value.ptr[i]);
			*ARENA_PUSH(reader->arena, &reader->profile->hosts) =
			    (struct str){host, end};
		}
		value = str_slice(value, end + 1, value.len);
	}
}

static int
take_entry(void *state, const char *section, const char *key, const char *value)
{
	struct reader *reader = state;
	struct profile_entry *entry = ARENA_PUSH(reader->arena, &reader->profile->entries);
	entry->section = arena_copy(reader->arena, str_from(section));
	entry->key = arena_copy(reader->arena, str_from(key));
	entry->value = arena_copy(reader->arena, str_from(value ? value : ""));
	entry->line = reader->line;
	if (strcmp(section, "site") == 0 && strcmp(key, "hosts") == 0)
		add_hosts(reader, entry->value);
	return 1;
}

/* The settings are inih's own and the same for every file. */
static int
parse_text(struct reader *reader)
{
	ini_allow_inline_comments = false; /* ';' stands in selectors and patterns */
	ini_allow_multiline = true;
	ini_use_stack = false;
	ini_max_line = CONFIG_LINE_BYTES;
	ini_initial_alloc = CONFIG_LINE_BYTES;
	return ini_parse_stream(next_line, reader, take_entry, reader);
}

static bool
read_profile(struct profiles *set, struct profile *profile, struct str *why)
{
	struct buf text;
	const char *reason;
	bool worked = false;
	buf_init(&text, LIMIT_CONFIG_BYTES);
	if (!io_read_file(profile->path.ptr, LIMIT_CONFIG_BYTES, &text, &reason)) {
		*why = arena_printf(&set->arena, "cannot read '%s': %s", profile->path.ptr, reason);
	} else {
		struct reader reader = {&set->arena, profile, buf_str(&text), 0, 0};
		int wrong = parse_text(&reader);
		if (reader.too_long > 0 && (wrong == 0 || reader.too_long < wrong))
			*why = arena_printf(&set->arena, "'%s' line %d: too long",
			    profile->path.ptr, reader.too_long);
		else if (wrong != 0)
			*why = arena_printf(&set->arena,
			    "'%s' line %d: neither [section], key = value nor comment",
			    profile->path.ptr, wrong);
		else if (profile->hosts.n == 0)
			*why = arena_printf(
			    &set->arena, "'%s': no hosts in [site]", profile->path.ptr);
		else
			worked = true;
	}
	buf_clear(&text);
	return worked;
}

static int
compare_names(const void *a, const void *b)
{
	return str_compare(((const struct profile *)a)->name, ((const struct profile *)b)->name);
}

/* The profiles of the folder, with names and paths only. */
static bool
list_folder(struct profiles *set, const char *dir, struct str *why)
{
	struct {
		struct profile *items;
		size_t n;
	} list = {NULL, 0};
	DIR *folder = opendir(dir);
	if (!folder) {
		*why = arena_printf(&set->arena, "cannot read '%s': %s", dir, strerror(errno));
		return false;
	}
	struct dirent *item;
	while ((item = readdir(folder)) != NULL) {
		struct str file = str_from(item->d_name);
		if (file.ptr[0] == '.' || !str_ends(file, STR(SUFFIX)))
			continue;
		struct profile *profile = ARENA_PUSH(&set->arena, &list);
		profile->name =
		    arena_copy(&set->arena, str_slice(file, 0, file.len - strlen(SUFFIX)));
		profile->path = arena_printf(&set->arena, "%s/%s", dir, item->d_name);
	}
	closedir(folder);
	if (list.n > 0)
		qsort(list.items, list.n, sizeof *list.items, compare_names);
	set->items = list.items;
	set->n = list.n;
	return true;
}

static const struct profile *
profile_of_host(const struct profiles *set, size_t n, struct str host)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < set->items[i].hosts.n; j++)
			if (str_eq(set->items[i].hosts.items[j], host))
				return &set->items[i];
	return NULL;
}

static bool
hosts_are_new(struct profiles *set, size_t at, struct str *why)
{
	const struct profile *profile = &set->items[at];
	for (size_t i = 0; i < profile->hosts.n; i++) {
		const struct profile *other = profile_of_host(set, at, profile->hosts.items[i]);
		if (!other)
			continue;
		*why = arena_printf(&set->arena, "'%s' and '%s' both claim host '%.*s'",
		    other->path.ptr, profile->path.ptr, STR_ARGS(profile->hosts.items[i]));
		return false;
	}
	return true;
}

bool
profiles_load(struct profiles *profiles, const char *dir, struct str *why)
{
	*profiles = (struct profiles){0};
	arena_init(&profiles->arena, LIMIT_RECORD_BYTES);
	if (!dir)
		return true;
	if (!list_folder(profiles, dir, why))
		return false;
	for (size_t i = 0; i < profiles->n; i++)
		if (!read_profile(profiles, &profiles->items[i], why) ||
		    !hosts_are_new(profiles, i, why))
			return false;
	return true;
}

void
profiles_clear(struct profiles *profiles)
{
	arena_clear(&profiles->arena);
	profiles->items = NULL;
	profiles->n = 0;
}

const struct profile *
profiles_find(const struct profiles *profiles, struct str host)
{
	while (host.len > 0) {
		const struct profile *found = profile_of_host(profiles, profiles->n, host);
		if (found)
			return found;
		size_t dot = str_find_char(host, '.');
		host = str_slice(host, dot == STR_NOT_FOUND ? host.len : dot + 1, host.len);
	}
	return NULL;
}

const struct profile_entry *
profile_next(const struct profile *profile, const char *section, size_t *at)
{
	struct str wanted = str_from(section);
	while (*at < profile->entries.n) {
		const struct profile_entry *entry = &profile->entries.items[(*at)++];
		if (str_eq(entry->section, wanted))
			return entry;
	}
	return NULL;
}

struct str
profile_value(const struct profile *profile, const char *section, const char *key)
{
	const struct profile_entry *entry;
	for (size_t at = 0; (entry = profile_next(profile, section, &at)) != NULL;)
		if (str_eq(entry->key, str_from(key)))
			return entry->value;
	return (struct str){NULL, 0};
}
