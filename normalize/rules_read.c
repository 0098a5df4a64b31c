/* SPDX-License-Identifier: MIT */
/* rules_read.c - rule files and the [normalize] sections of profiles into the table of rules */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/io.h"
#include "lib/limits.h"
#include "lib/mem.h"
#include "lib/unicode.h"
#include "normalize/rule_file.h"
#include "normalize/rules_table.h"

#define SUFFIX ".rules"

static uint32_t
add_matcher(struct rules *rules, const struct rule *rule, struct str name, struct pattern *pattern)
{
	rules->matchers =
	    mem_resize(rules->matchers, (rules->n_matchers + 1) * sizeof *rules->matchers);
	rules->matchers[rules->n_matchers] =
	    (struct matcher){.rule = rule, .name = name, .pattern = pattern};
	*ARENA_PUSH(&rules->arena, &rules->names) = name;
	return (uint32_t)rules->n_matchers++;
}

static const char *
add_phrase(struct rules *rules, struct rule *rule, struct str text, bool alone)
{
	struct str name =
	    arena_printf(&rules->arena, "%.*s:%.*s", STR_ARGS(rule->id), STR_ARGS(text));
	uint32_t matcher = add_matcher(rules, rule, name, NULL);
	rule->n_matchers++;
	return phrases_add(rules->phrases, text, alone, matcher)
		   ? NULL
		   : "a phrase needs a letter or digit and at most 240 bytes";
}

static void
add_need(struct rules *rules, struct str literal, uint32_t matcher)
{
	uint32_t number = literals_add(rules->literals, literal);
	if (number == rules->n_first) {
		rules->first_need =
		    mem_resize(rules->first_need, (rules->n_first + 1) * sizeof *rules->first_need);
		rules->first_need[rules->n_first++] = NO_NEED;
	}
	rules->needs = mem_resize(rules->needs, (rules->n_needs + 1) * sizeof *rules->needs);
	rules->needs[rules->n_needs] = (struct need){matcher, rules->first_need[number]};
	rules->first_need[number] = (uint32_t)rules->n_needs++;
}

static const char *
add_pattern(struct rules *rules, struct rule *rule, struct str text)
{
	struct str why;
	if (rule->needs.n == 0)
		return "a pattern needs a 'needs' line before it";
	struct str whole = arena_printf(&rules->arena, "\\A(?:%.*s)\\z", STR_ARGS(text));
	struct pattern *pattern = pattern_new(&rules->arena, whole, true, &why);
	if (!pattern)
		return why.ptr;
	uint32_t matcher = add_matcher(rules, rule, rule->id, pattern);
	for (size_t i = 0; i < rule->needs.n; i++)
		add_need(rules, rule->needs.items[i], matcher);
	rule->n_matchers++;
	return NULL;
}

enum rule_key {
	KEY_LITERAL,
	KEY_LINE,
	KEY_NEEDS,
	KEY_PATTERN,
	KEY_DISCLAIMER,
	KEY_SITE,
	KEY_SECTION,
	KEY_TEST,
	KEY_KEEP,
	KEY_KEEP_SECTION,
	KEY_N
};

/* Where a key may stand.  A profile's rule is for the profile's hosts, so it names no site. */
enum rule_home { IN_FILE = 1, IN_PROFILE = 2, IN_BOTH = IN_FILE | IN_PROFILE };

static const struct {
	struct str name;
	enum rule_home home;
} keys[KEY_N] = {
    [KEY_LITERAL] = {STR_INIT("literal"), IN_BOTH},
    [KEY_LINE] = {STR_INIT("line"), IN_BOTH},
    [KEY_NEEDS] = {STR_INIT("needs"), IN_BOTH},
    [KEY_PATTERN] = {STR_INIT("pattern"), IN_BOTH},
    [KEY_DISCLAIMER] = {STR_INIT("disclaimer"), IN_BOTH},
    [KEY_SITE] = {STR_INIT("site"), IN_FILE},
    [KEY_SECTION] = {STR_INIT("section"), IN_BOTH},
    [KEY_TEST] = {STR_INIT("test"), IN_BOTH},
    [KEY_KEEP] = {STR_INIT("keep"), IN_BOTH},
    [KEY_KEEP_SECTION] = {STR_INIT("keep-section"), IN_PROFILE},
};

