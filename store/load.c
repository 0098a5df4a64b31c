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
#include "store/frontier.h"
#include "store/shelf.h"
#include "store/spool.h"

#define BATCH 1000 /* records a transaction: larger ones are slower (measured) */

enum statement {
	FIND_RUN,
	ADD_RUN,
	COUNT_RUN,
	END_RUN,
	FORGET_SEEN,
	SEE,
	ADD_OUTCOME,
	SET_EFFECT,
	ADD_REJECT,
	NEXT_REJECT,
	DROP_REJECT,
	RECALL_SEEN,
	N_STATEMENTS
};

static const char *const sql[N_STATEMENTS] = {
    [FIND_RUN] = "SELECT id, state FROM run WHERE name = ?",
    [ADD_RUN] = "INSERT INTO run (name, program, version, started, night, stored_at, state) "
		"VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'partial') RETURNING id",
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
    [SET_EFFECT] = "UPDATE outcome SET effect = ?4 "
		   "WHERE run_id = ?1 AND url_id = ?2 AND occurrence = ?3",
    [ADD_REJECT] = "INSERT INTO reject (run_id, n, reason, input, stored_at, line) "
		   "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
    [NEXT_REJECT] = "SELECT run_id, n, input FROM reject WHERE (run_id, n) > (?1, ?2) "
		    "AND input IS NOT NULL ORDER BY run_id, n LIMIT 1",
    [DROP_REJECT] = "DELETE FROM reject WHERE run_id = ?1 AND n = ?2",
    [RECALL_SEEN] = "INSERT INTO temp.seen SELECT url_id, max(occurrence) FROM outcome "
		    "WHERE run_id = ?1 GROUP BY url_id",
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
	int64_t line;                 /* of the input, the one at hand */
	bool skip;                    /* the run is there whole */
	int64_t n_records, n_rejects; /* of this run, in this stream */
	int in_batch;
	struct str night; /* of runs that are entered */
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
	if (db_was_changed(loader->db))
		parts_forget(&loader->shelf.parts);
	loader->now = str_from(timestamp_print(timestamp_now(), loader->now_text));
}

static void
commit_batch(struct loader *loader)
{
	db_commit(loader->db);
	loader->in_batch = 0;
}

static void
end_batch(struct loader *loader)
{
	if (loader->in_batch == 0)
		return;
	if (loader->run_id)
		db_run(loader->db, loader->statements[COUNT_RUN], "ii", loader->run_id,
		    loader->n_records + loader->n_rejects);
	commit_batch(loader);
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
	db_run(loader->db, loader->statements[FORGET_SEEN], "");
	struct sqlite3_stmt *find = loader->statements[FIND_RUN];
	db_bind(loader->db, find, "t", loader->run.run);
	bool known = db_step(loader->db, find);
	loader->run_id = known ? db_int(find, 0) : 0;
	loader->skip = known && str_eq(db_text(find, 1), STR("ok"));
	if (known)
		db_one(loader->db, find);
}

static void
enter_run(struct loader *loader)
{
	const struct record_run *run = &loader->run;
	if (loader->run_id)
		return;
	struct sqlite3_stmt *add = loader->statements[ADD_RUN];
	db_bind(loader->db, add, "tttttt", run->run, run->program, run->version, run->started,
	    loader->night, loader->now);
	loader->run_id = db_one(loader->db, add);
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
	db_run(loader->db, loader->statements[ADD_REJECT], "iittti", loader->run_id,
	    ++loader->n_rejects, why, input, loader->now, loader->line);
}

/* How often this run has met the URL now; 0 when the outcome is there already, since the run is
 * loaded again. */
static int64_t
add_outcome(struct loader *loader, int64_t url_id, const struct record *record, struct str class,
    struct str outcome)
{
	struct record none = {.kind = RECORD_OUTCOME};
	const struct record_outcome *o =
	    record->kind == RECORD_OUTCOME ? &record->outcome : &none.outcome;
	struct sqlite3_stmt *see = loader->statements[SEE];
	db_bind(loader->db, see, "i", url_id);
	int64_t occurrence = db_one(loader->db, see);
	bool is_new =
	    db_run(loader->db, loader->statements[ADD_OUTCOME], "iiitttittttt", loader->run_id,
		url_id, occurrence, class, outcome, o->stage, (int64_t)record->visit.http_status,
		o->detail, o->location, record->visit.fetched_at, o->retry_at, loader->now) > 0;
	return is_new ? occurrence : 0;
}

