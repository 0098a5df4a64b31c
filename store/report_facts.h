/* SPDX-License-Identifier: MIT */
/* report_facts.h - what the report is counted from: temporary tables beside the database */
#ifndef STORE_REPORT_FACTS_H
#define STORE_REPORT_FACTS_H

#include <stdint.h>

#include "store/db.h"

/*
 * temp.asked (site, nights, last): one row; the site or NULL, and the number of the last night.
 * temp.night (n, name, n_runs, n_partial, n_pages, seconds): the nights, 1 is the oldest, their
 * pages (answers of servers) and the seconds between the first and the last of each run, added up.
 * temp.night_run (run_id, n): which runs are of night n.
 * temp.tally (n, site, class, outcome, status, effect, n_urls, example): what became of the
 * addresses; each counts once a night, by the last outcome of that night that is no duplicate, and
 * by its strongest effect (new, changed, reread, same, deleted but not by moving, or NULL).
 * `status` is that of http-error, `example` the id of one of the URLs. temp.fresh (article_id,
 * effect): the articles that the last night brought, new or changed. temp.piece (site, age, title,
 * authors, ..., length): which fields an article has (1, 0, or NULL: not known); `age` is 0 for
 * articles that are older than the last night, 1 for fresh ones, 2 for the versions that those had
 * before.
 */
#define FACTS_OF_SITE(column)                                                                      \
	"((SELECT site FROM temp.asked) IS NULL OR " column " = (SELECT site FROM temp.asked))"

struct facts {
	int64_t n_nights;   /* that are shown; temp.night holds them */
	int64_t n_articles; /* that are current */
};

/* Makes the tables of the last `nights` nights and of one site, or (absent) of all.  The database
 * must be within a transaction; nothing of it is changed. */
void facts_gather(struct db *db, struct str site, int64_t nights, struct facts *facts);

/* Whether the database knows a URL of the site. */
bool facts_knows_site(struct db *db, struct str site);

#endif
