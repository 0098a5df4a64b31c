/* SPDX-License-Identifier: MIT */
/* rules.c - which lines are boilerplate: the rules that apply where a line stands */
#include "normalize/rules.h"

#include "lib/limits.h"
#include "lib/mem.h"
#include "normalize/rules_table.h"

struct rules *
rules_new(void)
{
	struct rules *rules = mem_alloc(sizeof *rules);
	arena_init(&rules->arena, LIMIT_RECORD_BYTES);
	rules->reading = digest_new();
	rules->phrases = phrases_new();
	rules->literals = literals_new();
	return rules;
}

void
rules_free(struct rules *rules)
{
	char unused[DIGEST_LEN + 1];
	if (!rules)
		return;
	for (size_t i = 0; i < rules->n_matchers; i++)
		pattern_free(rules->matchers[i].pattern);
	if (rules->reading)
		digest_free(rules->reading, unused);
	phrases_free(rules->phrases);
	literals_free(rules->literals);
	mem_free(rules->matchers);
	mem_free(rules->needs);
	mem_free(rules->first_need);
	arena_clear(&rules->arena);
	mem_free(rules);
}

struct str
rules_digest(const struct rules *rules)
{
	return rules->digest;
}

static bool
is_below(struct str host, struct str site)
{
	return str_eq(host, site) || (host.len > site.len && str_ends(host, site) &&
					 host.ptr[host.len - site.len - 1] == '.');
}

/* A profile's rules are for the hosts whose most specific profile it is. */
static bool
is_on_site(const struct rules *rules, const struct rule *rule, struct str host)
{
	if (rule->profile)
		return profiles_find(rules->profiles, host) == rule->profile;
	for (size_t i = 0; i < rule->sites.n; i++)
		if (is_below(host, rule->sites.items[i]))
			return true;
	return rule->sites.n == 0;
}

static bool
applies(const struct rules *rules, const struct rule *rule, const struct rules_place *place)
{
	bool section = rule->sections.n == 0;
	for (size_t i = 0; i < rule->sections.n && !section; i++)
		section = str_find(place->section, rule->sections.items[i]) != STR_NOT_FOUND;
	return section && is_on_site(rules, rule, place->host);
}

/* A line on its way through the rules. */
struct search {
	struct rules *rules;
	const struct rules_place *place;
	struct str line;
	const struct matcher *found;
};

static bool
accept(void *state, uint32_t owner)
{
	const struct search *search = state;
	return applies(search->rules, search->rules->matchers[owner].rule, search->place);
}

static bool
try_pattern(struct search *search, struct matcher *matcher)
{
	struct pattern_span span;
	struct rules *rules = search->rules;
	if (matcher->tried == rules->n_lines || !applies(rules, matcher->rule, search->place))
		return false;
	matcher->tried = rules->n_lines;
	enum pattern_result result = pattern_find(matcher->pattern, search->line, 0, &span);
	if (result == PATTERN_GAVE_UP && !matcher->gave_up) {
		matcher->gave_up = true;
		*ARENA_PUSH(&rules->arena, &rules->gave_up) = matcher->rule->id;
	}
	return result == PATTERN_FOUND;
}

static bool
try_patterns(void *state, uint32_t literal, size_t from, size_t to)
{
	struct search *search = state;
	(void)from;
	(void)to;
	for (uint32_t i = search->rules->first_need[literal]; i != NO_NEED;
	     i = search->rules->needs[i].next) {
		struct matcher *matcher = &search->rules->matchers[search->rules->needs[i].matcher];
		if (try_pattern(search, matcher)) {
			search->found = matcher;
			return false;
		}
	}
	return true;
}

bool
rules_match(
    struct rules *rules, const struct rules_place *place, struct str line, struct rules_hit *hit)
{
	uint32_t owner;
	struct search search = {rules, place, line, NULL};
	rules->n_lines++;
	if (phrases_match(rules->phrases, line, accept, &search, &owner))
		search.found = &rules->matchers[owner];
	else if (line.len <= PATTERN_LINE_MAX)
		literals_search(rules->literals, line, try_patterns, &search);
	if (!search.found)
		return false;
	hit->name = search.found->name;
	hit->disclaimer = search.found->rule->disclaimer;
	return true;
}

bool
rules_keeps_section(const struct rules *rules, const struct rules_place *place)
{
	for (size_t i = 0; i < rules->keepers.n; i++) {
		const struct rule *rule = rules->keepers.items[i];
		for (size_t j = 0; j < rule->keep_sections.n; j++)
			if (str_eq(rule->keep_sections.items[j], place->section) &&
			    is_on_site(rules, rule, place->host))
				return true;
	}
	return false;
}

const struct str_list *
rules_names(const struct rules *rules)
{
	return &rules->names;
}

/* A host that the rule is for; of "*.DOMAIN" a nameless one below it. */
static struct str
host_of(const struct rule *rule)
{
	if (!rule->profile)
		return rule->sites.n > 0 ? rule->sites.items[0] : STR("");
	struct str host = rule->profile->hosts.items[0].name;
	return str_starts(host, STR("*.")) ? str_slice(host, 1, host.len) : host;
}

static bool
test_line(struct rules *rules, const struct rule *rule, struct str line, bool goes)
{
	struct rules_hit hit;
	struct rules_place place = {
	    host_of(rule), rule->sections.n > 0 ? rule->sections.items[0] : STR("")};
	bool taken = rules_match(rules, &place, line, &hit);
	/* Another rule may take a line that this one must keep; a test must be taken by its own. */
	bool own = taken && str_starts(hit.name, rule->id) &&
		   (hit.name.len == rule->id.len || hit.name.ptr[rule->id.len] == ':');
	return goes ? own : !own;
}

bool
rules_test(struct rules *rules, struct buf *report, size_t *n_tests)
{
	size_t failed = 0;
	*n_tests = 0;
	for (size_t i = 0; i < rules->list.n; i++) {
		const struct rule *rule = rules->list.items[i];
		size_t n = rule->tests.n + rule->keeps.n;
		for (size_t j = 0; j < n; j++) {
			bool goes = j < rule->tests.n;
			struct str line =
			    goes ? rule->tests.items[j] : rule->keeps.items[j - rule->tests.n];
			++*n_tests;
			if (test_line(rules, rule, line, goes))
				continue;
			failed++;
			buf_addf(report, "'%.*s': rule '%.*s' must %s '%.*s'\n",
			    STR_ARGS(rule->source), STR_ARGS(rule->id), goes ? "take" : "keep",
			    STR_ARGS(line));
		}
	}
	return failed == 0;
}

const struct str_list *
rules_gave_up(const struct rules *rules)
{
	return &rules->gave_up;
}
