/* SPDX-License-Identifier: MIT */
/* fingerprint.h - what two texts that say the same have in common: fold, SimHash, MinHash, Jaccard
 */
#ifndef LIB_FINGERPRINT_H
#define LIB_FINGERPRINT_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/arena.h"
#include "lib/str.h"

#define FINGERPRINT_BANDS 20 /* keys of MinHash: one equal key makes two texts candidates */
#define FINGERPRINT_ROWS  6  /* minima in a key: recall 0.997 at Jaccard 0.8, 0.001 at 0.2 */
#define FINGERPRINT_SAME  0.8

/* The comparison form of a text: half-width, lower case, without white space and without the marks
 * that only divide sentences; digits, units and signs (< > % - .) between them stay. */
struct str fingerprint_fold(struct arena *arena, struct str text);

struct fingerprint {
	uint64_t simhash;
	uint64_t bands[FINGERPRINT_BANDS];
};

/* SimHash (Charikar 2002) and MinHash (one permutation, Li 2012) over the 4-grams of code points of
 * a folded text; a text shorter than four is one gram.  An empty text gives zeros. */
void fingerprint_compute(struct str folded, struct fingerprint *out);

/* |A and B| / |A or B| over the sets of 4-grams of two folded texts, 0 to 1. */
double fingerprint_jaccard(struct arena *arena, struct str folded_a, struct str folded_b);

struct fingerprint_page {
	struct str title, text;
};

/*
 * Whether two pages with alike texts have one subject.  Pages of one template about different
 * diseases have not: a character of one title that the other title lacks stands at least twice in
 * the first text and not in the second.
 */
bool fingerprint_same_subject(const struct fingerprint_page *a, const struct fingerprint_page *b);

#endif
