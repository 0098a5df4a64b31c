/* SPDX-License-Identifier: MIT */
/* phrases.h - lines that consist of known phrases and marks between them, and of nothing else */
#ifndef NORMALIZE_PHRASES_H
#define NORMALIZE_PHRASES_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/str.h"

/*
 * "了解详情 >>" and "收藏 | 分享" are lines of phrases; a sentence that mentions one is not. Width,
 * ASCII case and white space make no difference.  Phrases are added, the set is finished, then
 * lines are matched.
 */
struct phrases;

struct phrases *phrases_new(void);
void phrases_free(struct phrases *phrases);

/* A phrase and the number its owner knows it by.  `alone`: it must be the whole line, marks apart.
 * A phrase without letters or digits is never found and is refused: false. */
bool phrases_add(struct phrases *phrases, struct str phrase, bool alone, uint32_t owner);
void phrases_finish(struct phrases *phrases);

/*
 * Whether the line is made of phrases whose owners `accept` takes; *owner is then that of the
 * longest.  Lines of more than PHRASES_LINE_MAX bytes are none.
 */
#define PHRASES_LINE_MAX 240
bool phrases_match(const struct phrases *phrases, struct str line,
    bool (*accept)(void *state, uint32_t owner), void *state, uint32_t *owner);

#endif
