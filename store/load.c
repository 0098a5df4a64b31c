/* SPDX-License-Identifier: MIT */
/* load.c - a stream of records into the database, in batches, each run once */
#include "store/load.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/diag.h"
#include "lib/digest.h"
#include "lib/limits.h"
#include "lib/mem.h"
#include "lib/timestamp.h"
#include "store/frontier.h"
#include "store/shelf.h"

#define BATCH 1000 /* records a transaction: larger ones are slower (measured) */

enum statement {
	FIND_RUN,
	ADD_RUN,
	COUNT_RUN,
	END_RUN,
	FORGET_SEEN,
	SEE,
	ADD_OUTCOME,
	ADD_REJECT,
	N_STATEMENTS
};

static const char *const sql[N_STATEMENTS] = {
    [FIND_RUN] = "SELECT id, state FROM run WHERE name = ?",
    [ADD_RUN] = "INSERT INTO run (name, program, version, started, stored_at, state) "
		"VALUES (?1, ?2, ?3, ?4, ?5, 'partial') RETURNING id",
    [COUNT_RUN] = "UPDATE run SET n_records = ?2 WHERE id = ?1 AND n_records < ?2",
    [END_RUN] = "UPDATE run SET state = 'ok' WHERE id = ? AND state <> 'ok'",
    [FORGET_SEEN] = "DELETE FROM temp.seen",
    /* The how manieth time the stream meets this URL: the same when it is loaded again. */
    [SEE] = "INSERT INTO temp.seen VALUES (?1, 1) ON CONFLICT (url_id) DO UPDATE SET n = n + 1 "
	    "RETURNING n",
    [ADD_OUTCOME] = "INSERT INTO outcome (run_id, url_id, occurrence, class, outcome, stage, "
		    "http_status, detail, location, fetched_at, retry_at, stored_at) "
		    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) "
		    "ON CONFLICT DO NOTHING",
    [ADD_REJECT] = "INSERT INTO reject (run_id, n, reason, input, stored_at) "
		   "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
};

struct loader {
	struct db *db;
	struct stage *stage;
	struct arena *arena;
	struct sqlite3_stmt *statements[N_STATEMENTS];
	struct frontier frontier;
	struct shelf shelf;
	struct record_run run; /* to be opened with the first record; texts are kept */
	char run_texts[4][256];
	int64_t run_id;               /* 0: not in the database yet */
	bool skip;                    /* the run is there whole */
	int64_t n_records, n_rejects; /* of this run, in this stream */
	int in_batch;
	struct str now;
	char now_text[TIMESTAMP_LEN + 1];
};

static void
open_loader(struct loader *loader)
{
	struct db *db = loader->db;
	db_exec(db, "CREATE TEMP TABLE seen (url_id INTEGER PRIMARY KEY, n INTEGER NOT NULL)");
	for (int i = 0; i < N_STATEMENTS; i++)
		loader->statements[i] = db_prepare(db, sql[i]);
	frontier_open(&loader->frontier, db);
	shelf_open(&loader->shelf, db);
}

static void
close_loader(struct loader *loader)
{
	for (int i = 0; i < N_STATEMENTS; i++)
		db_finish(loader->statements[i]);
	frontier_close(&loader->frontier);
	shelf_close(&loader->shelf);
	db_exec(loader->db, "DROP TABLE temp.seen");
}

/* ---- batches ---- */

static void
begin_batch(struct loader *loader)
{
	if (loader->in_batch++ > 0)
		return;
	db_begin(loader->db);
	loader->now = str_from(timestamp_print(timestamp_now(), loader->now_text));
}

static void
end_batch(struct loader *loader)
{
	if (loader->in_batch == 0)
		return;
	if (loader->run_id)
		db_run(loader->db, loader->statements[COUNT_RUN], "ii", loader->run_id,
		    loader->n_records + loader->n_rejects);
	db_commit(loader->db);
	loader->in_batch = 0;
}

/* ---- runs ---- */

static int64_t
first_int(struct loader *loader, struct sqlite3_stmt *statement)
{
	int64_t value = db_step(loader->db, statement) ? db_int(statement, 0) : 0;
	while (db_step(loader->db, statement))
		continue;
	return value;
}

static struct str
keep(char *room, struct str text)
{
	if (!text.ptr)
		return text;
	return str_slice(str_from(room), 0, (size_t)snprintf(room, 256, "%.*s", STR_ARGS(text)));
}

