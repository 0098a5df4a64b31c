/* SPDX-License-Identifier: MIT */
/* due.c - which URLs are to be requested now */
#include "store/due.h"

#include "lib/json.h"
#include "lib/scope.h"

static const char selection[] =
    "SELECT url, depth, via, etag, last_modified, payload_digest, extractor FROM ("
    "SELECT *, row_number() OVER (PARTITION BY host ORDER BY depth, due_at, id) AS turn FROM url "
    "WHERE (?1 OR due_at <= ?2) AND NOT is_forgotten "
    "AND (visited_at IS NULL OR ?3 IS NULL OR visited_at < ?3) "
    "AND site IN (SELECT site FROM url WHERE is_seed)) "
    "ORDER BY turn, host";

static void
write_member(struct buf *out, const char *name, struct str value)
{
	if (!value.ptr)
		return;
	buf_addf(out, ",\"%s\":", name);
	json_write_string(out, value);
}

static void
write_request(struct sqlite3_stmt *row, struct buf *out)
{
	buf_add_text(out, "{\"url\":");
	json_write_string(out, db_text(row, 0));
	buf_addf(out, ",\"depth\":%lld", (long long)db_int(row, 1));
	write_member(out, "via", db_text(row, 2));
	if (str_eq(db_text(row, 6), STR(WINNOW_VERSION))) {
		write_member(out, "etag", db_text(row, 3));
		write_member(out, "last_modified", db_text(row, 4));
		write_member(out, "payload_digest", db_text(row, 5));
	}
	buf_add_text(out, "}\n");
}

void
due_write(struct db *db, const struct due *due, struct buf *out)
{
	struct sqlite3_stmt *rows = db_prepare(db, selection);
	db_bind(db, rows, "itt", (int64_t)due->force, due->now, due->since);
	int64_t left = due->limit > 0 ? due->limit : INT64_MAX;
	while (left > 0 && db_step(db, rows)) {
		if (!scope_lets_in(due->scopes, db_text(rows, 0), db_int(rows, 1), due->depth))
			continue;
		write_request(rows, out);
		left--;
	}
	db_finish(rows);
}
