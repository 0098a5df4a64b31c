/* SPDX-License-Identifier: MIT */
/* site_state.h - what an export has of each site, in numbers */
#ifndef STORE_SITE_STATE_H
#define STORE_SITE_STATE_H

#include "store/selection.h"

enum site_number {
	SITE_ARTICLES,
	SITE_LENGTH, /* of their bodies, in bytes */
	SITE_WITH_AUTHOR,
	SITE_TURNED, /* whose page is no article any more, as its last visit found it */
	SITE_NEW,    /* that came or changed since the export before */
	SITE_NEW_LENGTH,
	SITE_NEW_WITH_AUTHOR,
	SITE_N_NUMBERS
};
const char *site_number_name(enum site_number number); /* its member in the manifest */

struct site_state {
	struct str site; /* the registrable domain */
	int64_t numbers[SITE_N_NUMBERS];
};
struct site_states {
	struct site_state *items; /* by site */
	size_t n;
};

/* Counts the selected articles of every site, within the open transaction; new is what changed
 * after `since`. */
void site_state_count(struct db *db, const struct selection *selection, int64_t since,
    struct arena *arena, struct site_states *out);

/* The state of a site, or NULL. */
const struct site_state *site_state_find(const struct site_states *states, struct str site);

#endif
