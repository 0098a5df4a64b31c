/* SPDX-License-Identifier: MIT */
/* suspicion.h - which sites gave less than they used to: a silence must not pass for a quiet night
 */
#ifndef STORE_SUSPICION_H
#define STORE_SUSPICION_H

#include "store/site_nights.h"

struct suspicion {
	struct str site;
	const char *reason; /* silent, turned, failing or nothing-new: winnow-store(1) */
	struct str detail;  /* a sentence without its full stop */
};
struct suspicions {
	struct suspicion *items;
	size_t n;
};

/*
 * Judges each site that was asked by its last seven nights and pushes what is suspicious:
 * - silent: it gave articles in one of them, and no page answered well,
 * - turned: pages that were articles answered, and all of them are none any more,
 * - failing: of ten pages or more, less than half of the share that is usual answered well,
 * - nothing-new: it gave three new articles or more in at least half of five nights or more, and
 *   none in this one.
 * Sites without a night before are left alone.  At most one is pushed for a site, the gravest.
 */
void
suspicion_judge(struct arena *arena, const struct site_nights_list *sites, struct suspicions *out);

#endif
