/* SPDX-License-Identifier: MIT */
/* profile.c - site profiles: what the operator says about a site, one INI file a site */
#include "lib/profile.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/ascii.h"
#include "lib/limits.h"

#define SUFFIX ".ini"
#define BELOW  "*." /* before a host: only those below it */

static void
add_hosts(struct arena *arena, struct profile *profile, const struct ini_entry *entry)
{
	struct str value = entry->value;
	while (value.len > 0) {
		size_t end = 0;
		while (end < value.len && !ascii_is_space(value.ptr[end]) && value.ptr[end] != ',')
			end++;
		if (end > 0) {
			char *host = arena_alloc(arena, end + 1);
			for (size_t i = 0; i < end; i++)
				host[i] = ascii_lower(value.ptr[i]);
			*ARENA_PUSH(arena, &profile->hosts) =
			    (struct profile_host){{host, end}, entry->line};
		}
		value = str_slice(value, end + 1, value.len);
	}
}

/* The file's name without its folder and its ".ini". */
static struct str
name_of(struct arena *arena, struct str path)
{
	size_t from = path.len;
	while (from > 0 && path.ptr[from - 1] != '/')
		from--;
	size_t to = str_ends(path, STR(SUFFIX)) ? path.len - strlen(SUFFIX) : path.len;
	return arena_copy(arena, str_slice(path, from, to));
}

bool
profile_read(struct arena *arena, struct str path, struct profile *profile, struct str *why)
{
	struct profile read = {.path = arena_copy(arena, path), .name = name_of(arena, path)};
	const struct ini_entry *entry;
	if (!ini_read(arena, read.path.ptr, &read.entries, why))
		return false;
	for (size_t at = 0; (entry = profile_next(&read, "site", &at)) != NULL;)
		if (str_eq(entry->key, STR("hosts")))
			add_hosts(arena, &read, entry);
	*profile = read;
	return true;
}

static bool
load_one(struct profiles *set, struct profile *profile, struct str *why)
{
	if (!profile_read(&set->arena, profile->path, profile, why))
		return false;
	if (profile->hosts.n == 0)
		*why = arena_printf(&set->arena, "'%s': no hosts in [site]", profile->path.ptr);
	return profile->hosts.n > 0;
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
		profile->path = arena_printf(&set->arena, "%s/%s", dir, item->d_name);
		profile->name = name_of(&set->arena, profile->path);
	}
	closedir(folder);
	if (list.n > 0)
		qsort(list.items, list.n, sizeof *list.items, compare_names);
	set->items = list.items;
	set->n = list.n;
	return true;
}

/* The first of the first n profiles that has this very entry. */
static const struct profile *
claimant(const struct profiles *set, size_t n, struct str host)
{
	for (size_t i = 0; i < n; i++)
		if (profile_host(&set->items[i], host))
			return &set->items[i];
	return NULL;
}

static bool
hosts_are_new(struct profiles *set, size_t at, struct str *why)
{
	const struct profile *profile = &set->items[at];
	for (size_t i = 0; i < profile->hosts.n; i++) {
		struct str host = profile->hosts.items[i].name;
		const struct profile *other = claimant(set, at, host);
		if (!other)
			continue;
		*why = arena_printf(&set->arena, "'%s' and '%s' both claim host '%.*s'",
		    other->path.ptr, profile->path.ptr, STR_ARGS(host));
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
		if (!load_one(profiles, &profiles->items[i], why) ||
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

/* The profile with the entry "*.DOMAIN". */
static const struct profile *
claimant_below(const struct profiles *set, struct str domain)
{
	for (size_t i = 0; i < set->n; i++) {
		const struct profile_hosts *hosts = &set->items[i].hosts;
		for (size_t j = 0; j < hosts->n; j++)
			if (str_starts(hosts->items[j].name, STR(BELOW)) &&
			    str_eq(str_slice(hosts->items[j].name, strlen(BELOW),
				       hosts->items[j].name.len),
				domain))
				return &set->items[i];
	}
	return NULL;
}

const struct profile *
profiles_find(const struct profiles *profiles, struct str host)
{
	const struct profile *found = claimant(profiles, profiles->n, host);
	while (!found && host.len > 0) {
		size_t dot = str_find_char(host, '.');
		host = str_slice(host, dot == STR_NOT_FOUND ? host.len : dot + 1, host.len);
		found = claimant_below(profiles, host);
		if (!found)
			found = claimant(profiles, profiles->n, host);
	}
	return found;
}

const struct profile_host *
profile_host(const struct profile *profile, struct str name)
{
	for (size_t i = 0; i < profile->hosts.n; i++)
		if (str_eq(profile->hosts.items[i].name, name))
			return &profile->hosts.items[i];
	return NULL;
}

const struct ini_entry *
profile_next(const struct profile *profile, const char *section, size_t *at)
{
	struct str wanted = str_from(section);
	while (*at < profile->entries.n) {
		const struct ini_entry *entry = &profile->entries.items[(*at)++];
		if (str_eq(entry->section, wanted))
			return entry;
	}
	return NULL;
}

struct str
profile_value(const struct profile *profile, const char *section, const char *key)
{
	const struct ini_entry *entry;
	for (size_t at = 0; (entry = profile_next(profile, section, &at)) != NULL;)
		if (str_eq(entry->key, str_from(key)))
			return entry->value;
	return (struct str){NULL, 0};
}
