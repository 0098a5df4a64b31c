/* SPDX-License-Identifier: MIT */
/* rejects.c - kept rejects once more */
#include "store/rejects.h"

#include <signal.h>

#include "lib/limits.h"
#include "store/arrivals.h"
#include "store/load.h"

struct retrier {
	struct db *db;
	struct stage *stage;
	struct arena arena;
	struct arrivals to;
	struct sqlite3_stmt *next, *drop;
	int in_batch;
};

/* Whether the record can be stored now: its outcome then takes the place of the reject. */
static bool
load_reject(struct retrier *retrier, int64_t run_id, int64_t n, const struct record *record)
{
	if (retrier->in_batch++ == 0)
		arrivals_begin_batch(&retrier->to);
	if (retrier->to.run_id !=
	    run_id) /* a URL's next occurrence follows those that are stored */
		arrivals_begin_run(&retrier->to, run_id, true);
	db_guard(retrier->db);
	bool loaded = arrivals_take(&retrier->to, record);
	if (loaded)
		db_run(retrier->db, retrier->drop, "ii", run_id, n);
	return arrivals_keep(&retrier->to) && loaded;
}

static void
retry_reject(struct retrier *retrier, int64_t run_id, int64_t n, struct str input)
{
	struct record record;
	struct str why;
	stage_count_in(retrier->stage);
	bool readable = record_read(&retrier->arena, input, &record, &why) &&
			record.kind != RECORD_RUN && record.kind != RECORD_END;
	if (readable && load_reject(retrier, run_id, n, &record)) {
		stage_count_out(retrier->stage, &record);
		return;
	}
	record_set_outcome(&record, (struct str){NULL, 0}, "store", "bad-record", input);
	stage_count_rejected(retrier->stage, &record);
}

static void
end_batch(struct retrier *retrier)
{
	if (retrier->in_batch > 0)
		db_commit(retrier->db);
	retrier->in_batch = 0;
}

static void
retry_all(struct retrier *retrier)
{
	int64_t run_id = 0, n = 0;
	while (stage_signal() != SIGTERM) {
		struct sqlite3_stmt *next = retrier->next;
		db_bind(retrier->db, next, "ii", run_id, n);
		if (!db_step(retrier->db, next))
			break;
		run_id = db_int(next, 0);
		n = db_int(next, 1);
		struct str input = arena_copy(&retrier->arena, db_text(next, 2));
		while (db_step(retrier->db, next))
			continue;
		retry_reject(retrier, run_id, n, input);
		arena_reset(&retrier->arena);
		if (retrier->in_batch >= LOAD_BATCH)
			end_batch(retrier);
	}
	end_batch(retrier);
}

void
rejects_retry(struct db *db, struct stage *stage)
{
	struct retrier retrier = {.db = db, .stage = stage};
	arena_init(&retrier.arena, LIMIT_RECORD_BYTES);
	arrivals_open(&retrier.to, db, &retrier.arena);
	retrier.next =
	    db_prepare(db, "SELECT run_id, n, input FROM reject WHERE (run_id, n) > (?1, ?2) "
			   "AND input IS NOT NULL ORDER BY run_id, n LIMIT 1");
	retrier.drop = db_prepare(db, "DELETE FROM reject WHERE run_id = ?1 AND n = ?2");
	retry_all(&retrier);
	db_finish(retrier.next);
	db_finish(retrier.drop);
	arrivals_close(&retrier.to);
	arena_clear(&retrier.arena);
}
