/* SPDX-License-Identifier: MIT */
/* forget.h - takedowns: what a URL brought goes, and it is never fetched again */
#ifndef STORE_FORGET_H
#define STORE_FORGET_H

#include "lib/compiler.h"
#include "store/db.h"

/*
 * Overwrites the article of a URL, its versions and its parts, and the teasers of it on other
 * pages; marks the URL, known or not, so that it is not due and no record or teaser of it is stored
 * again.  What is left is its address and the outcomes of its visits.  False when the text is no
 * URL.
 */
NODISCARD bool forget_url(struct db *db, const char *url);

/* The same for a URL of the frontier, within the open transaction. */
void forget_known(struct db *db, int64_t url_id, struct str now);

#endif
