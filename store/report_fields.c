/* SPDX-License-Identifier: MIT */
/* report_fields.c - how many of a site's articles have each field, and where that has dropped */
#include "store/report_fields.h"

#include <assert.h>
#include <inttypes.h>

#include "store/report_limits.h"
#include "store/report_table.h"

static const struct field {
	const char *name; /* in temp.fill */
	enum word word;
} fields[] = {
    {"title", WORD_FIELD_TITLE},
    {"authors", WORD_FIELD_AUTHORS},
    {"published", WORD_FIELD_PUBLISHED},
    {"modified", WORD_FIELD_MODIFIED},
    {"language", WORD_FIELD_LANGUAGE},
    {"related", WORD_FIELD_RELATED},
    {"terms", WORD_FIELD_TERMS},
    {"disclaimer", WORD_FIELD_DISCLAIMER},
    {"body", WORD_FIELD_BODY},
};
#define N_FIELDS (sizeof fields / sizeof *fields)

enum word
fields_word(struct str name)
{
	size_t i = 0;
	while (i < N_FIELDS && !str_eq(name, str_from(fields[i].name)))
		i++;
	assert(i < N_FIELDS);
	return fields[i].word;
}

static void
write_head(struct html *html)
{
	table_open(html, WORD_FIELDS);
	html_add(html, "<thead><tr><th scope=\"col\">");
	html_word(html, WORD_SITE);
	html_add(html, "</th><th scope=\"col\" class=\"n\">");
	html_word(html, WORD_CHART_ARTICLES);
	for (size_t i = 0; i < N_FIELDS; i++) {
		html_add(html, "</th><th scope=\"col\" class=\"n\">");
		html_word(html, fields[i].word);
	}
	html_add(html, "</th></tr></thead>\n<tbody>\n");
}

static void
write_figure(struct html *html, enum word field, int64_t figure)
{
	if (field == WORD_FIELD_BODY)
		html_count(html, figure);
	else
		html_addf(html, "%" PRId64 "%%", figure);
}

/* What is stored; where it has dropped, what was stored, and below it what came. */
static void
write_fill(struct html *html, enum word field, struct sqlite3_stmt *row)
{
	int64_t share = db_int(row, 0);
	if (field == WORD_FIELD_BODY)
		html_add(html, "<td class=\"n\">");
	else
		html_addf(html, "<td class=\"n share\" style=\"--share:%" PRId64 "%%\">", share);
	write_figure(html, field, share);
	if (db_int(row, 2)) {
		html_add(html, " <strong class=\"drop\">▼ ");
		write_figure(html, field, db_int(row, 1));
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
	for (size_t i = 0; i < N_FIELDS; i++) {
		db_bind(db, fill, "tt", db_text(site, 0), str_from(fields[i].name));
		while (db_step(db, fill))
			write_fill(html, fields[i].word, fill);
	}
	html_add(html, "</tr>\n");
}

void
fields_write(struct html *html, struct db *db)
{
	int n = 0;
	struct sqlite3_stmt *sites = db_prepare(db,
	    "SELECT site, n_stock FROM temp.fill_site WHERE n_stock > 0 ORDER BY "
	    "(SELECT max(is_drop) FROM temp.fill WHERE fill.site = fill_site.site) DESC, "
	    "n_stock DESC, site LIMIT ?");
	struct sqlite3_stmt *fill =
	    db_prepare(db, "SELECT iif(is_drop, earlier, stock), fresh, is_drop FROM temp.fill "
			   "WHERE site = ?1 AND field = ?2");
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
