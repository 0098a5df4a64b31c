/* SPDX-License-Identifier: MIT */
/* site_check.c - site profiles looked at as a whole: what no stage would say, or say too late */
#include "parse/site_check.h"

#include "lib/limits.h"
#include "lib/profile_keys.h"
#include "parse/overrule_rules.h"
#include "parse/selector.h"
#include "parse/site_trial.h"

#define SECTION_BYTES 49 /* inih cuts the name of a section there */

/* ---- one profile ---- */

static bool
is_same_key(const struct ini_entry *a, const struct ini_entry *b)
{
	return str_eq(a->section, b->section) && str_eq(a->key, b->key);
}

/* Of a key that counts once, the entry that counts; else the entry itself. */
static const struct ini_entry *
first_of(const struct profile *profile, const struct ini_entry *entry)
{
	const struct ini_entry *first = profile->entries.items;
	while (!is_same_key(first, entry))
		first++;
	return first;
}

static void
check_value(
    struct site_findings *findings, const struct profile_key *key, const struct ini_entry *entry)
{
	struct str why = profile_value_wrong(findings->arena, key, entry->value);
	if (!why.ptr && key->value == PROFILE_SELECTOR)
		(void)selector_compile(findings->arena, entry->value, &why);
	if (why.ptr)
		site_findings_add(
		    findings, entry->line, "%.*s: %.*s", STR_ARGS(entry->key), STR_ARGS(why));
}

static void
check_entry(struct site_findings *findings, const struct profile *profile,
    const struct ini_entry *entry, struct str section)
{
	const struct profile_key *key = profile_key_find(section, entry->key);
	if (!key) {
		site_findings_add(findings, entry->line, "%.*s: no key of [%.*s] is called so",
		    STR_ARGS(entry->key), STR_ARGS(section));
		return;
	}
	check_value(findings, key, entry);
	if (!key->once)
		return;
	const struct ini_entry *first = first_of(profile, entry);
	if (first != entry)
		site_findings_add(findings, entry->line,
		    "%.*s: stands in line %d already; that one counts", STR_ARGS(entry->key),
		    first->line);
}

static void
check_section(struct site_findings *findings, const struct ini_entry *entry, struct str section)
{
	if (!profile_has_section(section))
		site_findings_add(
		    findings, entry->line, "no section is called [%.*s]", STR_ARGS(entry->section));
	else if (entry->section.len >= SECTION_BYTES)
		site_findings_add(findings, entry->line,
		    "the name of this section is too long: only [%.*s] is read",
		    STR_ARGS(entry->section));
}

/* A part of an item, without the key that says where the items are. */
static void
check_needs(struct site_findings *findings, const struct profile *profile)
{
	const struct ini_entry *entry;
	for (size_t at = 0; (entry = profile_next(profile, "parse", &at)) != NULL;) {
		size_t i = 0;
		while (i < OVERRULE_N_KEYS && !str_eq(overrule_keys[i].name, entry->key))
			i++;
		enum overrule_key needs =
		    i < OVERRULE_N_KEYS ? overrule_keys[i].needs : OVERRULE_N_KEYS;
		if (needs != OVERRULE_N_KEYS &&
		    !profile_value(profile, "parse", overrule_keys[needs].name.ptr).ptr)
			site_findings_add(findings, entry->line,
			    "%.*s: needs the key '%.*s' as well", STR_ARGS(entry->key),
			    STR_ARGS(overrule_keys[needs].name));
	}
}

/* A pattern is tried on lines with one of the needs before it. */
static void
check_patterns(struct site_findings *findings, const struct profile *profile)
{
	const struct ini_entry *entry;
	bool has_need = false;
	for (size_t at = 0; (entry = profile_next(profile, "normalize", &at)) != NULL;) {
		has_need = has_need || str_eq(entry->key, STR("needs"));
		if (!has_need && str_eq(entry->key, STR("pattern")))
			site_findings_add(
			    findings, entry->line, "pattern: needs a line 'needs' before it");
	}
}

void
site_check_profile(struct site_findings *findings, const struct profile *profile)
{
	struct str last = {NULL, 0};
	for (size_t i = 0; i < profile->entries.n; i++) {
		const struct ini_entry *entry = &profile->entries.items[i];
		struct str section = profile_section(entry->section);
		if (i == 0 || !str_eq(entry->section, last))
			check_section(findings, entry, section);
		last = entry->section;
		if (profile_has_section(section))
			check_entry(findings, profile, entry, section);
	}
	check_needs(findings, profile);
	check_patterns(findings, profile);
	if (profile->hosts.n == 0)
		site_findings_add(findings, 0, "no hosts in [site]");
}

/* ---- all profiles ---- */

/* One of the files; the profile is among the profiles when it could be read. */
struct file {
	struct str why; /* it could not be read */
	struct site_findings findings;
};

static void
check_hosts(struct file *files, const struct profiles *set)
{
	for (size_t i = 0; i < set->n; i++) {
		const struct profile_hosts *hosts = &set->items[i].hosts;
		for (size_t j = 0; j < hosts->n; j++) {
			const struct profile_host *host = &hosts->items[j], *other = NULL;
			size_t k = 0;
			for (; k <= i && !other; k++)
				other = profile_host(&set->items[k], host->name);
			if (other != host)
				site_findings_add(&files[i].findings, host->line,
				    "host '%.*s' is claimed by %.*s:%d already",
				    STR_ARGS(host->name), STR_ARGS(set->items[k - 1].path),
				    other->line);
		}
	}
}

static void
read_files(struct profiles *set, struct file *files, char *const *names)
{
	for (size_t i = 0; i < set->n; i++) {
		files[i].findings.arena = &set->arena;
		if (profile_read(&set->arena, str_from(names[i]), &set->items[i], &files[i].why))
			site_check_profile(&files[i].findings, &set->items[i]);
	}
	check_hosts(files, set);
}

static void
print_file(struct file *file, const char *name, struct io_out *out)
{
	if (file->why.ptr) {
		io_out_add(out, file->why);
		io_out_add(out, STR("\n"));
	} else {
		site_findings_print(&file->findings, str_from(name), out);
	}
}

struct site_check_counts
site_check_files(char *const *names, size_t n, struct io_out *out)
{
	struct site_check_counts counts = {0, 0};
	struct profiles set = {.n = n};
	arena_init(&set.arena, LIMIT_RECORD_BYTES);
	set.items = arena_alloc(&set.arena, n * sizeof *set.items);
	struct file *files = arena_alloc(&set.arena, n * sizeof *files);
	read_files(&set, files, names);
	for (size_t i = 0; i < n; i++) {
		if (!files[i].why.ptr)
			counts.n_tests += site_trial_run(&files[i].findings, &set, &set.items[i]);
		counts.n_findings += files[i].findings.n + (files[i].why.ptr != NULL);
		print_file(&files[i], names[i], out);
	}
	profiles_clear(&set);
	return counts;
}
