/* SPDX-License-Identifier: MIT */
/* suspicion.c - which sites gave less than they used to: a silence must not pass for a quiet night
 */
#include "store/suspicion.h"

#include <inttypes.h>

#define FAILING_PAGES 10 /* chance moves the share of fewer too much */
#define TURNED_PAGES  2  /* one page may turn by itself, but on a site that has no other */
#define NEW_NIGHTS    5
#define NEW_ARTICLES  3

static int64_t
tonight(const struct site_nights *site, enum site_count count)
{
	return site->tonight.counts[count];
}

/* Pages that never answered well, and are tried again, say nothing of a site. */
static struct str
silent(struct arena *arena, const struct site_nights *site)
{
	int64_t best = site_nights_best(site, SITE_BROUGHT);
	if (tonight(site, SITE_GOOD) > 0 || tonight(site, SITE_WORSE) == 0 || best == 0)
		return (struct str){NULL, 0};
	return arena_printf(arena,
	    "none of %" PRId64 " pages answered well; one of its last %zu nights had %" PRId64
	    " articles",
	    tonight(site, SITE_ASKED), site->n_before, best);
}

static struct str
turned(struct arena *arena, const struct site_nights *site)
{
	int64_t left = tonight(site, SITE_LEFT);
	bool is_few = left < TURNED_PAGES && site_nights_best(site, SITE_BROUGHT) >= TURNED_PAGES;
	if (left == 0 || is_few || tonight(site, SITE_BROUGHT) > 0)
		return (struct str){NULL, 0};
	return arena_printf(arena,
	    "%" PRId64 " pages that were articles answered, and none of them is one now", left);
}

/* Whether or not any of its articles was due tonight: a start page alone does not make a good
 * night. */
static struct str
lost(struct arena *arena, const struct site_nights *site)
{
	bool used_to = site->n_stored > 0 || site_nights_best(site, SITE_BROUGHT) > 0;
	if (tonight(site, SITE_BROUGHT) > 0 || site->n_answered > 0 || !used_to)
		return (struct str){NULL, 0};
	if (site->n_stored == 0)
		return STR("all of its articles are gone");
	return arena_printf(arena,
	    "none of its %" PRId64 " articles was one when it was last asked for", site->n_stored);
}

static struct str
failing(struct arena *arena, const struct site_nights *site)
{
	int64_t asked = tonight(site, SITE_ASKED), good = tonight(site, SITE_GOOD);
	int64_t all_asked = 0, all_good = 0;
	for (size_t i = 0; i < site->n_before; i++) {
		all_asked += site->before[i].counts[SITE_ASKED];
		all_good += site->before[i].counts[SITE_GOOD];
	}
	if (asked < FAILING_PAGES || all_asked == 0 || good * 2 * all_asked >= all_good * asked)
		return (struct str){NULL, 0};
	return arena_printf(arena,
	    "%" PRId64 " of %" PRId64 " pages answered well; %" PRId64 " in 100 is usual", good,
	    asked, all_good * 100 / all_asked);
}

static struct str
nothing_new(struct arena *arena, const struct site_nights *site)
{
	int64_t usual = site_nights_usual(site, SITE_MADE_NEW);
	if (site->n_before < NEW_NIGHTS || usual < NEW_ARTICLES || tonight(site, SITE_MADE_NEW) > 0)
		return (struct str){NULL, 0};
	return arena_printf(arena, "no new article; %" PRId64 " a night are usual", usual);
}

/* The gravest first. */
static const struct {
	const char *reason;
	struct str (*judge)(struct arena *arena, const struct site_nights *site);
} reasons[] = {
    {"silent", silent},
    {"turned", turned},
    {"lost", lost},
    {"failing", failing},
    {"nothing-new", nothing_new},
};

void
suspicion_judge(struct arena *arena, const struct site_nights_list *sites, struct suspicions *out)
{
	for (size_t i = 0; i < sites->n; i++) {
		const struct site_nights *site = &sites->items[i];
		struct str detail = {NULL, 0};
		if (site->n_before == 0)
			continue;
		for (size_t r = 0; r < sizeof reasons / sizeof *reasons && !detail.ptr; r++) {
			detail = reasons[r].judge(arena, site);
			if (detail.ptr)
				*ARENA_PUSH(arena, out) =
				    (struct suspicion){site->site, reasons[r].reason, detail};
		}
	}
}
