/* SPDX-License-Identifier: MIT */
/* seen.c - how often the stream of a run has met each URL */
#include "store/seen.h"

#include <string.h>

#include "lib/mem.h"

#define WORD_BITS 64

void
seen_open(struct seen *seen, struct db *db)
{
	*seen = (struct seen){.db = db};
	db_exec(db, "CREATE TEMP TABLE again (url_id INTEGER PRIMARY KEY, n INTEGER NOT NULL)");
	seen->count = db_prepare(db, "INSERT INTO temp.again VALUES (?1, 2) "
				     "ON CONFLICT (url_id) DO UPDATE SET n = n + 1 RETURNING n");
	seen->forget = db_prepare(db, "DELETE FROM temp.again");
	seen->recall = db_prepare(
	    db, "SELECT url_id, max(occurrence) FROM outcome WHERE run_id = ?1 GROUP BY url_id");
}

void
seen_close(struct seen *seen)
{
	struct sqlite3_stmt *all[] = {seen->count, seen->forget, seen->recall};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		db_finish(all[i]);
	db_exec(seen->db, "DROP TABLE temp.again");
	mem_free(seen->bits);
}

void
seen_forget(struct seen *seen)
{
	db_run(seen->db, seen->forget, "");
	if (seen->bits)
		memset(seen->bits, 0, seen->n_words * sizeof *seen->bits);
	seen->first = 0;
}

/* Whether the bit was set before; it is now. */
static bool
set_bit(struct seen *seen, int64_t url_id)
{
	size_t word = (size_t)url_id / WORD_BITS;
	uint64_t bit = (uint64_t)1 << (size_t)url_id % WORD_BITS;
	if (word >= seen->n_words) {
		size_t n = (word + 1) * 2;
		seen->bits = mem_resize(seen->bits, n * sizeof *seen->bits);
		memset(seen->bits + seen->n_words, 0, (n - seen->n_words) * sizeof *seen->bits);
		seen->n_words = n;
	}
	bool was_set = seen->bits[word] & bit;
	seen->bits[word] |= bit;
	return was_set;
}

void
seen_recall(struct seen *seen, int64_t run_id)
{
	struct sqlite3_stmt *set = db_prepare(seen->db, "INSERT INTO temp.again VALUES (?1, ?2)");
	db_bind(seen->db, seen->recall, "i", run_id);
	while (db_step(seen->db, seen->recall)) {
		int64_t url_id = db_int(seen->recall, 0), n = db_int(seen->recall, 1);
		set_bit(seen, url_id);
		if (n > 1)
			db_run(seen->db, set, "ii", url_id, n);
	}
	db_finish(set);
}

int64_t
seen_count(struct seen *seen, int64_t url_id)
{
	seen->first = 0;
	if (!set_bit(seen, url_id)) {
		seen->first = url_id;
		return 1;
	}
	db_bind(seen->db, seen->count, "i", url_id);
	return db_one(seen->db, seen->count);
}

void
seen_take_back(struct seen *seen)
{
	if (seen->first)
		seen->bits[(size_t)seen->first / WORD_BITS] &=
		    ~((uint64_t)1 << (size_t)seen->first % WORD_BITS);
	seen->first = 0;
}
