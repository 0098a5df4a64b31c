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
 * one of them, if there are any), `ignore` (it must fit none), `depth`, `revisit`.  NULL, with
 * "FILE:LINE: KEY: reason" in *why (memory of `arena`), when a key is none of these or its value is
 * not what it takes.
 */
struct scopes *scope_new(struct arena *arena, const struct profiles *profiles, struct str *why);
void scope_free(struct scopes *scopes);

/* Whether a URL at this depth is wanted; `most` is the depth where no profile says one. */
bool scope_lets_in(const struct scopes *scopes, struct str url, int64_t depth, int64_t most);

/* The shortest and the longest interval between two visits of a page, in seconds, where the profile
 * of its host bounds them (`revisit`); false where it does not. */
bool
scope_revisit(const struct scopes *scopes, struct str url, int64_t *shortest, int64_t *longest);
/* Whether any profile does. */
bool scope_has_revisit(const struct scopes *scopes);

#endif
