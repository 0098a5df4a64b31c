/* SPDX-License-Identifier: MIT */
/* report_looks.c - what of the last night stands out against the nights before it */
#include "store/report_looks.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>

#include "store/report_facts.h"
#include "store/report_fields.h"
#include "store/report_limits.h"
#include "store/report_table.h"
#include "store/site_nights.h"
#include "store/suspicion.h"

#define LOOKS_ARENA_BYTES (512u << 20) /* a kilobyte a site, as store/report.c has it */
#define FIGURE_LEN        48

#define TEXT_OF(number) #number
#define NUMBER(number)  TEXT_OF(number)
#define NIGHTS_BEFORE   NUMBER(REPORT_NIGHTS_BEFORE)
#define FEWEST          NUMBER(REPORT_FEWEST)
#define LAST            "(SELECT last FROM temp.asked)"

static const char tables[] =
    "CREATE TEMP TABLE look (rank INTEGER NOT NULL, site TEXT, reason INTEGER NOT NULL, "
    "field INTEGER, now TEXT, earlier TEXT);"
    /* What each site was asked for, and what went, in the last night and those before it. */
    "CREATE TEMP TABLE site_night AS SELECT n, site, sum(n_urls) AS asked, "
    "sum(iif(effect = 'deleted', n_urls, 0)) AS deleted "
    "FROM temp.tally WHERE n >= " LAST " - " NIGHTS_BEFORE " GROUP BY n, site";

/* What store/suspicion.h judges, in its order, and the count that shows it, of the pages asked. */
static const struct {
	const char *name;
	enum word reason;
	enum site_count count;
} suspicions[] = {
    {"silent", WORD_LOOK_SILENT, SITE_GOOD},
    {"turned", WORD_LOOK_TURNED, SITE_BROUGHT},
    {"failing", WORD_LOOK_FAILING, SITE_GOOD},
    {"nothing-new", WORD_LOOK_NOTHING_NEW, SITE_MADE_NEW},
};
#define N_SUSPICIONS (sizeof suspicions / sizeof *suspicions)

/* What is looked at beyond that; each gives site, now and earlier. */
static const struct {
	enum word reason;
	const char *sql;
} checks[] = {
    {WORD_LOOK_NOT_ASKED,
	"SELECT site, 0 AS now, sum(asked) / count(*) AS earlier FROM temp.site_night "
	"WHERE n < " LAST " AND site NOT IN (SELECT site FROM temp.site_night WHERE n = " LAST ") "
	"GROUP BY site HAVING count(*) >= 2 "
	"AND count(*) * 2 >= min(" NIGHTS_BEFORE ", " LAST " - 1)"},
    {WORD_LOOK_GONE, "SELECT site, deleted AS now, NULL AS earlier FROM temp.site_night AS tonight "
		     "WHERE n = " LAST " AND deleted >= " FEWEST " AND deleted * 10 >= "
		     "(SELECT count(*) FROM article WHERE article.site = tonight.site "
		     "AND article.deleted IS NULL)"},
    {WORD_LOOK_PARTIAL, "SELECT NULL AS site, n_partial AS now, NULL AS earlier "
			"FROM temp.night WHERE n = " LAST " AND n_partial > 0"},
    {WORD_LOOK_REJECTS, "SELECT NULL AS site, count(*) AS now, NULL AS earlier "
			"FROM temp.night_run JOIN reject USING (run_id) "
			"WHERE night_run.n = " LAST " HAVING count(*) > 0"},
};
#define N_CHECKS (sizeof checks / sizeof *checks)

static size_t
suspicion_row(const char *reason)
{
	size_t i = 0;
	while (i < N_SUSPICIONS && !str_eq(str_from(reason), str_from(suspicions[i].name)))
		i++;
	assert(i < N_SUSPICIONS); /* store/suspicion.c has one that is not told here */
	return i;
}

static void
add_suspicion(struct db *db, struct sqlite3_stmt *add, const struct suspicion *found,
    const struct site_nights *site)
{
	char now[FIGURE_LEN], earlier[FIGURE_LEN];
	size_t row = suspicion_row(found->reason);
	enum site_count count = suspicions[row].count;
	snprintf(now, sizeof now, "%" PRId64 " / %" PRId64, site->tonight.counts[count],
	    site->tonight.counts[SITE_ASKED]);
	snprintf(earlier, sizeof earlier, "%" PRId64 " / %" PRId64, site_nights_usual(site, count),
	    site_nights_usual(site, SITE_ASKED));
	db_run(db, add, "ititt", (int64_t)row, found->site, (int64_t)suspicions[row].reason,
	    str_from(now), str_from(earlier));
}

