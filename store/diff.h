/* SPDX-License-Identifier: MIT */
/* diff.h - what changed between two texts, line by line */
#ifndef STORE_DIFF_H
#define STORE_DIFF_H

#include "lib/arena.h"
#include "lib/buf.h"

/*
 * Appends the lines of `old` that are gone ("-line") and those of `new` that came ("+line"), in
 * order; common lines are left out.  Fewest changes, by the longest common subsequence; where the
 * parts that differ are too large for that, they are shown whole.
 */
void diff_write(struct arena *arena, struct str old, struct str new, struct buf *out);

#endif
