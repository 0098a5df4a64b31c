/* SPDX-License-Identifier: MIT */
/* scope.c - which URLs the site profiles let in: the keys of their section [scope] */
#include "lib/scope.h"

#include "lib/limits.h"
#include "lib/mem.h"
#include "lib/pattern.h"
#include "lib/url.h"

struct rule {
	const struct profile *profile;
	struct pattern *pattern;
	bool follows; /* or is ignored */
};

struct scopes {
	const struct profiles *profiles;
	struct rule *rules;
	size_t n;
};

static bool
add_rule(struct scopes *scopes, struct arena *arena, const struct profile *profile,
    const struct profile_entry *entry, struct str *why)
{
	bool follows = str_eq(entry->key, STR("follow"));
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
		const struct profile_entry *entry;
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

bool
scope_lets_in(const struct scopes *scopes, struct str text, int64_t depth, int64_t most)
{
	struct arena arena;
	struct url url;
	struct str none = {NULL, 0};
	const struct profile *profile = NULL;
	arena_init(&arena, LIMIT_RECORD_BYTES);
	if (scopes->profiles->n > 0 && url_resolve(&arena, none, text, &url) == URL_OK)
		profile = profiles_find(scopes->profiles, url.host);
	unsigned long long own;
	if (profile && str_to_uint(profile_value(profile, "scope", "depth"), &own))
		most = (int64_t)own;
	/* A start page is always wanted, whatever its address looks like. */
	bool in = depth <= most && (!profile || depth == 0 || fits_rules(scopes, profile, text));
	arena_clear(&arena);
	return in;
}
