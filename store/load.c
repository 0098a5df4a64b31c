/* SPDX-License-Identifier: MIT */
/* load.c - a stream of records into the database, in batches, each run once */
#include "store/load.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "lib/diag.h"
#include "lib/digest.h"
#include "lib/limits.h"
#include "lib/mem.h"
#include "lib/timestamp.h"
#include "store/arrivals.h"
#include "store/spool.h"

enum statement { FIND_RUN, ADD_RUN, COUNT_RUN, END_RUN, ADD_REJECT, N_STATEMENTS };

static const char *const sql[N_STATEMENTS] = {
    [FIND_RUN] = "SELECT id, state FROM run WHERE name = ?",
    [ADD_RUN] = "INSERT INTO run (name, program, version, started, night, stored_at, state) "
		"VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'partial') RETURNING id",
    [COUNT_RUN] = "UPDATE run SET n_records = ?2 WHERE id = ?1 AND n_records < ?2",
    [END_RUN] = "UPDATE run SET state = 'ok' WHERE id = ? AND state <> 'ok'",
    [ADD_REJECT] = "INSERT INTO reject (run_id, n, reason, input, stored_at, line) "
		   "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
};

struct loader {
	struct db *db;
	struct stage *stage;
	struct arena *arena;
	struct sqlite3_stmt *statements[N_STATEMENTS];
	struct arrivals to;
	struct record_run run; /* to be opened with the first record; texts are kept */
	char run_texts[4][256];
	int64_t line;                 /* of the input, the one at hand */
	bool skip;                    /* the run is there whole */
	int64_t n_records, n_rejects; /* of this run, in this stream */
	int in_batch;
	struct str night; /* of runs that are entered */
};

static void
open_loader(struct loader *loader)
{
	arrivals_open(&loader->to, loader->db, loader->arena);
	for (int i = 0; i < N_STATEMENTS; i++)
		loader->statements[i] = db_prepare(loader->db, sql[i]);
}

static void
close_loader(struct loader *loader)
{
	for (int i = 0; i < N_STATEMENTS; i++)
		db_finish(loader->statements[i]);
	arrivals_close(&loader->to);
}

/* ---- batches ---- */

static void
begin_batch(struct loader *loader)
{
	if (loader->in_batch++ == 0)
		arrivals_begin_batch(&loader->to);
}

static void
end_batch(struct loader *loader)
{
	if (loader->in_batch == 0)
		return;
	if (loader->to.run_id)
		db_run(loader->db, loader->statements[COUNT_RUN], "ii", loader->to.run_id,
		    loader->n_records + loader->n_rejects);
	db_commit(loader->db);
	loader->in_batch = 0;
}

/* ---- runs ---- */

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
	struct sqlite3_stmt *find = loader->statements[FIND_RUN];
	db_bind(loader->db, find, "t", loader->run.run);
	bool known = db_step(loader->db, find);
	arrivals_begin_run(&loader->to, known ? db_int(find, 0) : 0, false);
	loader->skip = known && str_eq(db_text(find, 1), STR("ok"));
	if (known)
		db_one(loader->db, find);
}

static void
enter_run(struct loader *loader)
{
	const struct record_run *run = &loader->run;
	if (loader->to.run_id)
		return;
	struct sqlite3_stmt *add = loader->statements[ADD_RUN];
	db_bind(loader->db, add, "tttttt", run->run, run->program, run->version, run->started,
	    loader->night, loader->to.now);
	loader->to.run_id = db_one(loader->db, add);
}

static void
finish_run(struct loader *loader)
{
	if (loader->skip)
		return;
	begin_batch(loader);
	enter_run(loader);
	db_run(loader->db, loader->statements[END_RUN], "i", loader->to.run_id);
	end_batch(loader);
}

/* ---- records ---- */

static void
add_reject(struct loader *loader, struct str reason, struct str input)
{
	struct str why = reason.ptr ? reason : STR("unknown");
	db_run(loader->db, loader->statements[ADD_REJECT], "iittti", loader->to.run_id,
	    ++loader->n_rejects, why, input, loader->to.now, loader->line);
}

/* The record as it came, for `reject`. */
static struct str
written(struct arena *arena, const struct record *record)
{
	struct buf line;
	buf_init(&line, LIMIT_LINE_BYTES + RECORD_INPUT_MAX);
	bool fits = record_write(record, &line);
	struct str text = fits ? arena_copy(arena, str_slice(buf_str(&line), 0, line.len - 1))
			       : record->visit.url;
	buf_clear(&line);
	return text;
}

static void
load_record(struct loader *loader, const struct record *record)
{
	begin_batch(loader);
	enter_run(loader);
	db_guard(loader->db);
	bool is_url = arrivals_take(&loader->to, record);
	if (!arrivals_keep(&loader->to)) {
		add_reject(loader, str_from(loader->db->refused), written(loader->arena, record));
	} else if (!is_url) {
		bool bad = record->kind == RECORD_OUTCOME;
		add_reject(loader, bad ? record->outcome.detail : STR("no URL, or no page kind"),
		    bad && record->outcome.input.ptr ? record->outcome.input
						     : written(loader->arena, record));
	} else {
		loader->n_records++;
	}
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
		bool is_own = str_eq(record->end.run, loader->run.run);
		stage_run_ends(stage, record, &own);
		if (is_own)
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
	if (loader->in_batch >= LOAD_BATCH)
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
		loader->line = (int64_t)lines->number;
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

/* Copies the rest of the input into a spool; its digest becomes the run's. */
static int
spool(struct io_in *in, char *digest_text)
{
	struct io_out out;
	spool_open(&out);
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
	return spool_rewind(&out);
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
load_file(struct db *db, struct stage *stage, const char *name, struct str night)
{
	struct arena arena;
	struct lines_in lines;
	struct loader *loader = mem_alloc(sizeof *loader);
	if (!lines_open(&lines, name, stage->name))
		diag_die("cannot read '%s': %s", name, strerror(errno));
	arena_init(&arena, LIMIT_RECORD_BYTES);
	*loader = (struct loader){.db = db, .stage = stage, .arena = &arena, .night = night};
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
