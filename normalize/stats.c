/* SPDX-License-Identifier: MIT */
/* stats.c - which rules fire, how often, on which sites, and which never do */
#include "normalize/stats.h"

#include <stdlib.h>
#include <string.h>

#include "lib/learned.h"
#include "lib/mem.h"

#define SITES_SHOWN 5

/* How often one rule fired on one site; sorted by rule, then site. */
struct tally {
	char *rule, *site;
	unsigned long long n;
};

struct stats {
	struct tally *items;
	size_t n, cap;
};

struct stats *
stats_new(void)
{
	return mem_alloc(sizeof(struct stats));
}

void
stats_free(struct stats *stats)
{
	if (!stats)
		return;
	for (size_t i = 0; i < stats->n; i++) {
		mem_free(stats->items[i].rule);
		mem_free(stats->items[i].site);
	}
	mem_free(stats->items);
	mem_free(stats);
}

static int
compare(const struct tally *tally, struct str rule, struct str site)
{
	int order = str_compare(str_from(tally->rule), rule);
	return order != 0 ? order : str_compare(str_from(tally->site), site);
}

/* The first index whose tally is not below (rule, site). */
static size_t
find(const struct stats *stats, struct str rule, struct str site)
{
	size_t from = 0, to = stats->n;
	while (from < to) {
		size_t middle = (from + to) / 2;
		if (compare(&stats->items[middle], rule, site) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

static void
count(struct stats *stats, struct str rule, struct str site)
{
	size_t at = find(stats, rule, site);
	if (at < stats->n && compare(&stats->items[at], rule, site) == 0) {
		stats->items[at].n++;
		return;
	}
	if (stats->n == stats->cap) {
		stats->cap = stats->cap ? stats->cap * 2 : 64;
		stats->items = mem_resize(stats->items, stats->cap * sizeof *stats->items);
	}
	memmove(&stats->items[at + 1], &stats->items[at], (stats->n - at) * sizeof *stats->items);
	stats->items[at] =
	    (struct tally){mem_copy(rule.ptr, rule.len), mem_copy(site.ptr, site.len), 1};
	stats->n++;
}

void
stats_count(struct stats *stats, struct arena *arena, const struct record *record)
{
	if (record->kind != RECORD_ARTICLE)
		return;
	struct str site = learned_site(arena, record);
	for (size_t i = 0; i < record->article.removed.n; i++)
		count(stats, record->article.removed.items[i].rule, site);
}

/* All tallies of one rule. */
struct group {
	const struct tally *first;
	size_t n;
	unsigned long long total;
};

static int
compare_groups(const void *a, const void *b)
{
	const struct group *x = a, *y = b;
	if (x->total != y->total)
		return x->total < y->total ? 1 : -1;
	return strcmp(x->first->rule, y->first->rule);
}

static void
print_group(const struct group *group, struct buf *out)
{
	buf_addf(out, "%llu\t%zu\t%s\t", group->total, group->n, group->first->rule);
	for (size_t i = 0; i < group->n && i < SITES_SHOWN; i++)
		buf_addf(
		    out, "%s%s %llu", i > 0 ? ", " : "", group->first[i].site, group->first[i].n);
	buf_add_text(out, group->n > SITES_SHOWN ? ", ...\n" : "\n");
}

void
stats_print(const struct stats *stats, const struct rules *rules, struct buf *out)
{
	struct group *groups = mem_alloc((stats->n + 1) * sizeof *groups);
	size_t n = 0;
	for (size_t i = 0; i < stats->n; i++) {
		const struct tally *tally = &stats->items[i];
		if (n == 0 || strcmp(groups[n - 1].first->rule, tally->rule) != 0)
			groups[n++] = (struct group){tally, 0, 0};
		groups[n - 1].n++;
		groups[n - 1].total += tally->n;
	}
	qsort(groups, n, sizeof *groups, compare_groups);
	for (size_t i = 0; i < n; i++)
		print_group(&groups[i], out);
	mem_free(groups);
	const struct str_list *names = rules_names(rules);
	struct str empty = STR("");
	for (size_t i = 0; i < names->n; i++) {
		size_t at = find(stats, names->items[i], empty);
		bool fired =
		    at < stats->n && str_eq(str_from(stats->items[at].rule), names->items[i]);
		if (!fired && (i == 0 || !str_eq(names->items[i - 1], names->items[i])))
			buf_addf(out, "0\t0\t%.*s\t\n", STR_ARGS(names->items[i]));
	}
}
