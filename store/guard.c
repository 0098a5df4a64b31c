/* SPDX-License-Identifier: MIT */
/* guard.c - whether an export may go out: a site's redesign must not reach others as silence */
#include "store/guard.h"

#include <stdlib.h>

#define FEWEST_BEFORE 20
#define FEWEST_NEW    10
#define LEAST_SHARE   0.2 /* of articles with an author; below it says little */

/* A measure: the quotient of two numbers of a site (or the one number), and how much of what it
 * was before it must reach. */
static const struct measure {
	enum site_number above, minus, below;
	double least_below; /* with less below the measure says nothing */
	double least_before;
	double reach;
	int instead;       /* the measure that says what was, where this one does not */
	const char *words; /* with a number now and before */
	double unit;       /* of these numbers */
} measures[] = {
    {SITE_ARTICLES, SITE_TURNED, SITE_N_NUMBERS, 0, FEWEST_BEFORE, 0.8, 0,
	"%.*s has %.0f articles that can still be read; it had %.0f", 1},
    {SITE_LENGTH, SITE_N_NUMBERS, SITE_ARTICLES, 1, 1, 0.7, 1,
	"the articles of %.*s have %.0f bytes on average; they had %.0f", 1},
    {SITE_WITH_AUTHOR, SITE_N_NUMBERS, SITE_ARTICLES, 1, LEAST_SHARE, 0.7, 2,
	"of the articles of %.*s %.0f %% name an author; it was %.0f %%", 100},
    {SITE_NEW_LENGTH, SITE_N_NUMBERS, SITE_NEW, FEWEST_NEW, 1, 0.5, 1,
	"the new articles of %.*s have %.0f bytes on average; they had %.0f", 1},
    {SITE_NEW_WITH_AUTHOR, SITE_N_NUMBERS, SITE_NEW, FEWEST_NEW, LEAST_SHARE, 0.5, 2,
	"of the new articles of %.*s %.0f %% name an author; it was %.0f %%", 100},
};

/* False when there is too little to say it. */
static bool
value_of(const struct site_state *state, const struct measure *measure, double *out)
{
	static const struct site_state none;
	const int64_t *numbers = state ? state->numbers : none.numbers;
	double above = (double)numbers[measure->above];
	if (measure->minus != SITE_N_NUMBERS)
		above -= (double)numbers[measure->minus];
	if (measure->below == SITE_N_NUMBERS) {
		*out = above;
		return true;
	}
	double below = (double)numbers[measure->below];
	*out = below > 0 ? above / below : 0;
	return below >= measure->least_below && below > 0;
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

/* The median over the runs that say it; false when none does. */
static bool
value_before(struct str site, const struct measure *measure, const struct site_states *const *runs,
    size_t n_runs, double *out)
{
	double values[GUARD_RUNS];
	size_t n = 0;
	for (size_t i = 0; i < n_runs && i < GUARD_RUNS; i++)
		if (value_of(site_state_find(runs[i], site), measure, &values[n]))
			n++;
	if (n == 0)
		return false;
	qsort(values, n, sizeof *values, compare);
	*out = values[(n - 1) / 2];
	return true;
}

static void
judge_site(struct arena *arena, struct str site, const struct site_state *now,
    const struct site_states *const *runs, size_t n_runs, struct str_list *reasons)
{
	for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
		const struct measure *measure = &measures[i];
		double before, value;
		bool known = value_before(site, measure, runs, n_runs, &before) ||
			     value_before(site, &measures[measure->instead], runs, n_runs, &before);
		if (!known || before < measure->least_before || !value_of(now, measure, &value) ||
		    value >= before * measure->reach)
			continue;
		*ARENA_PUSH(arena, reasons) = arena_printf(arena, measure->words, STR_ARGS(site),
		    value * measure->unit, before * measure->unit);
	}
}

void
guard_judge(struct arena *arena, const struct site_states *now,
    const struct site_states *const *runs, size_t n_runs, struct str_list *reasons)
{
	const struct measure *size = &measures[0];
	if (n_runs == 0)
		return;
	for (size_t i = 0; i < runs[0]->n; i++) {
		struct str site = runs[0]->items[i].site;
		double before;
		if (value_before(site, size, runs, n_runs, &before) && before >= size->least_before)
			judge_site(arena, site, site_state_find(now, site), runs, n_runs, reasons);
	}
}
