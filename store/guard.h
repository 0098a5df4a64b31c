/* SPDX-License-Identifier: MIT */
/* guard.h - whether an export may go out: a site's redesign must not reach others as silence */
#ifndef STORE_GUARD_H
#define STORE_GUARD_H

#include "lib/article.h"
#include "store/site_state.h"

/* How many of the last exports are looked at. */
#define GUARD_RUNS 5

/*
 * Compares each site with the median of its last exports (`runs`, newest first, at most
 * GUARD_RUNS) and pushes a sentence without its full stop for each that
 * - has lost more than a fifth of its articles, counting those whose pages are none any more,
 * - whose bodies are shorter by more than three tenths on average, or
 * - of whose articles fewer name an author, by more than three tenths of their share;
 * and for each whose new articles, ten at least, are shorter or name fewer authors by half.
 * Sites with fewer than twenty articles before are left alone: chance moves them too much.
 */
void guard_judge(struct arena *arena, const struct site_states *now,
    const struct site_states *const *runs, size_t n_runs, struct str_list *reasons);

#endif
