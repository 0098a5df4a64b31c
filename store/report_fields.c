/* SPDX-License-Identifier: MIT */
/* report_fields.c - how many of a site's articles have each field, and where that has dropped */
#include "store/report_fields.h"

#include <inttypes.h>

#include "store/report_limits.h"
#include "store/report_table.h"

/*
 * Of each site and field: its share, in percent, among the articles as they are (stock), among
 * those of before the last night (earlier), and among those that it brought (fresh).  Of the body
 * it is the median of the length.  A share that falls by a quarter of all articles, or a median
 * that halves, is a drop, if there are enough articles on both sides to say so.
 */
static const char tables[] =
    "CREATE TEMP TABLE fill (field INTEGER NOT NULL, site TEXT NOT NULL, stock INTEGER, "
    "earlier INTEGER, fresh INTEGER, is_drop INTEGER NOT NULL DEFAULT 0, "
    "PRIMARY KEY (site, field)) WITHOUT ROWID;"
    "CREATE TEMP TABLE fill_site AS SELECT site, count(*) FILTER (WHERE age < 2) AS n_stock, "
    "count(*) FILTER (WHERE age <> 1) AS n_earlier, count(*) FILTER (WHERE age = 1) AS n_fresh "
    "FROM temp.piece GROUP BY site";

#define SHARE(field, which) "CAST(100 * avg(" field ") FILTER (WHERE " which ") AS INTEGER)"
#define FILL(field)                                                                                \
	"INSERT INTO temp.fill (field, site, stock, earlier, fresh) SELECT ?1, site, " SHARE(      \
	    field, "age < 2") ", " SHARE(field, "age <> 1") ", " SHARE(field,                      \
	    "age = 1") " FROM temp.piece GROUP BY site"

static const char median[] =
    "INSERT INTO temp.fill (field, site, stock, earlier, fresh) "
    "WITH chosen AS (SELECT 0 AS which, site, length FROM temp.piece WHERE age < 2 "
    "UNION ALL SELECT 1, site, length FROM temp.piece WHERE age <> 1 "
    "UNION ALL SELECT 2, site, length FROM temp.piece WHERE age = 1), "
    "ranked AS (SELECT which, site, length, "
    "row_number() OVER (PARTITION BY site, which ORDER BY length) AS rank, "
    "count(*) OVER (PARTITION BY site, which) AS n FROM chosen) "
    "SELECT ?1, site, max(length) FILTER (WHERE which = 0), "
    "max(length) FILTER (WHERE which = 1), max(length) FILTER (WHERE which = 2) "
    "FROM ranked WHERE rank = (n + 1) / 2 GROUP BY site";

static const struct field {
	enum word name;
	const char *sql;
} fields[] = {
    {WORD_FIELD_TITLE, FILL("title")},
    {WORD_FIELD_AUTHORS, FILL("authors")},
    {WORD_FIELD_PUBLISHED, FILL("published")},
    {WORD_FIELD_MODIFIED, FILL("modified")},
    {WORD_FIELD_LANGUAGE, FILL("language")},
    {WORD_FIELD_RELATED, FILL("related")},
    {WORD_FIELD_TERMS, FILL("terms")},
    {WORD_FIELD_DISCLAIMER, FILL("disclaimer")},
    {WORD_FIELD_BODY, median},
};

