/* SPDX-License-Identifier: MIT */
/* site_draft.h - a proposed profile as a file, with the evidence in its comments */
#ifndef PARSE_SITE_DRAFT_H
#define PARSE_SITE_DRAFT_H

#include "lib/io.h"
#include "parse/site_proof.h"

/* Writes the profile; winnow-site check finds nothing wrong with it. */
void site_draft_write(const struct site_pages *pages, const struct site_proposals *proposals,
    const struct site_proof *proof, struct io_out *out);

#endif
