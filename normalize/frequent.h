/* SPDX-License-Identifier: MIT */
/* common.h - which texts are common on a site: counts from a file or made on the spot */
#ifndef NORMALIZE_COMMON_H
#define NORMALIZE_COMMON_H

#include <stdbool.h>

#include "lib/arena.h"
#include "lib/compiler.h"
#include "lib/learned.h"
#include "lib/record.h"

struct common;

struct common *common_new(void);
void common_free(struct common *common);

/* Reads the file that `winnow-store --lines` wrote; false with one line in *why (memory of the
 * arena) when it cannot be read or a line is none. */
NODISCARD bool
common_load(struct common *common, struct arena *arena, const char *path, struct str *why);
/* Counts one article, as normalize left it. */
void common_count(struct common *common, struct arena *arena, const struct record *record);

/* Whether the text is on so many pages of the site that it is boilerplate. */
bool
common_has(const struct common *common, struct str site, enum learned_kind kind, struct str text);

#endif
