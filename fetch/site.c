/* SPDX-License-Identifier: MIT */
/* site.c - what site profiles say to winnow-fetch: their section [fetch] */
#include "fetch/site.h"

#include "lib/profile_keys.h"
#include "lib/profile_value.h"

#define SECTION "fetch"

bool
sites_load(struct sites *sites, const char *dir, struct str *why)
{
	if (!profiles_load(&sites->profiles, dir, why))
		return false;
	for (size_t i = 0; i < sites->profiles.n; i++)
		if (!profile_check_section(
			&sites->profiles.arena, &sites->profiles.items[i], SECTION, why))
			return false;
	return true;
}

void
sites_clear(struct sites *sites)
{
	profiles_clear(&sites->profiles);
}

double
sites_delay(const struct sites *sites, struct str host, double otherwise)
{
	const struct profile *profile = profiles_find(&sites->profiles, host);
	double delay = otherwise;
	if (profile && !profile_read_seconds(profile_value(profile, SECTION, "delay"), &delay))
		return otherwise;
	return delay;
}

void
sites_fields(
    const struct sites *sites, struct str host, struct arena *arena, struct str_list *fields)
{
	const struct profile *profile = profiles_find(&sites->profiles, host);
	const struct ini_entry *entry;
	if (!profile)
		return;
	for (size_t at = 0; (entry = profile_next(profile, SECTION, &at)) != NULL;)
		if (str_eq(entry->key, STR("header")))
			*ARENA_PUSH(arena, fields) = entry->value;
}
