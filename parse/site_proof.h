/* SPDX-License-Identifier: MIT */
/* site_proof.h - the pages read once more, with the profile that is proposed for them */
#ifndef PARSE_SITE_PROOF_H
#define PARSE_SITE_PROOF_H

#include "parse/site_fields.h"
#include "parse/site_topics.h"

/* Of a topic: the pages that have it without a profile, and those on which the profile gives the
 * same. */
struct site_proof {
	size_t wanted[SITE_N_TOPICS], same[SITE_N_TOPICS];
};

/* Reads all pages with the proposals, and drops those with which any page has something else than
 * without, until there are none. */
void site_proof_run(
    const struct site_pages *pages, struct site_proposals *proposals, struct site_proof *proof);

#endif
