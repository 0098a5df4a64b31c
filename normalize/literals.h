/* SPDX-License-Identifier: MIT */
/* literals.h - many fixed strings looked for at once (Aho and Corasick, CACM 18(6), 1975) */
#ifndef NORMALIZE_LITERALS_H
#define NORMALIZE_LITERALS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/str.h"

/*
 * An automaton over bytes.  First all literals are added, then it is finished, then it searches.
 * The letters A to Z are taken for a to z, in literals and texts.
 */
struct literals;

struct literals *literals_new(void);
void literals_free(struct literals *literals);

/* Adds a literal (valid UTF-8, not empty) and gives its number; the same literal again has the same
 * number. */
uint32_t literals_add(struct literals *literals, struct str literal);
void literals_finish(struct literals *literals);

/*
 * Walks over the text (valid UTF-8) and calls `found` for every place where a literal ends, in the
 * order of ends; at one end, the longest first.  Returns false as soon as `found` does, else true.
 */
bool literals_search(const struct literals *literals, struct str text,
    bool (*found)(void *state, uint32_t number, size_t from, size_t to), void *state);

#endif
