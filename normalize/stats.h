/* SPDX-License-Identifier: MIT */
/* stats.h - which rules fire, how often, on which sites, and which never do */
#ifndef NORMALIZE_STATS_H
#define NORMALIZE_STATS_H

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/record.h"
#include "normalize/rules.h"

struct stats;

struct stats *stats_new(void);
void stats_free(struct stats *stats);

/* Counts the entries of `removed` of an article, by rule and site. */
void stats_count(struct stats *stats, struct arena *arena, const struct record *record);

/* One line a rule: count, number of sites, rule, the sites with their counts; the most frequent
 * first, those of `rules` that never fired last. */
void stats_print(const struct stats *stats, const struct rules *rules, struct buf *out);

#endif