/* NULL, or what is wrong with the pair. */
static const char *
take_pair(
    struct rules *rules, struct rule *rule, enum rule_home home, struct str key, struct str value)
{
	struct arena *arena = &rules->arena;
	enum rule_key which = 0;
	while (which < KEY_N && !(str_eq(key, keys[which].name) && (keys[which].home & home)))
		which++;
	value = arena_copy(arena, value);
	switch (which) {
	case KEY_LITERAL:
	case KEY_LINE:
		return add_phrase(rules, rule, value, which == KEY_LINE);
	case KEY_NEEDS:
		*ARENA_PUSH(arena, &rule->needs) = value;
		return NULL;
	case KEY_PATTERN:
		return add_pattern(rules, rule, value);
	case KEY_DISCLAIMER:
		rule->disclaimer = value;
		return NULL;
	case KEY_SITE:
		*ARENA_PUSH(arena, &rule->sites) = value;
		return NULL;
	case KEY_SECTION:
		*ARENA_PUSH(arena, &rule->sections) = value;
		return NULL;
	case KEY_TEST:
		*ARENA_PUSH(arena, &rule->tests) = value;
		return NULL;
	case KEY_KEEP:
		*ARENA_PUSH(arena, &rule->keeps) = value;
		return NULL;
	case KEY_KEEP_SECTION:
		if (rule->keep_sections.n == 0)
			*ARENA_PUSH(arena, &rules->keepers) = rule;
		*ARENA_PUSH(arena, &rule->keep_sections) = value;
		return NULL;
	case KEY_N:
		break;
	}
	return "unknown key";
}

static struct rule *
add_rule(struct rules *rules, struct str id, struct str source, int line)
{
	struct rule *rule = arena_alloc(&rules->arena, sizeof *rule);
	rule->id = arena_copy(&rules->arena, id);
	rule->source = source;
	rule->line = line;
	*ARENA_PUSH(&rules->arena, &rules->list) = rule;
	return rule;
}

static bool
is_id_new(const struct rules *rules, struct str id)
{
	for (size_t i = 0; i < rules->list.n; i++)
		if (str_eq(rules->list.items[i]->id, id))
			return false;
	return true;
}

/* What a rule of a file must have once all its lines are read. */
static const char *
check_rule(const struct rule *rule)
{
	if (rule->n_matchers == 0)
		return "the rule looks for nothing";
	return rule->tests.n == 0 ? "the rule has no 'test' line" : NULL;
}

static bool
refuse(struct rules *rules, struct str source, int line, const char *reason, struct str *why)
{
	*why = arena_printf(&rules->arena, "'%.*s' line %d: %s", STR_ARGS(source), line, reason);
	return false;
}

bool
rules_load_text(struct rules *rules, struct str source, struct str text, struct str *why)
{
	struct rule_file file = {text, 0};
	struct rule *rule = NULL;
	struct str key, value;
	enum rule_file_entry entry;
	digest_add(rules->reading, text);
	if (!unicode_is_valid(text) || (text.len > 0 && memchr(text.ptr, '\0', text.len)))
		return refuse(rules, source, 1, "not UTF-8 text", why);
	do {
		const char *wrong = NULL;
		entry = rule_file_next(&file, &key, &value);
		if (rule && (entry == RULE_FILE_ID || entry == RULE_FILE_END)) {
			wrong = check_rule(rule);
			if (wrong)
				return refuse(rules, source, rule->line, wrong, why);
		}
		if (entry == RULE_FILE_WRONG)
			wrong = "neither [id], key = value nor comment";
		else if (entry == RULE_FILE_ID && !is_id_new(rules, key))
			wrong = "a rule of this id is there already";
		else if (entry == RULE_FILE_ID)
			rule = add_rule(rules, key, source, file.line);
		else if (entry == RULE_FILE_PAIR)
			wrong = rule ? take_pair(rules, rule, IN_FILE, key, value)
				     : "a pair before the first [id]";
		if (wrong)
			return refuse(rules, source, file.line, wrong, why);
	} while (entry != RULE_FILE_END);
	return true;
}

