/* SPDX-License-Identifier: MIT */
/* report.c - what a night stored, as one line of JSON */
#include "store/report.h"

#include <inttypes.h>

#include "lib/json.h"
#include "store/site_nights.h"
#include "store/suspicion.h"

#define REPORT_ARENA_BYTES (512u << 20) /* a kilobyte a site: half a million sites */

/* "articles":{"new":N,...} of one site, or of all together. */
static void
write_articles(const struct site_night *night, struct buf *out)
{
	const int64_t *counts = night->counts;
	buf_addf(out,
	    "\"articles\":{\"new\":%" PRId64 ",\"changed\":%" PRId64 ",\"unchanged\":%" PRId64
	    ",\"deleted\":%" PRId64 "}",
	    counts[SITE_MADE_NEW], counts[SITE_CHANGED], counts[SITE_UNCHANGED],
	    counts[SITE_DELETED]);
}

static void
write_all_articles(const struct site_nights_list *sites, struct buf *out)
{
	struct site_night all = {{0}};
	for (size_t i = 0; i < sites->n; i++)
		for (int count = 0; count < SITE_N_COUNTS; count++)
			all.counts[count] += sites->items[i].tonight.counts[count];
	write_articles(&all, out);
}

static void
write_outcomes(struct db *db, struct str since, struct buf *out)
{
	struct sqlite3_stmt *rows =
	    db_prepare(db, "SELECT class, outcome, count(*) FROM outcome "
			   "WHERE run_id IN " SITE_NIGHTS_RUNS " GROUP BY 1, 2 ORDER BY 1, 2");
	struct buf class;
	buf_init(&class, 64);
	buf_add_text(out, ",\"outcomes\":{");
	db_bind(db, rows, "t", since);
	while (db_step(db, rows)) {
		struct str name = db_text(rows, 0);
		if (!str_eq(buf_str(&class), name)) {
			buf_add_text(out, class.len > 0 ? "}," : "");
			json_write_string(out, name);
			buf_add_text(out, ":{");
			buf_reset(&class);
			buf_add_str(&class, name);
		} else {
			buf_add_char(out, ',');
		}
		json_write_string(out, db_text(rows, 1));
		buf_addf(out, ":%lld", (long long)db_int(rows, 2));
	}
	buf_add_text(out, class.len > 0 ? "}}" : "}");
	buf_clear(&class);
	db_finish(rows);
}

static void
write_runs(struct db *db, struct str since, struct buf *out)
{
	static const char sql[] =
	    "SELECT coalesce(sum(state = 'ok'), 0), coalesce(sum(state = 'partial'), 0) FROM run "
	    "WHERE id IN " SITE_NIGHTS_RUNS;
	struct sqlite3_stmt *row = db_prepare(db, sql);
	db_bind(db, row, "t", since);
	while (db_step(db, row))
		buf_addf(out, ",\"runs\":{\"ok\":%" PRId64 ",\"partial\":%" PRId64 "}",
		    db_int(row, 0), db_int(row, 1));
	db_finish(row);
}

static void
write_usual(const struct site_nights *site, struct buf *out)
{
	static const struct {
		const char *name;
		enum site_count count;
	} members[] = {{"asked", SITE_ASKED}, {"good", SITE_GOOD}, {"articles", SITE_BROUGHT},
	    {"new", SITE_MADE_NEW}};
	const char *separator = ",\"usual\":{";
	for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
		buf_addf(out, "%s\"%s\":%" PRId64, separator, members[i].name,
		    site_nights_usual(site, members[i].count));
		separator = ",";
	}
	buf_add_char(out, '}');
}

static void
write_sites(const struct site_nights_list *sites, struct buf *out)
{
	buf_add_text(out, ",\"sites\":[");
	for (size_t i = 0; i < sites->n; i++) {
		const struct site_nights *site = &sites->items[i];
		const int64_t *counts = site->tonight.counts;
		buf_add_text(out, i > 0 ? ",{\"site\":" : "{\"site\":");
		json_write_string(out, site->site);
		buf_addf(out, ",\"asked\":%" PRId64 ",\"good\":%" PRId64 ",\"failed\":%" PRId64 ",",
		    counts[SITE_ASKED], counts[SITE_GOOD], counts[SITE_ASKED] - counts[SITE_GOOD]);
		write_articles(&site->tonight, out);
		buf_addf(out, ",\"nights\":%zu", site->n_before);
		if (site->n_before > 0)
			write_usual(site, out);
		buf_add_char(out, '}');
	}
	buf_add_char(out, ']');
}

static void
write_suspicions(struct arena *arena, const struct site_nights_list *sites, struct buf *out)
{
	struct suspicions found = {NULL, 0};
	suspicion_judge(arena, sites, &found);
	buf_add_text(out, ",\"suspicious\":[");
	for (size_t i = 0; i < found.n; i++) {
		buf_add_text(out, i > 0 ? ",{\"site\":" : "{\"site\":");
		json_write_string(out, found.items[i].site);
		buf_addf(out, ",\"reason\":\"%s\",\"detail\":", found.items[i].reason);
		json_write_string(out, found.items[i].detail);
		buf_add_char(out, '}');
	}
	buf_add_char(out, ']');
}

void
report_write(struct db *db, struct str since, struct buf *out)
{
	struct arena arena;
	struct site_nights_list sites;
	arena_init(&arena, REPORT_ARENA_BYTES);
	site_nights_read(db, &arena, since, &sites);
	buf_add_text(out, "{\"since\":");
	json_write_string(out, since);
	buf_add_char(out, ',');
	write_all_articles(&sites, out);
	write_outcomes(db, since, out);
	write_runs(db, since, out);
	write_sites(&sites, out);
	write_suspicions(&arena, &sites, out);
	buf_add_text(out, "}\n");
	arena_clear(&arena);
}
