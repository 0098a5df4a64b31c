/* SPDX-License-Identifier: MIT */
/* scope.c - which URLs the site profiles let in: the keys of their section [scope] */
#include "lib/scope.h"

#include "lib/limits.h"
#include "lib/mem.h"
#include "lib/pattern.h"
#include "lib/profile_keys.h"
#include "lib/profile_value.h"
#include "lib/url.h"

#define SECTION "scope"

struct rule {
	const struct profile *profile;
	struct pattern *pattern;
	bool follows; /* or is ignored */
};

struct bounds {
	const struct profile *profile;
	int64_t shortest, longest; /* seconds between two visits */
};

struct scopes {
	const struct profiles *profiles;
	struct bounds *bounds;
	size_t n_bounds;
	struct rule *rules;
	size_t n;
};

static void
add_bounds(struct scopes *scopes, const struct profile *profile, struct str value)
{
	struct bounds bounds = {.profile = profile};
	if (!profile_read_intervals(value, &bounds.shortest, &bounds.longest))
		return; /* cannot be: it was checked */
	scopes->bounds =
	    mem_resize(scopes->bounds, (scopes->n_bounds + 1) * sizeof *scopes->bounds);
	scopes->bounds[scopes->n_bounds++] = bounds;
}

static void
add_rule(struct scopes *scopes, struct arena *arena, const struct profile *profile,
    const struct ini_entry *entry)
{
	struct str why;
	bool follows = str_eq(entry->key, STR("follow"));
	struct pattern *pattern = pattern_new(arena, entry->value, false, &why);
	scopes->rules = mem_resize(scopes->rules, (scopes->n + 1) * sizeof *scopes->rules);
	scopes->rules[scopes->n++] = (struct rule){profile, pattern, follows};
}

static void
add_profile(struct scopes *scopes, struct arena *arena, const struct profile *profile)
{
	const struct ini_entry *entry;
	for (size_t at = 0; (entry = profile_next(profile, SECTION, &at)) != NULL;) {
		enum profile_value value = profile_key_find(entry->section, entry->key)->value;
		if (value == PROFILE_PATTERN)
			add_rule(scopes, arena, profile, entry);
		else if (value == PROFILE_INTERVALS)
			add_bounds(scopes, profile, entry->value);
	}
}

struct scopes *
scope_new(struct arena *arena, const struct profiles *profiles, struct str *why)
{
	for (size_t i = 0; i < profiles->n; i++)
		if (!profile_check_section(arena, &profiles->items[i], SECTION, why))
			return NULL;
	struct scopes *scopes = mem_alloc(sizeof *scopes);
	scopes->profiles = profiles;
	for (size_t i = 0; i < profiles->n; i++)
		add_profile(scopes, arena, &profiles->items[i]);
	return scopes;
}

void
scope_free(struct scopes *scopes)
{
	for (size_t i = 0; i < scopes->n; i++)
		pattern_free(scopes->rules[i].pattern);
	mem_free(scopes->rules);
	mem_free(scopes->bounds);
	mem_free(scopes);
}

static bool
fits_rules(const struct scopes *scopes, const struct profile *profile, struct str url)
{
	bool must_follow = false, follows = false;
	for (size_t i = 0; i < scopes->n; i++) {
		const struct rule *rule = &scopes->rules[i];
		struct pattern_span span;
		if (rule->profile != profile)
			continue;
		bool found = pattern_find(rule->pattern, url, 0, &span) == PATTERN_FOUND;
		if (!rule->follows && found)
			return false;
		must_follow = must_follow || rule->follows;
		follows = follows || (rule->follows && found);
	}
	return follows || !must_follow;
}

/* The profile of a URL's host, or NULL. */
static const struct profile *
profile_of(const struct scopes *scopes, struct str text)
{
	struct arena arena;
	struct url url;
	const struct profile *profile = NULL;
	if (scopes->profiles->n == 0)
		return NULL;
	arena_init(&arena, LIMIT_RECORD_BYTES);
	if (url_join(&arena, NULL, text, &url) == URL_OK)
		profile = profiles_find(scopes->profiles, url.host);
	arena_clear(&arena);
	return profile;
}

bool
scope_lets_in(const struct scopes *scopes, struct str text, int64_t depth, int64_t most)
{
	const struct profile *profile = profile_of(scopes, text);
	unsigned long long own;
	if (profile && str_to_uint(profile_value(profile, SECTION, "depth"), &own))
		most = (int64_t)own;
	/* A start page is always wanted, whatever its address looks like. */
	return depth <= most && (!profile || depth == 0 || fits_rules(scopes, profile, text));
}

bool
scope_revisit(const struct scopes *scopes, struct str url, int64_t *shortest, int64_t *longest)
{
	const struct profile *profile = scopes->n_bounds > 0 ? profile_of(scopes, url) : NULL;
	for (size_t i = 0; profile && i < scopes->n_bounds; i++) {
		if (scopes->bounds[i].profile != profile)
			continue;
		*shortest = scopes->bounds[i].shortest;
		*longest = scopes->bounds[i].longest;
		return true;
	}
	return false;
}

bool
scope_has_revisit(const struct scopes *scopes)
{
	return scopes->n_bounds > 0;
}
