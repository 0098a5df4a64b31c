/* SPDX-License-Identifier: MIT */
/* merge_runs.c - the runs of a shard, and what became of each URL in them */
#include "store/merge.h"

static const char *const steps[] = {
    "INSERT INTO temp.merge_run SELECT s.id, m.id, 1 FROM shard.run AS s "
    "JOIN main.run AS m ON m.name = s.name",

    "INSERT INTO main.run (name, program, version, started, night, stored_at, state, n_records, "
    "n_pruned) SELECT name, program, version, started, night, stored_at, state, n_records, "
    "n_pruned FROM shard.run WHERE true ORDER BY id ON CONFLICT (name) DO NOTHING",

    "INSERT INTO temp.merge_run SELECT s.id, m.id, 0 FROM shard.run AS s "
    "JOIN main.run AS m ON m.name = s.name WHERE true ON CONFLICT DO NOTHING",

    "INSERT INTO main.outcome (run_id, url_id, occurrence, class, outcome, stage, http_status, "
    "detail, location, fetched_at, retry_at, stored_at, effect) "
    "SELECT run.id, url.id, s.occurrence, s.class, s.outcome, s.stage, s.http_status, s.detail, "
    "s.location, s.fetched_at, s.retry_at, s.stored_at, s.effect FROM shard.outcome AS s "
    "JOIN temp.merge_run AS run ON run.shard_id = s.run_id "
    "JOIN temp.merge_url AS url ON url.shard_id = s.url_id "
    "WHERE true ORDER BY 1, 2, 3 ON CONFLICT DO NOTHING",

    "INSERT INTO main.reject (run_id, n, reason, input, stored_at, line) "
    "SELECT run.id, s.n, s.reason, s.input, s.stored_at, s.line FROM shard.reject AS s "
    "JOIN temp.merge_run AS run ON run.shard_id = s.run_id WHERE true ON CONFLICT DO NOTHING",

    /* A run that both have: what either knows of it counts. */
    "UPDATE main.run AS m SET state = min(m.state, s.state), "
    "stored_at = min(m.stored_at, s.stored_at), n_pruned = max(m.n_pruned, s.n_pruned) "
    "FROM shard.run AS s JOIN temp.merge_run AS map ON map.shard_id = s.id "
    "WHERE m.id = map.id AND map.is_known",
    "UPDATE main.run SET n_records = n_pruned + "
    "(SELECT count(*) FROM main.outcome WHERE run_id = run.id) + "
    "(SELECT count(*) FROM main.reject WHERE run_id = run.id) "
    "WHERE id IN (SELECT id FROM temp.merge_run WHERE is_known)",
};

void
merge_runs(struct db *db)
{
	merge_run(db, steps, sizeof steps / sizeof *steps);
}
