/* SPDX-License-Identifier: MIT */
/* duplicates.h - which stored articles say nearly the same under several URLs */
#ifndef STORE_DUPLICATES_H
#define STORE_DUPLICATES_H

#include <stdint.h>

#include "lib/io.h"
#include "store/db.h"

/*
 * Makes temp.member (article, root): every current article that has been fingerprinted, and one
 * article that stands for its group.  Articles are in one group when their 4-grams agree by
 * FINGERPRINT_SAME (Jaccard) and fingerprint_same_subject says so, or when they are with a third.
 * Nothing is changed.
 */
void duplicates_find(struct db *db);

/* The same, and writes a line for every article in a group of two or more: the smallest URL of its
 * group, a tab, its own URL, in the order of both.  How many lines. */
int64_t duplicates_write(struct db *db, struct io_out *out);

#endif
