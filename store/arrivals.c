/* SPDX-License-Identifier: MIT */
/* arrivals.c - what a record of a URL does to the database: its outcome, the frontier, the shelf */
#include "store/arrivals.h"

#include "lib/outcome.h"
#include "lib/stage.h"

enum statement { HAS_OUTCOME, ADD_OUTCOME, N_STATEMENTS };
_Static_assert(N_STATEMENTS == ARRIVALS_STATEMENTS, "ARRIVALS_STATEMENTS counts the table");

static const char *const sql[N_STATEMENTS] = {
    [HAS_OUTCOME] = "SELECT 1 FROM outcome WHERE run_id = ?1 AND url_id = ?2 AND occurrence = ?3",
    [ADD_OUTCOME] = "INSERT INTO outcome (run_id, url_id, occurrence, class, outcome, stage, "
		    "http_status, detail, location, fetched_at, retry_at, stored_at, effect) "
		    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
};

void
arrivals_open(struct arrivals *to, struct db *db, struct arena *arena)
{
	*to = (struct arrivals){.db = db, .arena = arena};
	db_expect_guards(db);
	for (int i = 0; i < N_STATEMENTS; i++)
		to->statements[i] = db_prepare(db, sql[i]);
	seen_open(&to->seen, db);
	frontier_open(&to->frontier, db);
	canonical_open(&to->canonical, &to->frontier);
	shelf_open(&to->shelf, db);
}

void
arrivals_close(struct arrivals *to)
{
	for (int i = 0; i < N_STATEMENTS; i++)
		db_finish(to->statements[i]);
	canonical_close(&to->canonical);
	frontier_close(&to->frontier);
	shelf_close(&to->shelf);
	seen_close(&to->seen);
}

void
arrivals_begin_batch(struct arrivals *to)
{
	db_begin(to->db);
	if (db_was_changed(to->db))
		parts_forget(&to->shelf.parts);
	to->now = str_from(timestamp_print(timestamp_now(), to->now_text));
}

void
arrivals_begin_run(struct arrivals *to, int64_t run_id, bool goes_on)
{
	to->run_id = run_id;
	to->is_fresh = run_id == 0;
	seen_forget(&to->seen);
	if (goes_on)
		seen_recall(&to->seen, run_id);
}

/* Whether the run has this outcome already, since it is loaded again. */
static bool
has_outcome(struct arrivals *to, int64_t url_id, int64_t occurrence)
{
	struct sqlite3_stmt *has = to->statements[HAS_OUTCOME];
	if (to->is_fresh)
		return false;
	db_bind(to->db, has, "iii", to->run_id, url_id, occurrence);
	return db_one(to->db, has) != 0;
}

/* What a record did to the database, to be told in its outcome. */
struct arrival {
	int64_t url_id, occurrence;
	struct str class, outcome;
	enum shelf_effect effect;
};

static void
add_outcome(struct arrivals *to, const struct record *record, const struct arrival *arrival)
{
	struct record none = {.kind = RECORD_OUTCOME};
	const struct record_outcome *o =
	    record->kind == RECORD_OUTCOME ? &record->outcome : &none.outcome;
	db_run(to->db, to->statements[ADD_OUTCOME], "iiitttitttttt", to->run_id, arrival->url_id,
	    arrival->occurrence, arrival->class, arrival->outcome, o->stage,
	    (int64_t)record->visit.http_status, o->detail, o->location, record->visit.fetched_at,
	    o->retry_at, to->now, str_from(shelf_effect_name(arrival->effect)));
}

