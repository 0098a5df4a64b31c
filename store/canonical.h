/* SPDX-License-Identifier: MIT */
/* canonical.h - pages that say they are another page of their site: one article, not two */
#ifndef STORE_CANONICAL_H
#define STORE_CANONICAL_H

#include <stdbool.h>

#include "lib/record.h"
#include "store/frontier.h"

struct canonical {
	struct frontier *frontier;
	struct sqlite3_stmt *way, *release;
};

void canonical_open(struct canonical *canonical, struct frontier *frontier);
void canonical_close(struct canonical *canonical);

/*
 * Makes the URL of an article record an alias of the URL that its canonical_url names, or of none.
 * Where that is an alias itself, the article to which it leads counts.  A page of another site is
 * none, and so is one that leads back here, or whose article agrees in neither title nor content.
 * The URL whose article stands for this one, or that is forgotten: the record is not to be stored;
 * or 0.
 */
int64_t canonical_follow(struct canonical *canonical, struct arena *arena,
    const struct record *record, int64_t url_id, struct str now);

/* The URL is no article, or none any more: pages that said they were it are due, as their own. */
void canonical_release(struct canonical *canonical, int64_t url_id, struct str now);

#endif
