/* SPDX-License-Identifier: MIT */
/* merge.h - databases of shards folded into one */
#ifndef STORE_MERGE_H
#define STORE_MERGE_H

#include "store/db.h"

/*
 * Ends the program with status 1 and one line unless every one of the `n` files is a sound database
 * of today's schema and another one than `into`.  What a killed writer left in them is rolled back.
 */
void merge_check(const char *into, char *const *paths, int n);

/*
 * Folds a shard into the database, in one transaction: a merge that is killed has taken it wholly
 * or not at all.  Rows are known by what they are about (a URL by its key, a run by its id, an
 * article by its URL, people, teasers and terms by what they say), so the order of shards makes no
 * difference but in row ids and change numbers, and a shard that was merged changes no row.  Of two
 * visits of a URL the later one counts, of two states of an article the one that was fetched or
 * deleted later; what a state replaced is a version.  A URL that is forgotten in one is forgotten,
 * and what it brought is wiped.  Articles that come or change get the next change numbers, within
 * the transaction.
 */
void merge_shard(struct db *db, const char *path);

/* The steps, in their order; the shard is attached as `shard`, the transaction open. */
void merge_urls(struct db *db);     /* fills temp.merge_url (shard_id, id) */
void merge_runs(struct db *db);     /* runs, outcomes, rejects */
void merge_articles(struct db *db); /* and what they consist of */

/* Two states of one article: fills temp.merge_article (shard_id, id, is_new) where the shard's
 * replaces ours, and brings their versions into one order. */
void merge_histories(struct db *db);

/* Runs statements without parameters one after the other. */
void merge_run(struct db *db, const char *const *statements, size_t n);

#endif