/* The judgement of winnow-store --report over the same night: both say the same. */
static void
find_suspicions(struct db *db, struct str night)
{
	struct arena arena;
	struct site_nights_list sites;
	struct suspicions found = {NULL, 0};
	arena_init(&arena, LOOKS_ARENA_BYTES);
	site_nights_read(db, &arena, night, &sites);
	suspicion_judge(&arena, &sites, &found);
	struct sqlite3_stmt *add =
	    db_prepare(db, "INSERT INTO temp.look (rank, site, reason, now, earlier) "
			   "SELECT ?1, ?2, ?3, ?4, ?5 WHERE " FACTS_OF_SITE("?2"));
	for (size_t i = 0, site = 0; i < found.n; i++) { /* both are in the order of sites */
		while (!str_eq(sites.items[site].site, found.items[i].site))
			site++;
		add_suspicion(db, add, &found.items[i], &sites.items[site]);
	}
	db_finish(add);
	arena_clear(&arena);
}

static void
find_others(struct db *db)
{
	for (size_t i = 0; i < N_CHECKS; i++) {
		struct buf sql;
		buf_init(&sql, 4096);
		buf_addf(&sql,
		    "INSERT INTO temp.look (rank, reason, site, now, earlier) SELECT ?1, ?2, site, "
		    "format('%%,d', now), iif(earlier IS NULL, NULL, format('%%,d', earlier)) "
		    "FROM (%s)",
		    checks[i].sql);
		struct sqlite3_stmt *add = db_prepare(db, buf_str(&sql).ptr);
		db_run(db, add, "ii", (int64_t)(N_SUSPICIONS + i), (int64_t)checks[i].reason);
		db_finish(add);
		buf_clear(&sql);
	}
}

int64_t
looks_find(struct db *db)
{
	struct sqlite3_stmt *night = db_prepare(db, "SELECT name FROM temp.night WHERE n = " LAST);
	db_exec(db, tables);
	while (db_step(db, night))
		find_suspicions(db, db_text(night, 0));
	db_finish(night);
	find_others(db);
	fields_look(db, N_SUSPICIONS + N_CHECKS);
	return db_int_of(db, "SELECT count(*) FROM temp.look");
}

bool
looks_bad(struct db *db)
{
	return db_int_of(db, "SELECT total(n_urls) > 0 AND "
			     "total(iif(class IN ('ok', 'not-modified'), n_urls, 0)) = 0 "
			     "FROM temp.tally WHERE n = " LAST) != 0;
}

/* A figure of the night or of those before it, if it is known. */
static void
write_figure(struct html *html, enum word name, struct str figure)
{
	if (!figure.ptr)
		return;
	html_add(html, "<span>");
	html_word(html, name);
	html_add(html, " <b>");
	html_text(html, figure);
	html_add(html, "</b></span>\n");
}

static void
write_look(struct html *html, struct sqlite3_stmt *row)
{
	html_add(html, "<li><h3>");
	if (db_text(row, 0).ptr)
		html_foreign(html, db_text(row, 0), (struct str){NULL, 0});
	else
		html_word(html, WORD_WHOLE_NIGHT);
	html_add(html, "</h3>\n<p>");
	html_word(html, (enum word)db_int(row, 1));
	if (db_text(row, 2).ptr) {
		html_word(html, WORD_COLON);
		html_word(html, (enum word)db_int(row, 2));
	}
	html_add(html, "</p>\n<p class=\"about\">");
	write_figure(html, WORD_LAST_NIGHT, db_text(row, 3));
	write_figure(html, WORD_BEFORE, db_text(row, 4));
	html_add(html, "</p></li>\n");
}

void
looks_write(struct html *html, struct db *db)
{
	int n = 0;
	struct sqlite3_stmt *rows = db_prepare(db,
	    "SELECT site, reason, field, now, earlier FROM temp.look ORDER BY rank, site, field "
	    "LIMIT ?");
	html_section(html, "looks", WORD_LOOKS, WORD_LOOKS_NOTE);
	db_bind(db, rows, "i", (int64_t)REPORT_ROWS + 1);
	for (; db_step(db, rows); n++) {
		html_add(html, n == 0 ? "<ul class=\"looks\">\n" : "");
		if (n < REPORT_ROWS)
			write_look(html, rows);
	}
	db_finish(rows);
	html_add(html, n > 0 ? "</ul>\n" : "");
	if (n == 0 || n > REPORT_ROWS)
		table_say(html, n == 0 ? WORD_NO_LOOKS : WORD_MORE);
	html_section_end(html);
}
