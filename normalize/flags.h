/* SPDX-License-Identifier: MIT */
/* flags.h - what about an article is worth a second look; never a reason to drop it */
#ifndef NORMALIZE_FLAGS_H
#define NORMALIZE_FLAGS_H

#include "lib/arena.h"
#include "lib/article.h"

/* Fills `flags` of an article that is otherwise done; pages of kinds other than article and qa get
 * `mojibake` only. */
void flags_fill(struct arena *arena, struct article *article);

#endif