void
fields_look(struct db *db, int64_t rank)
{
	db_exec(db, tables);
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		struct sqlite3_stmt *fill = db_prepare(db, fields[i].sql);
		db_run(db, fill, "i", (int64_t)fields[i].name);
		db_finish(fill);
	}
	struct sqlite3_stmt *mark = db_prepare(db,
	    "UPDATE temp.fill SET is_drop = coalesce(iif(field = ?1, fresh * 2 < earlier, "
	    "earlier - fresh >= 25), 0) WHERE site IN (SELECT site FROM temp.fill_site "
	    "WHERE min(n_earlier, n_fresh) >= ?2)");
	db_run(db, mark, "ii", (int64_t)WORD_FIELD_BODY, (int64_t)REPORT_FEWEST);
	db_finish(mark);
	struct sqlite3_stmt *look = db_prepare(db,
	    "INSERT INTO temp.look (rank, site, reason, field, now, earlier) "
	    "SELECT ?1, site, ?2, field, format('%,d%s', fresh, iif(field = ?3, '', '%')), "
	    "format('%,d%s', earlier, iif(field = ?3, '', '%')) FROM temp.fill WHERE is_drop");
	db_run(db, look, "iii", rank, (int64_t)WORD_LOOK_FIELD, (int64_t)WORD_FIELD_BODY);
	db_finish(look);
}

static void
write_head(struct html *html)
{
	table_open(html, WORD_FIELDS);
	html_add(html, "<thead><tr><th scope=\"col\">");
	html_word(html, WORD_SITE);
	html_add(html, "</th><th scope=\"col\" class=\"n\">");
	html_word(html, WORD_CHART_ARTICLES);
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		html_add(html, "</th><th scope=\"col\" class=\"n\">");
		html_word(html, fields[i].name);
	}
	html_add(html, "</th></tr></thead>\n<tbody>\n");
}

static void
write_figure(struct html *html, int64_t field, int64_t figure)
{
	if (field == WORD_FIELD_BODY)
		html_count(html, figure);
	else
		html_addf(html, "%" PRId64 "%%", figure);
}

/* What is stored; where it has dropped, what was stored, and below it what came. */
static void
write_fill(struct html *html, struct sqlite3_stmt *row)
{
	int64_t field = db_int(row, 0), share = db_int(row, 1);
	if (field == WORD_FIELD_BODY)
		html_add(html, "<td class=\"n\">");
	else
		html_addf(html, "<td class=\"n share\" style=\"--share:%" PRId64 "%%\">", share);
	write_figure(html, field, share);
	if (db_int(row, 3)) {
		html_add(html, " <strong class=\"drop\">▼ ");
		write_figure(html, field, db_int(row, 2));
		html_add(html, "</strong>");
	}
	html_add(html, "</td>");
}

static void
write_site(struct html *html, struct db *db, struct sqlite3_stmt *site, struct sqlite3_stmt *fill)
{
	html_add(html, "<tr><th scope=\"row\">");
	html_foreign(html, db_text(site, 0), (struct str){NULL, 0});
	html_add(html, "</th>");
	table_cell(html, CELL_COUNT, site, 1);
	db_bind(db, fill, "t", db_text(site, 0));
	while (db_step(db, fill))
		write_fill(html, fill);
	html_add(html, "</tr>\n");
}

void
fields_write(struct html *html, struct db *db)
{
	int n = 0;
	struct sqlite3_stmt *sites = db_prepare(db,
	    "SELECT site, n_stock FROM temp.fill_site ORDER BY (SELECT max(is_drop) "
	    "FROM temp.fill WHERE fill.site = fill_site.site) DESC, n_stock DESC, site LIMIT ?");
	struct sqlite3_stmt *fill =
	    db_prepare(db, "SELECT field, iif(is_drop, earlier, stock), fresh, is_drop FROM "
			   "temp.fill WHERE site = ? ORDER BY field");
	html_section(html, "fields", WORD_FIELDS, WORD_FIELDS_NOTE);
	write_head(html);
	db_bind(db, sites, "i", (int64_t)REPORT_ROWS + 1);
	for (; db_step(db, sites); n++)
		if (n < REPORT_ROWS)
			write_site(html, db, sites, fill);
	html_add(html, "</tbody>\n");
	table_close(html);
	if (n > REPORT_ROWS)
		table_say(html, WORD_MORE);
	html_section_end(html);
	db_finish(fill);
	db_finish(sites);
}
