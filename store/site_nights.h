/* SPDX-License-Identifier: MIT */
/* site_nights.h - what a night brought of each site, beside the site's last nights */
#ifndef STORE_SITE_NIGHTS_H
#define STORE_SITE_NIGHTS_H

#include "store/db.h"

/* So many nights before the one at hand are looked at. */
#define SITE_NIGHTS_BEFORE 7

/* Of one site in one night.  Each URL counts once, however often the night met it; redirections and
 * duplicates are no pages. */
enum site_count {
	SITE_ASKED,    /* pages that were asked for */
	SITE_GOOD,     /* that are ok or not-modified */
	SITE_BROUGHT,  /* that have an article */
	SITE_MADE_NEW, /* articles */
	SITE_CHANGED,
	SITE_UNCHANGED,
	SITE_DELETED,
	SITE_KNOWN, /* pages that had an article before; of the night at hand only */
	SITE_LEFT,  /* those of them that answered, and are none any more */
	SITE_WORSE, /* not good, though a start page or good before; of the night at hand only */
	SITE_N_COUNTS
};

struct site_night {
	int64_t counts[SITE_N_COUNTS];
};

struct site_nights {
	struct str site; /* the registrable domain */
	struct site_night tonight;
	struct site_night
	    before[SITE_NIGHTS_BEFORE]; /* nights in which it was asked, newest first */
	size_t n_before;
	int64_t n_stored, n_answered; /* where tonight brought nothing: its articles that are not
				       * gone, and those whose last visit had one */
};
struct site_nights_list {
	struct site_nights *items; /* by site */
	size_t n;
};

/* The runs of the night that began at ?1 (winnow-store --night says so), or, where no run is of
 * that night, all that were first stored since.  A clock that was set back mixes no nights. */
#define SITE_NIGHTS_RUNS                                                                           \
	"(SELECT id FROM run WHERE night = ?1 OR (stored_at >= ?1 "                                \
	"AND NOT EXISTS (SELECT 1 FROM run WHERE night = ?1)))"

/* The sites of those runs, and of the seven nights before `since` (RFC 3339).  Memory of `arena`.
 */
void site_nights_read(
    struct db *db, struct arena *arena, struct str since, struct site_nights_list *out);

/* The median of a count over the nights before; 0 without any.  And the largest. */
int64_t site_nights_usual(const struct site_nights *site, enum site_count count);
int64_t site_nights_best(const struct site_nights *site, enum site_count count);

#endif