static bool
read_file(struct rules *rules, struct str path, struct str *why)
{
	struct buf text;
	const char *reason;
	buf_init(&text, LIMIT_CONFIG_BYTES);
	bool worked = io_read_file(path.ptr, LIMIT_CONFIG_BYTES, &text, &reason);
	if (!worked) {
		*why = arena_printf(&rules->arena, "cannot read '%s': %s", path.ptr, reason);
	} else {
		worked = rules_load_text(rules, path, buf_str(&text), why);
	}
	buf_clear(&text);
	return worked;
}

static int
compare_texts(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

static void
sort(struct str_list *list)
{
	if (list->n > 0)
		qsort(list->items, list->n, sizeof *list->items, compare_texts);
}

bool
rules_load(struct rules *rules, const char *dir, struct str *why)
{
	struct str_list files = {NULL, 0};
	DIR *folder = opendir(dir);
	if (!folder) {
		*why = arena_printf(
		    &rules->arena, "cannot read rules in '%s': %s", dir, strerror(errno));
		return false;
	}
	struct dirent *item;
	while ((item = readdir(folder)) != NULL)
		if (item->d_name[0] != '.' && str_ends(str_from(item->d_name), STR(SUFFIX)))
			*ARENA_PUSH(&rules->arena, &files) =
			    arena_printf(&rules->arena, "%s/%s", dir, item->d_name);
	closedir(folder);
	sort(&files); /* the order of a folder is no order */
	for (size_t i = 0; i < files.n; i++)
		if (!read_file(rules, files.items[i], why))
			return false;
	return true;
}

bool
rules_load_profiles(struct rules *rules, const struct profiles *profiles, struct str *why)
{
	rules->profiles = profiles;
	for (size_t i = 0; i < profiles->n; i++) {
		const struct profile *profile = &profiles->items[i];
		const struct ini_entry *entry;
		struct rule *rule = NULL;
		for (size_t at = 0; (entry = profile_next(profile, "normalize", &at)) != NULL;) {
			if (!rule) {
				struct str id = arena_printf(
				    &rules->arena, "profile:%.*s", STR_ARGS(profile->name));
				rule = add_rule(rules, id, profile->path, entry->line);
				rule->profile = profile;
			}
			digest_add(rules->reading, entry->key);
			digest_add(rules->reading, entry->value);
			const char *wrong =
			    take_pair(rules, rule, IN_PROFILE, entry->key, entry->value);
			if (wrong)
				return refuse(rules, profile->path, entry->line, wrong, why);
		}
	}
	return true;
}

/* Texts on which a pattern with nested repetitions runs wild, most of all those of its needs. */
static bool
is_tame(const struct matcher *matcher)
{
	static const char *const fillers[] = {
	    "a", "1", " ", "\xe4\xb8\xad", "a1", "a ", ".", "\xef\xbc\x8c"};
	struct pattern_span span;
	struct buf text;
	bool tame = true;
	buf_init(&text, PATTERN_LINE_MAX);
	for (size_t i = 0; i < sizeof fillers / sizeof *fillers && tame; i++) {
		for (size_t j = 0; j < matcher->rule->needs.n && tame; j++) {
			buf_reset(&text);
			buf_add_str(&text, matcher->rule->needs.items[j]);
			for (int n = 0; n < 40; n++)
				buf_add_text(&text, fillers[i]);
			buf_add_text(&text, "\x01");
			tame = pattern_find(matcher->pattern, buf_str(&text), 0, &span) !=
			       PATTERN_GAVE_UP;
		}
	}
	buf_clear(&text);
	return tame;
}

bool
rules_finish(struct rules *rules, struct str *why)
{
	char digest[DIGEST_LEN + 1];
	for (size_t i = 0; i < rules->n_matchers; i++) {
		const struct matcher *matcher = &rules->matchers[i];
		if (matcher->pattern && !is_tame(matcher)) {
			*why = arena_printf(&rules->arena,
			    "'%.*s': a pattern of rule '%.*s' can take forever",
			    STR_ARGS(matcher->rule->source), STR_ARGS(matcher->rule->id));
			return false;
		}
	}
	phrases_finish(rules->phrases);
	literals_finish(rules->literals);
	digest_free(rules->reading, digest);
	rules->reading = NULL;
	rules->digest = arena_copy(&rules->arena, str_from(digest));
	sort(&rules->names);
	return true;
}
