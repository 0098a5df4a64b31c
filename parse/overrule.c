/* SPDX-License-Identifier: MIT */
/* overrule.c - the section [parse] of site profiles read and compiled */
#include "parse/overrule.h"

#include "lib/url.h"
#include "parse/overrule_rules.h"

#define SECTION "parse"

/* The parts of an author are looked for on the whole page where the profile has no `authors`. */
#define NO_KEY OVERRULE_N_KEYS

const struct overrule_key_row overrule_keys[OVERRULE_N_KEYS] = {
    [OVERRULE_REMOVE] = {STR_INIT("remove"), NO_KEY, NO_KEY, false},
    [OVERRULE_BODY] = {STR_INIT("body"), NO_KEY, NO_KEY, true},
    [OVERRULE_TITLE] = {STR_INIT("title"), NO_KEY, NO_KEY, false},
    [OVERRULE_AUTHORS] = {STR_INIT("authors"), NO_KEY, NO_KEY, true},
    [OVERRULE_AUTHOR_NAME] = {STR_INIT("author_name"), OVERRULE_AUTHORS, NO_KEY, false},
    [OVERRULE_AUTHOR_JOB_TITLE] = {STR_INIT("author_job_title"), OVERRULE_AUTHORS, NO_KEY, false},
    [OVERRULE_AUTHOR_AFFILIATION] = {STR_INIT("author_affiliation"), OVERRULE_AUTHORS, NO_KEY,
	false},
    [OVERRULE_AUTHOR_GRADE] = {STR_INIT("author_grade"), OVERRULE_AUTHORS, NO_KEY, false},
    [OVERRULE_AUTHOR_DEPARTMENT] = {STR_INIT("author_department"), OVERRULE_AUTHORS, NO_KEY, false},
    [OVERRULE_DATE_PUBLISHED] = {STR_INIT("date_published"), NO_KEY, NO_KEY, false},
    [OVERRULE_DATE_MODIFIED] = {STR_INIT("date_modified"), NO_KEY, NO_KEY, false},
    [OVERRULE_SITE_NAME] = {STR_INIT("site_name"), NO_KEY, NO_KEY, false},
    [OVERRULE_DESCRIPTION] = {STR_INIT("description"), NO_KEY, NO_KEY, false},
    [OVERRULE_KEYWORDS] = {STR_INIT("keywords"), NO_KEY, NO_KEY, true},
    [OVERRULE_IMAGE] = {STR_INIT("image"), NO_KEY, NO_KEY, false},
    [OVERRULE_NEXT_PAGE] = {STR_INIT("next_page"), NO_KEY, NO_KEY, false},
    [OVERRULE_RELATED_ITEM] = {STR_INIT("related_item"), NO_KEY, NO_KEY, true},
    [OVERRULE_RELATED_TITLE] = {STR_INIT("related_title"), OVERRULE_RELATED_ITEM,
	OVERRULE_RELATED_ITEM, false},
    [OVERRULE_RELATED_URL] = {STR_INIT("related_url"), OVERRULE_RELATED_ITEM, OVERRULE_RELATED_ITEM,
	false},
    [OVERRULE_RELATED_AUTHOR] = {STR_INIT("related_author"), OVERRULE_RELATED_ITEM,
	OVERRULE_RELATED_ITEM, false},
    [OVERRULE_RELATED_TEASER] = {STR_INIT("related_teaser"), OVERRULE_RELATED_ITEM,
	OVERRULE_RELATED_ITEM, false},
    [OVERRULE_TERM_ITEM] = {STR_INIT("term_item"), NO_KEY, OVERRULE_TERM, true},
    [OVERRULE_TERM] = {STR_INIT("term"), OVERRULE_TERM_ITEM, OVERRULE_TERM_ITEM, false},
    [OVERRULE_TERM_DEFINITION] = {STR_INIT("term_definition"), OVERRULE_TERM_ITEM,
	OVERRULE_TERM_ITEM, false},
};

static enum overrule_key
find_key(struct str name)
{
	for (int i = 0; i < OVERRULE_N_KEYS; i++)
		if (str_eq(overrule_keys[i].name, name))
			return (enum overrule_key)i;
	return OVERRULE_N_KEYS;
}

static const struct overrule *
refuse(struct arena *arena, const struct profile *profile, const struct ini_entry *entry,
    struct str reason, struct str *why)
{
	*why = arena_printf(arena, "%.*s:%d: %.*s: %.*s", STR_ARGS(profile->path), entry->line,
	    STR_ARGS(entry->key), STR_ARGS(reason));
	return NULL;
}

/* The first key that lacks the one it needs; NULL when all have theirs. */
static const struct ini_entry *
find_lacking(const struct overrule *overrule, enum overrule_key *needs)
{
	const struct ini_entry *entry;
	for (size_t at = 0; (entry = profile_next(overrule->profile, SECTION, &at)) != NULL;) {
		*needs = overrule_keys[find_key(entry->key)].needs;
		if (*needs != OVERRULE_N_KEYS && !overrule->has[*needs])
			return entry;
	}
	return NULL;
}

const struct overrule *
overrule_compile(struct arena *arena, const struct profile *profile, struct str *why)
{
	struct overrule *overrule = arena_alloc(arena, sizeof *overrule);
	const struct ini_entry *entry;
	struct str reason;
	overrule->profile = profile;
	for (size_t at = 0; (entry = profile_next(profile, SECTION, &at)) != NULL;) {
		enum overrule_key key = find_key(entry->key);
		if (key == OVERRULE_N_KEYS)
			return refuse(arena, profile, entry,
			    STR("no key of [" SECTION "] is called so"), why);
		const struct selector *selector = selector_compile(arena, entry->value, &reason);
		if (!selector)
			return refuse(arena, profile, entry, reason, why);
		*ARENA_PUSH(arena, overrule) = (struct overrule_rule){key, selector};
		overrule->has[key] = true;
	}
	enum overrule_key needs;
	entry = find_lacking(overrule, &needs);
	if (!entry)
		return overrule;
	reason = arena_printf(
	    arena, "needs the key '%.*s' as well", STR_ARGS(overrule_keys[needs].name));
	return refuse(arena, profile, entry, reason, why);
}

bool
overrules_compile(struct overrules *overrules, struct arena *arena, const struct profiles *profiles,
    struct str *why)
{
	overrules->profiles = profiles;
	overrules->items = arena_alloc(arena, (profiles->n + 1) * sizeof *overrules->items);
	for (size_t i = 0; i < profiles->n; i++) {
		overrules->items[i] = overrule_compile(arena, &profiles->items[i], why);
		if (!overrules->items[i])
			return false;
	}
	return true;
}

const struct overrule *
overrules_find(const struct overrules *overrules, struct arena *arena, struct str text)
{
	struct url url;
	struct str none = {NULL, 0};
	if (!text.ptr || url_resolve(arena, none, text, &url) != URL_OK)
		return NULL;
	const struct profile *profile = profiles_find(overrules->profiles, url.host);
	return profile ? overrules->items[profile - overrules->profiles->items] : NULL;
}
