/* SPDX-License-Identifier: MIT */
/* scope.c - which URLs the site profiles let in: the keys of their section [scope] */
#include "lib/scope.h"

#include "lib/limits.h"
#include "lib/mem.h"
#include "lib/pattern.h"
#include "lib/url.h"

#define MOST_INTERVAL 10000 /* of its unit */

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

/* "12h" or "7d": seconds. */
static bool
read_interval(struct str text, int64_t *seconds)
{
	static const struct {
		char unit;
		int seconds;
	} units[] = {{'m', 60}, {'h', 3600}, {'d', 86400}};
	unsigned long long n;
	if (text.len < 2 || !str_to_uint(str_slice(text, 0, text.len - 1), &n) || n < 1 ||
	    n > MOST_INTERVAL)
		return false;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		if (text.ptr[text.len - 1] == units[i].unit) {
			*seconds = (int64_t)n * units[i].seconds;
			return true;
		}
	}
	return false;
}

/* "revisit = 6h 30d" */
static bool
add_bounds(struct scopes *scopes, struct arena *arena, const struct profile *profile,
    const struct ini_entry *entry, struct str *why)
{
	struct bounds bounds = {.profile = profile};
	struct str rest = entry->value;
	struct str first = str_cut(&rest, ' ');
	if (!read_interval(first, &bounds.shortest) ||
	    !read_interval(str_trim(rest), &bounds.longest) || bounds.shortest > bounds.longest) {
		*why = arena_printf(arena,
		    "%.*s:%d: revisit takes the shortest and the longest interval, as in '6h 30d'",
		    STR_ARGS(profile->path), entry->line);
		return false;
	}
	scopes->bounds =
	    mem_resize(scopes->bounds, (scopes->n_bounds + 1) * sizeof *scopes->bounds);
	scopes->bounds[scopes->n_bounds++] = bounds;
	return true;
}

static bool
add_rule(struct scopes *scopes, struct arena *arena, const struct profile *profile,
    const struct ini_entry *entry, struct str *why)
{
	bool follows = str_eq(entry->key, STR("follow"));
	if (str_eq(entry->key, STR("revisit")))
		return add_bounds(scopes, arena, profile, entry, why);
	if (!follows && !str_eq(entry->key, STR("ignore")))
		return true;
	struct str reason;
	struct pattern *pattern = pattern_new(arena, entry->value, false, &reason);
	if (!pattern) {
		*why = arena_printf(
		    arena, "%.*s:%d: %.*s", STR_ARGS(profile->path), entry->line, STR_ARGS(reason));
		return false;
	}
	scopes->rules = mem_resize(scopes->rules, (scopes->n + 1) * sizeof *scopes->rules);
	scopes->rules[scopes->n++] = (struct rule){profile, pattern, follows};
	return true;
}

struct scopes *
scope_new(struct arena *arena, const struct profiles *profiles, struct str *why)
{
	struct scopes *scopes = mem_alloc(sizeof *scopes);
	bool worked = true;
	scopes->profiles = profiles;
	for (size_t i = 0; worked && i < profiles->n; i++) {
		const struct profile *profile = &profiles->items[i];
		const struct ini_entry *entry;
		for (size_t at = 0;
		     worked && (entry = profile_next(profile, "scope", &at)) != NULL;)
			worked = add_rule(scopes, arena, profile, entry, why);
	}
	if (worked)
		return scopes;
	scope_free(scopes);
	return NULL;
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
	if (profile && str_to_uint(profile_value(profile, "scope", "depth"), &own))
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
