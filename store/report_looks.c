/* SPDX-License-Identifier: MIT */
/* report_looks.c - what of the last night stands out against the nights before it */
#include "store/report_looks.h"

#include "store/report_fields.h"
#include "store/report_limits.h"
#include "store/report_table.h"

#define TEXT_OF(number)      #number
#define NUMBER(number)       TEXT_OF(number)
#define NIGHTS_BEFORE        NUMBER(REPORT_NIGHTS_BEFORE)
#define FEWEST               NUMBER(REPORT_FEWEST)
#define LAST                 "(SELECT last FROM temp.asked)"
#define SUM_WHERE(condition) "sum(iif(" condition ", n_urls, 0))"

/*
 * temp.site_night: what each site gave in the last night and in those it is held against.
 * temp.earlier: over the latter, in how many it was asked for and was good, and its worst and mean.
 */
static const char tables[] =
    "CREATE TEMP TABLE look (rank INTEGER NOT NULL, site TEXT, reason INTEGER NOT NULL, "
    "field INTEGER, now TEXT, earlier TEXT);"

    "CREATE TEMP TABLE site_night AS SELECT n, site, sum(n_urls) AS asked, " SUM_WHERE(
	"class IN "
	"('ok', "
	"'not-"
	"modified')") " AS good, " SUM_WHERE("class IN ('failed', 'deferred')") " AS "
										"troubled,"
										" " SUM_WHERE(
										    "effe"
										    "ct "
										    "= "
										    "'del"
										    "eted"
										    "'") " AS "
											 "delete"
											 "d "
											 "FROM "
											 "temp."
											 "tally "
											 "WHERE "
											 "n "
											 ">="
											 " " LAST
											 " -"
											 " " NIGHTS_BEFORE
											 " GROUP"
											 " BY "
											 "n, "
											 "site;"

											 "CREATE"
											 " TEMP "
											 "TABLE "
											 "earlie"
											 "r AS "
											 "SELECT"
											 " site,"
											 " count"
											 "(*) "
											 "AS "
											 "n_"
											 "asked,"
											 " sum("
											 "good "
											 "> 0) "
											 "AS "
											 "n_"
											 "good, "
											 "min("
											 "good) "
											 "AS "
											 "worst,"
											 " sum("
											 "good) "
											 "/ "
											 "count("
											 "*) AS "
											 "good, "
											 "sum("
											 "asked)"
											 " / "
											 "count("
											 "*) AS "
											 "asked "
											 "FROM "
											 "temp."
											 "site_"
											 "night "
											 "WHERE "
											 "n "
											 "<"
											 " " LAST
											 " GROUP"
											 " BY "
											 "site;"

											 "CREATE"
											 " TEMP "
											 "TABLE "
											 "tonigh"
											 "t AS "
											 "SELECT"
											 " * "
											 "FROM "
											 "temp."
											 "site_"
											 "night "
											 "WHERE "
											 "n "
											 "="
											 " " LAST;

/* Each gives site, now and before; the order is that of weight. */
static const struct check {
	enum word reason;
	const char *sql;
} checks[] = {
    {WORD_LOOK_SILENT,
	"SELECT site, tonight.good AS now, earlier.good AS earlier FROM temp.tonight "
	"JOIN temp.earlier USING (site) WHERE tonight.good = 0 AND n_good >= 2"},
    {WORD_LOOK_NOT_ASKED,
	"SELECT site, 0 AS now, asked AS earlier FROM temp.earlier WHERE n_asked >= 2 "
	"AND n_asked * 2 >= min(" NIGHTS_BEFORE ", " LAST " - 1) "
	"AND site NOT IN (SELECT site FROM temp.tonight)"},
    {WORD_LOOK_FAILING, "SELECT site, troubled AS now, NULL AS earlier FROM temp.tonight "
			"WHERE asked >= " FEWEST " AND troubled * 2 >= asked "
			"AND site NOT IN (SELECT site FROM temp.look)"},
    {WORD_LOOK_FEWER, "SELECT site, tonight.good AS now, worst AS earlier FROM temp.tonight "
		      "JOIN temp.earlier USING (site) WHERE n_asked >= 3 AND tonight.good > 0 "
		      "AND worst >= " FEWEST " AND tonight.good * 2 < worst"},
    {WORD_LOOK_GONE,
	"SELECT site, deleted AS now, NULL AS earlier FROM temp.tonight WHERE deleted >= " FEWEST
	" AND deleted * 10 >= (SELECT count(*) FROM article "
	"WHERE article.site = tonight.site AND article.deleted IS NULL)"},
    {WORD_LOOK_PARTIAL,
	"SELECT NULL AS site, n_partial AS now, NULL AS earlier FROM temp.night WHERE n = " LAST
	" AND n_partial > 0"},
    {WORD_LOOK_REJECTS,
	"SELECT NULL AS site, count(*) AS now, NULL AS earlier FROM temp.night_run JOIN reject "
	"USING (run_id) WHERE night_run.n = " LAST " HAVING count(*) > 0"},
};

int64_t
looks_find(struct db *db)
{
	db_exec(db, tables);
	for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
		struct buf sql;
		buf_init(&sql, 4096);
		buf_addf(&sql,
		    "INSERT INTO temp.look (rank, reason, site, now, earlier) "
		    "SELECT ?1, ?2, site, format('%%,d', now), format('%%,d', earlier) FROM (%s)",
		    checks[i].sql);
		struct sqlite3_stmt *add = db_prepare(db, buf_str(&sql).ptr);
		db_run(db, add, "ii", (int64_t)i, (int64_t)checks[i].reason);
		db_finish(add);
		buf_clear(&sql);
	}
	fields_look(db, sizeof checks / sizeof *checks);
	return db_int_of(db, "SELECT count(*) FROM temp.look");
}

bool
looks_bad(struct db *db)
{
	return db_int_of(db, "SELECT total(asked) > 0 AND total(good) = 0 FROM temp.tonight") != 0;
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
