/* SPDX-License-Identifier: MIT */
/* scope.h - which URLs the site profiles let in: the keys of their section [scope] */
#ifndef LIB_SCOPE_H
#define LIB_SCOPE_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/arena.h"
#include "lib/profile.h"
#include "lib/str.h"

struct scopes;

/*
 * Compiles the [scope] patterns of the profiles, which must outlive it: `follow` (a URL must fit
 * one of them, if there are any), `ignore` (it must fit none), `depth`.  NULL, with a line in *why
 * (memory of `arena`), when one of them is no pattern.
 */
struct scopes *scope_new(struct arena *arena, const struct profiles *profiles, struct str *why);
void scope_free(struct scopes *scopes);

/* Whether a URL at this depth is wanted; `most` is the depth where no profile says one. */
bool scope_lets_in(const struct scopes *scopes, struct str url, int64_t depth, int64_t most);

#endif