/* The run is looked up now, and entered with its first record. */
static void
start_run(struct loader *loader, const struct record_run *run)
{
	end_batch(loader);
	loader->run.run = keep(loader->run_texts[0], run->run);
	loader->run.program = keep(loader->run_texts[1], run->program);
	loader->run.version = keep(loader->run_texts[2], run->version);
	loader->run.started = keep(loader->run_texts[3], run->started);
	loader->n_records = loader->n_rejects = 0;
	db_run(loader->db, loader->statements[FORGET_SEEN], "");
	struct sqlite3_stmt *find = loader->statements[FIND_RUN];
	db_bind(loader->db, find, "t", loader->run.run);
	bool known = db_step(loader->db, find);
	loader->run_id = known ? db_int(find, 0) : 0;
	loader->skip = known && str_eq(db_text(find, 1), STR("ok"));
	while (known && db_step(loader->db, find))
		continue;
}

static void
enter_run(struct loader *loader)
{
	const struct record_run *run = &loader->run;
	if (loader->run_id)
		return;
	struct sqlite3_stmt *add = loader->statements[ADD_RUN];
	db_bind(loader->db, add, "ttttt", run->run, run->program, run->version, run->started,
	    loader->now);
	loader->run_id = first_int(loader, add);
}

static void
finish_run(struct loader *loader)
{
	if (loader->skip)
		return;
	begin_batch(loader);
	enter_run(loader);
	db_run(loader->db, loader->statements[END_RUN], "i", loader->run_id);
	end_batch(loader);
}

/* ---- records ---- */

static void
add_reject(struct loader *loader, struct str reason, struct str input)
{
	struct str why = reason.ptr ? reason : STR("unknown");
	db_run(loader->db, loader->statements[ADD_REJECT], "iittt", loader->run_id,
	    ++loader->n_rejects, why, input, loader->now);
}

static void
add_outcome(struct loader *loader, int64_t url_id, const struct record *record, struct str class,
    struct str outcome)
{
	struct record none = {.kind = RECORD_OUTCOME};
	const struct record_outcome *o =
	    record->kind == RECORD_OUTCOME ? &record->outcome : &none.outcome;
	struct sqlite3_stmt *see = loader->statements[SEE];
	db_bind(loader->db, see, "i", url_id);
	int64_t occurrence = first_int(loader, see);
	loader->n_records++;
	db_run(loader->db, loader->statements[ADD_OUTCOME], "iiitttittttt", loader->run_id, url_id,
	    occurrence, class, outcome, o->stage, (int64_t)record->visit.http_status, o->detail,
	    o->location, record->visit.fetched_at, o->retry_at, loader->now);
}

static void
add_links(struct loader *loader, const struct record *record, const struct str_list *links)
{
	int depth = record->visit.depth + 1;
	for (size_t i = 0; i < links->n; i++)
		frontier_add(&loader->frontier, loader->arena, links->items[i], depth,
		    record->visit.url, loader->now);
}

static struct str
outcome_of(const struct record *record)
{
	switch (record->kind) {
	case RECORD_OUTCOME:
		return record->outcome.outcome;
	case RECORD_LINKS:
		return STR("links");
	default:
		return record->article.page_kind;
	}
}

/* A page or an outcome: its row, what it means for the frontier, and what it brought. */
static void
load_record(struct loader *loader, const struct record *record)
{
	begin_batch(loader);
	enter_run(loader);
	struct str outcome = outcome_of(record);
	struct str class = str_from(outcome_class_name(stage_class_of(record)));
	struct str via = record->visit.via;
	int64_t url_id = frontier_add(&loader->frontier, loader->arena, record->visit.url,
	    record->visit.depth, via, loader->now);
	if (url_id == 0 || !outcome.ptr) {
		bool bad = record->kind == RECORD_OUTCOME;
		add_reject(loader, bad ? record->outcome.detail : STR("no URL, or no page kind"),
		    bad && record->outcome.input.ptr ? record->outcome.input : record->visit.url);
		return;
	}
	add_outcome(loader, url_id, record, class, outcome);
	if (str_eq(class, str_from(outcome_class_name(OUTCOME_DUPLICATE))))
		return;
	struct frontier_visit what = {
	    .visit = &record->visit, .class = class, .outcome = outcome, .now = loader->now};
	what.extractor = STR(WINNOW_VERSION); /* for records that do not say who read them */
	if (record->kind == RECORD_ARTICLE) {
		what.extractor = record->article.extractor;
		if (shelf_keeps(record->article.page_kind))
			what.changed =
			    shelf_put(&loader->shelf, loader->arena, url_id, record, loader->now);
		add_links(loader, record, &record->article.links);
	} else if (record->kind == RECORD_LINKS) {
		add_links(loader, record, &record->links.links);
	} else {
		what.retry_at = record->outcome.retry_at;
		frontier_add(&loader->frontier, loader->arena, record->outcome.location,
		    record->visit.depth, record->visit.url, loader->now);
	}
	frontier_visit(&loader->frontier, loader->arena, url_id, &what);
}