static void
add_links(struct arrivals *to, const struct record *record, const struct str_list *links)
{
	int depth = record->visit.depth + 1;
	for (size_t i = 0; i < links->n; i++)
		frontier_add(
		    &to->frontier, to->arena, links->items[i], depth, record->visit.url, to->now);
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
load_ending(struct arrivals *to, int64_t url_id, const struct record *record)
{
	struct frontier *frontier = &to->frontier;
	int64_t target = frontier_add(frontier, to->arena, record->outcome.location,
	    record->visit.depth, record->visit.url, to->now);
	if (is_lasting_redirect(record) && target && target != url_id) {
		frontier_alias(frontier, url_id, target);
		canonical_release(&to->canonical, url_id, to->now);
		if (shelf_has(&to->shelf, target))
			shelf_delete(&to->shelf, url_id, 0, STR("moved"), to->now);
	}
	struct str at = record->visit.fetched_at.ptr ? record->visit.fetched_at : to->now;
	if (record->visit.http_status == 0)
		return SHELF_NONE; /* nobody answered: nothing is known of the page */
	struct str cause = frontier_missing(frontier, url_id, record->visit.http_status, at);
	if (cause.ptr)
		canonical_release(&to->canonical, url_id, to->now);
	if (cause.ptr && shelf_delete(&to->shelf, url_id, url_id, cause, to->now))
		return SHELF_DELETED;
	bool is_same = stage_class_of(record) == OUTCOME_NOT_MODIFIED;
	return is_same && shelf_has(&to->shelf, url_id) ? SHELF_SAME : SHELF_NONE;
}

static enum shelf_effect
load_page(struct arrivals *to, int64_t url_id, const struct record *record)
{
	struct shelf_item item = {record, url_id, url_id, to->now};
	frontier_missing(&to->frontier, url_id, record->visit.http_status, to->now);
	if (record->kind != RECORD_ARTICLE || !shelf_keeps(record->article.page_kind)) {
		frontier_alias(&to->frontier, url_id, 0);
		canonical_release(&to->canonical, url_id, to->now);
		return SHELF_NONE;
	}
	bool is_alias = canonical_follow(&to->canonical, to->arena, record, url_id, to->now);
	if (frontier_is_forgotten(&to->frontier, url_id))
		return SHELF_NONE;
	if (is_alias)
		return shelf_delete(&to->shelf, url_id, 0, STR("moved"), to->now) ? SHELF_DELETED
										  : SHELF_NONE;
	return shelf_put(&to->shelf, to->arena, &item);
}

/* The record is the first of its URL in its run, and makes the difference. */
static enum shelf_effect
visit(struct arrivals *to, const struct record *record, const struct arrival *arrival)
{
	enum shelf_effect effect;
	struct frontier_visit what = {.visit = &record->visit,
	    .class = arrival->class,
	    .outcome = arrival->outcome,
	    .now = to->now};
	what.extractor = STR(WINNOW_VERSION); /* for records that do not say who read them */
	if (record->kind == RECORD_OUTCOME) {
		what.retry_at = record->outcome.retry_at;
		effect = load_ending(to, arrival->url_id, record);
	} else {
		bool is_article = record->kind == RECORD_ARTICLE;
		if (is_article)
			what.extractor = record->article.extractor;
		effect = load_page(to, arrival->url_id, record);
		add_links(to, record, is_article ? &record->article.links : &record->links.links);
	}
	what.is_article = effect != SHELF_NONE;
	what.changed = effect == SHELF_NEW || effect == SHELF_CHANGED;
	frontier_visit(&to->frontier, to->arena, arrival->url_id, &what);
	return effect;
}

bool
arrivals_take(struct arrivals *to, const struct record *record)
{
	struct arrival arrival = {
	    .class = str_from(outcome_class_name(stage_class_of(record))),
	    .outcome = outcome_of(record),
	    .effect = SHELF_NONE,
	};
	arrival.url_id = frontier_add(&to->frontier, to->arena, record->visit.url,
	    record->visit.depth, record->visit.via, to->now);
	if (arrival.url_id == 0 || !arrival.outcome.ptr)
		return false;
	arrival.occurrence = seen_count(&to->seen, arrival.url_id);
	if (has_outcome(to, arrival.url_id, arrival.occurrence))
		return true;
	if (!str_eq(arrival.class, str_from(outcome_class_name(OUTCOME_DUPLICATE))))
		arrival.effect = visit(to, record, &arrival);
	add_outcome(to, record, &arrival);
	return true;
}

bool
arrivals_keep(struct arrivals *to)
{
	bool is_kept = db_unguard(to->db);
	if (!is_kept) {
		parts_forget(&to->shelf.parts);
		seen_take_back(&to->seen);
	}
	return is_kept;
}
