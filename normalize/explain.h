/* SPDX-License-Identifier: MIT */
/* explain.h - what normalize did to one article, as a diff for people */
#ifndef NORMALIZE_EXPLAIN_H
#define NORMALIZE_EXPLAIN_H

#include "lib/buf.h"
#include "lib/record.h"
#include "normalize/clean.h"

/*
 * Cleans the record as clean_record does and appends to `out` what became of each line of the
 * blocks that came in: " kept", "-before" and "+after" for a repair, "-removed" with the rule
 * behind a tab; and what went from other members.
 */
void explain_record(
    const struct clean *clean, struct arena *arena, struct record *record, struct buf *out);

#endif
