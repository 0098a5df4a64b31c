/* SPDX-License-Identifier: MIT */
/* report_facts.c - what the report is counted from: temporary tables beside the database */
#include "store/report_facts.h"

#include "store/report_limits.h"

int64_t
facts_gather(struct db *db, struct str site, int64_t nights)
{
	db_exec(db, "PRAGMA query_only = OFF"); /* of tables that nobody else sees */
	db_exec(db, "CREATE TEMP TABLE asked (site TEXT, nights INTEGER NOT NULL, "
		    "nights_before INTEGER NOT NULL, fewest INTEGER NOT NULL)");
	struct sqlite3_stmt *ask = db_prepare(db, "INSERT INTO temp.asked VALUES (?1, ?2, ?3, ?4)");
	db_run(
	    db, ask, "tiii", site, nights, (int64_t)REPORT_NIGHTS_BEFORE, (int64_t)REPORT_FEWEST);
	db_finish(ask);
	db_exec(db, report_facts_sql);
	return db_int_of(db, "SELECT count(*) FROM temp.night");
}

bool
facts_knows_site(struct db *db, struct str site)
{
	struct sqlite3_stmt *find = db_prepare(db, "SELECT 1 FROM url WHERE site = ? LIMIT 1");
	db_bind(db, find, "t", site);
	bool known = db_one(db, find) != 0;
	db_finish(find);
	return known;
}
