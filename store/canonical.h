/* SPDX-License-Identifier: MIT */
/* canonical.h - pages that say they are another page of their site: one article, not two */
#ifndef STORE_CANONICAL_H
#define STORE_CANONICAL_H

#include <stdbool.h>

#include "lib/record.h"
#include "store/frontier.h"

struct canonical {
	struct frontier *frontier;
	struct sqlite3_stmt *target, *release;
};

void canonical_open(struct canonical *canonical, struct frontier *frontier);
void canonical_close(struct canonical *canonical);

/*
 * Makes the URL of an article record an alias of the URL that its canonical_url names, or of none.
 * A page of another site is none, and so is one that is itself an alias, or whose article agrees
 * in neither title nor content.  True when the target's article stands for this one, or the target
 * is forgotten: the record is not to be stored.
 */
bool canonical_follow(struct canonical *canonical, struct arena *arena, const struct record *record,
    int64_t url_id, struct str now);

/* The URL is no article, or none any more: pages that said they were it are due, as their own. */
void canonical_release(struct canonical *canonical, int64_t url_id, struct str now);

#endif
