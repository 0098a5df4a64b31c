/* SPDX-License-Identifier: MIT */
/* seen.h - the URLs a run has come to, as fingerprints */
#ifndef FETCH_SEEN_H
#define FETCH_SEEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/str.h"

/*
 * A set of 64-bit SipHash values under a key drawn for each run: 8 to 16 bytes a URL.  Two of a
 * million different URLs are taken for one with a probability of 3 in 100,000,000, which nobody
 * outside can raise.
 */
struct seen {
	uint64_t *slots; /* 0: free */
	size_t n, n_slots;
	uint64_t key[2];
};

void seen_init(struct seen *seen);
void seen_clear(struct seen *seen);
/* True when the text was not there before; it is now. */
bool seen_add(struct seen *seen, struct str text);
bool seen_has(const struct seen *seen, struct str text);

#endif