static void
take(struct loader *loader, enum lines_result result, const struct record *record)
{
	struct record own;
	struct stage *stage = loader->stage;
	if (record->kind == RECORD_RUN) {
		stage_run_begins(stage, record);
		start_run(loader, &record->run);
		return;
	}
	if (record->kind == RECORD_END) {
		stage_run_ends(stage, record, &own);
		finish_run(loader);
		return;
	}
	stage_count_in(stage);
	if (result == LINES_BAD)
		stage_count_rejected(stage, record);
	else
		stage_count_out(stage, record);
	if (!loader->skip)
		load_record(loader, record);
	if (loader->in_batch >= BATCH)
		end_batch(loader);
}

static void
load_lines(struct loader *loader, struct lines_in *lines)
{
	struct record record;
	while (stage_signal() != SIGTERM) {
		if (!io_in_is_ready(&lines->in))
			end_batch(
			    loader); /* the database is nobody's while the pipe is waited for */
		enum lines_result result = lines_next(lines, loader->arena, &record);
		if (result == LINES_END)
			break;
		take(loader, result, &record);
		arena_reset(loader->arena);
	}
	end_batch(loader);
}

/* ---- streams without a run: known by their bytes ---- */

static bool
opens_with_run(struct lines_in *lines, struct arena *arena)
{
	struct str head = io_in_peek(&lines->in, 1);
	while (head.len < LIMIT_LINE_BYTES && str_find_char(head, '\n') == STR_NOT_FOUND) {
		size_t before = head.len;
		head = io_in_peek(&lines->in, head.len + 1);
		if (head.len == before)
			break;
	}
	struct record record;
	struct str why;
	size_t end = str_find_char(head, '\n');
	return record_read(arena, str_slice(head, 0, end), &record, &why) &&
	       record.kind == RECORD_RUN;
}

/* Copies the rest of the input into a file without a name; its digest becomes the run's. */
static int
spool(struct io_in *in, char *digest_text)
{
	char name[] = "/tmp/winnow-store-XXXXXX";
	int fd = mkstemp(name);
	if (fd < 0)
		diag_die("cannot make a temporary file: %s", strerror(errno));
	unlink(name);
	struct io_out out;
	io_out_fd(&out, fd, "temporary file");
	struct digest *digest = digest_new();
	for (;;) {
		struct str piece = io_in_peek(in, 1);
		if (piece.len == 0)
			break;
		digest_add(digest, piece);
		io_out_add(&out, piece);
		io_out_commit(&out);
		io_in_take(in, piece.len);
	}
	digest_free(digest, digest_text);
	io_out_flush(&out);
	buf_clear(&out.data);
	lseek(fd, 0, SEEK_SET);
	return fd;
}

static void
load_spooled(struct loader *loader, struct lines_in *lines)
{
	char digest[DIGEST_LEN + 1];
	const char *name = lines->in.name;
	int fd = spool(&lines->in, digest);
	io_in_close(&lines->in);
	io_in_fd(&lines->in, fd, name);
	if (io_in_peek(&lines->in, 1).len == 0)
		return; /* nothing came: no run */
	struct record_run run = {.run = str_from(digest)};
	start_run(loader, &run);
	load_lines(loader, lines);
	if (stage_signal() != SIGTERM)
		finish_run(loader);
}

void
load_file(struct db *db, struct stage *stage, const char *name)
{
	struct arena arena;
	struct lines_in lines;
	struct loader *loader = mem_alloc(sizeof *loader);
	if (!lines_open(&lines, name, stage->name))
		diag_die("cannot read '%s': %s", name, strerror(errno));
	arena_init(&arena, LIMIT_RECORD_BYTES);
	*loader = (struct loader){.db = db, .stage = stage, .arena = &arena};
	open_loader(loader);
	if (opens_with_run(&lines, &arena))
		load_lines(loader, &lines);
	else
		load_spooled(loader, &lines);
	close_loader(loader);
	lines_close(&lines);
	arena_clear(&arena);
	mem_free(loader);
}