static void
set_effect(struct loader *loader, int64_t url_id, int64_t occurrence, enum shelf_effect effect)
{
	const char *name = shelf_effect_name(effect);
	if (name)
		db_run(loader->db, loader->statements[SET_EFFECT], "iiit", loader->run_id, url_id,
		    occurrence, str_from(name));
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

static bool
is_lasting_redirect(const struct record *record)
{
	int status = record->visit.http_status;
	return str_eq(record->outcome.outcome, STR("redirected")) &&
	       (status == 301 || status == 308);
}

/* What an outcome that is no page means for the URL's article, and for the URL it leads to. */
static enum shelf_effect
load_ending(struct loader *loader, int64_t url_id, const struct record *record)
{
	struct frontier *frontier = &loader->frontier;
	int64_t target = frontier_add(frontier, loader->arena, record->outcome.location,
	    record->visit.depth, record->visit.url, loader->now);
	if (is_lasting_redirect(record) && target && target != url_id) {
		frontier_alias(frontier, url_id, target);
		shelf_sweep(&loader->shelf, target, loader->now);
	}
	struct str at = record->visit.fetched_at.ptr ? record->visit.fetched_at : loader->now;
	if (record->visit.http_status == 0)
		return SHELF_NONE; /* nobody answered: nothing is known of the page */
	struct str cause = frontier_missing(frontier, url_id, record->visit.http_status, at);
	if (cause.ptr && shelf_delete(&loader->shelf, url_id, url_id, cause, loader->now))
		return SHELF_DELETED;
	bool is_same = stage_class_of(record) == OUTCOME_NOT_MODIFIED;
	return is_same && shelf_has(&loader->shelf, url_id) ? SHELF_SAME : SHELF_NONE;
}

static enum shelf_effect
load_page(struct loader *loader, int64_t url_id, const struct record *record)
{
	struct shelf_item item = {record, url_id, url_id, loader->now};
	frontier_missing(&loader->frontier, url_id, record->visit.http_status, loader->now);
	frontier_alias(&loader->frontier, url_id, 0);
	if (record->kind != RECORD_ARTICLE || !shelf_keeps(record->article.page_kind) ||
	    frontier_is_forgotten(&loader->frontier, url_id))
		return SHELF_NONE;
	return shelf_put(&loader->shelf, loader->arena, &item);
}

/* A page or an outcome: its row, what it means for the frontier, and what it brought.  False when
 * the record names no URL or outcome. */
static bool
load_url(struct loader *loader, const struct record *record)
{
	struct str outcome = outcome_of(record);
	struct str class = str_from(outcome_class_name(stage_class_of(record)));
	int64_t url_id = frontier_add(&loader->frontier, loader->arena, record->visit.url,
	    record->visit.depth, record->visit.via, loader->now);
	if (url_id == 0 || !outcome.ptr)
		return false;
	int64_t occurrence = add_outcome(loader, url_id, record, class, outcome);
	if (occurrence == 0 || str_eq(class, str_from(outcome_class_name(OUTCOME_DUPLICATE))))
		return true;
	enum shelf_effect effect;
	struct frontier_visit what = {
	    .visit = &record->visit, .class = class, .outcome = outcome, .now = loader->now};
	what.extractor = STR(WINNOW_VERSION); /* for records that do not say who read them */
	if (record->kind == RECORD_OUTCOME) {
		what.retry_at = record->outcome.retry_at;
		effect = load_ending(loader, url_id, record);
	} else {
		bool is_article = record->kind == RECORD_ARTICLE;
		if (is_article)
			what.extractor = record->article.extractor;
		effect = load_page(loader, url_id, record);
		add_links(
		    loader, record, is_article ? &record->article.links : &record->links.links);
	}
	what.is_article = effect != SHELF_NONE;
	what.changed = effect == SHELF_NEW || effect == SHELF_CHANGED;
	frontier_visit(&loader->frontier, loader->arena, url_id, &what);
	set_effect(loader, url_id, occurrence, effect);
	return true;
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
	bool is_url = load_url(loader, record);
	bool is_stored = db_unguard(loader->db);
	if (!is_stored)
		parts_forget(&loader->shelf.parts);
	if (!is_stored) {
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

/* ---- rejects, once more ---- */

/* A URL's next occurrence in the run follows those that are stored. */
static void
resume_run(struct loader *loader, int64_t run_id)
{
	if (loader->run_id == run_id)
		return;
	loader->run_id = run_id;
	db_run(loader->db, loader->statements[FORGET_SEEN], "");
	db_run(loader->db, loader->statements[RECALL_SEEN], "i", run_id);
}

/* Whether the record can be stored now: its outcome then takes the place of the reject. */
static bool
load_reject(struct loader *loader, int64_t run_id, int64_t n, const struct record *record)
{
	begin_batch(loader);
	resume_run(loader, run_id);
	db_guard(loader->db);
	bool loaded = load_url(loader, record);
	if (loaded)
		db_run(loader->db, loader->statements[DROP_REJECT], "ii", run_id, n);
	bool is_stored = db_unguard(loader->db);
	if (!is_stored)
		parts_forget(&loader->shelf.parts);
	return is_stored && loaded;
}

static void
retry_reject(struct loader *loader, int64_t run_id, int64_t n, struct str input)
{
	struct record record;
	struct str why;
	stage_count_in(loader->stage);
	bool readable = record_read(loader->arena, input, &record, &why) &&
			record.kind != RECORD_RUN && record.kind != RECORD_END;
	if (readable && load_reject(loader, run_id, n, &record)) {
		stage_count_out(loader->stage, &record);
		return;
	}
	record_set_outcome(&record, (struct str){NULL, 0}, "store", "bad-record", input);
	stage_count_rejected(loader->stage, &record);
}

void
load_rejects(struct db *db, struct stage *stage)
{
	struct arena arena;
	struct loader *loader = mem_alloc(sizeof *loader);
	arena_init(&arena, LIMIT_RECORD_BYTES);
	*loader = (struct loader){.db = db, .stage = stage, .arena = &arena};
	open_loader(loader);
	int64_t run_id = 0, n = 0;
	for (bool more = true; more && stage_signal() != SIGTERM;) {
		struct sqlite3_stmt *next = loader->statements[NEXT_REJECT];
		db_bind(db, next, "ii", run_id, n);
		more = db_step(db, next);
		if (!more)
			break;
		run_id = db_int(next, 0);
		n = db_int(next, 1);
		struct str input = arena_copy(&arena, db_text(next, 2));
		while (db_step(db, next))
			continue;
		retry_reject(loader, run_id, n, input);
		arena_reset(&arena);
		if (loader->in_batch >= BATCH)
			commit_batch(loader);
	}
	if (loader->in_batch > 0)
		commit_batch(loader);
	close_loader(loader);
	arena_clear(&arena);
	mem_free(loader);
}
