/* SPDX-License-Identifier: MIT */
/* site.c - what site profiles say to winnow-fetch: their section [fetch] */
#include "fetch/site.h"

#include <stdlib.h>
#include <string.h>

#include "lib/ascii.h"

/* A day: a longer delay would be a mistake. */
#define MOST_DELAY 86400.0

static bool
read_delay(struct str text, double *delay)
{
	char copy[32];
	char *end;
	if (text.len == 0 || text.len >= sizeof copy || !ascii_is_digit(text.ptr[0]))
		return false;
	memcpy(copy, text.ptr, text.len);
	copy[text.len] = '\0';
	double value = strtod(copy, &end);
	if (*end || !(value >= 0 && value <= MOST_DELAY))
		return false;
	*delay = value;
	return true;
}

/* "Name: value" with a token (RFC 9110 section 5.1) for a name. */
static bool
is_field(struct str text)
{
	size_t colon = str_find_char(text, ':');
	if (colon == STR_NOT_FOUND || colon == 0)
		return false;
	for (size_t i = 0; i < colon; i++)
		if (!ascii_is_alnum(text.ptr[i]) && !strchr("!#$%&'*+-.^_`|~", text.ptr[i]))
			return false;
	return true;
}

static bool
check(struct sites *sites, const struct profile *profile, struct str *why)
{
	const struct ini_entry *entry;
	double delay;
	for (size_t at = 0; (entry = profile_next(profile, "fetch", &at)) != NULL;) {
		const char *wrong = "no key of [fetch]";
		if (str_eq(entry->key, STR("delay")))
			wrong = read_delay(entry->value, &delay) ? NULL : "no number of seconds";
		else if (str_eq(entry->key, STR("header")))
			wrong = is_field(entry->value) ? NULL : "no field of a request";
		if (wrong) {
			*why = arena_printf(&sites->profiles.arena, "%.*s:%d: %s",
			    STR_ARGS(profile->path), entry->line, wrong);
			return false;
		}
	}
	return true;
}

bool
sites_load(struct sites *sites, const char *dir, struct str *why)
{
	if (!profiles_load(&sites->profiles, dir, why))
		return false;
	for (size_t i = 0; i < sites->profiles.n; i++)
		if (!check(sites, &sites->profiles.items[i], why))
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
	if (profile && !read_delay(profile_value(profile, "fetch", "delay"), &delay))
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
	for (size_t at = 0; (entry = profile_next(profile, "fetch", &at)) != NULL;)
		if (str_eq(entry->key, STR("header")))
			*ARENA_PUSH(arena, fields) = entry->value;
}
