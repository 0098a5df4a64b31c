/* SPDX-License-Identifier: MIT */
/* report_facts.h - what the report is counted from: temporary tables beside the database */
#ifndef STORE_REPORT_FACTS_H
#define STORE_REPORT_FACTS_H

#include <stdint.h>

#include "store/db.h"

/* The tables, with what they hold: report_facts.sql, compiled in. */
extern const char report_facts_sql[];

/* Makes the tables of the last `nights` nights and of one site, or (absent) of all.  The database
 * must be within a transaction; nothing of it is changed.  How many nights there are. */
int64_t facts_gather(struct db *db, struct str site, int64_t nights);

/* Whether the database knows a URL of the site. */
bool facts_knows_site(struct db *db, struct str site);

#endif
