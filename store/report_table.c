/* SPDX-License-Identifier: MIT */
/* report_table.c - a query as a table of HTML */
#include "store/report_table.h"

#include <inttypes.h>

#define TO_THE_MINUTE 16 /* 2026-11-22T18:00 */

static bool
is_number(enum cell cell)
{
	return cell == CELL_FIGURE || cell == CELL_COUNT || cell == CELL_PERCENT ||
	       cell == CELL_HUNDREDTHS;
}

/* 2026-11-22 18:00, and what is no such time as it is. */
static void
write_time(struct html *html, struct str time)
{
	struct str minute = str_slice(time, 0, TO_THE_MINUTE);
	size_t t = str_find_char(minute, 'T');
	html_text(html, str_slice(minute, 0, t));
	if (t == STR_NOT_FOUND)
		return;
	html_add(html, " ");
	html_text(html, str_slice(minute, t + 1, minute.len));
}

static void
write_percent(struct html *html, int64_t percent)
{
	html_addf(html, "<td class=\"n share\" style=\"--share:%" PRId64 "%%\">%" PRId64 "%%</td>",
	    percent, percent);
}

static void
write_code(struct html *html, struct str name)
{
	html_add(html, "<td class=\"name\"><code>");
	html_foreign(html, name, (struct str){NULL, 0});
	html_add(html, "</code></td>");
}

static void
write_number(struct html *html, enum cell cell, struct sqlite3_stmt *row, int column)
{
	html_add(html, "<td class=\"n\">");
	if (cell == CELL_FIGURE)
		html_text(html, db_text(row, column));
	else if (cell == CELL_COUNT)
		html_count(html, db_int(row, column));
	else
		html_hundredths(html, db_int(row, column));
	html_add(html, "</td>");
}

static void
write_text(struct html *html, enum cell cell, struct sqlite3_stmt *row, int column)
{
	struct str text = db_text(row, column);
	html_add(html,
	    cell == CELL_NAME || cell == CELL_TIME ? "<td class=\"name\">" : "<td class=\"long\">");
	if (cell == CELL_TIME)
		write_time(html, text);
	else if (cell == CELL_LINK)
		html_link(html, text, db_text(row, column + 1), (struct str){NULL, 0});
	else
		html_foreign(html, text, (struct str){NULL, 0});
	html_add(html, "</td>");
}

void
table_cell(struct html *html, enum cell cell, struct sqlite3_stmt *row, int column)
{
	if (is_number(cell) && !db_text(row, column).ptr)
		html_add(html, "<td class=\"n\"></td>");
	else if (cell == CELL_PERCENT)
		write_percent(html, db_int(row, column));
	else if (is_number(cell))
		write_number(html, cell, row, column);
	else if (cell == CELL_CODE)
		write_code(html, db_text(row, column));
	else
		write_text(html, cell, row, column);
}

void
table_open(struct html *html, enum word caption)
{
	html_add(html, "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"");
	html_word(html, caption);
	html_add(html, "\">\n<table>\n");
}

void
table_close(struct html *html)
{
	html_add(html, "</table>\n</div>\n");
}

void
table_say(struct html *html, enum word word)
{
	html_add(html, "<p class=\"said\">");
	html_word(html, word);
	html_add(html, "</p>\n");
}

static void
write_head(struct html *html, const struct table *table)
{
	table_open(html, table->caption);
	html_add(html, "<thead><tr>");
	for (size_t i = 0; i < table->n_columns; i++) {
		html_addf(html, "<th scope=\"col\"%s>",
		    is_number(table->columns[i].cell) ? " class=\"n\"" : "");
		html_word(html, table->columns[i].head);
		html_add(html, "</th>");
	}
	html_add(html, "</tr></thead>\n<tbody>\n");
}

static void
write_row(struct html *html, const struct table *table, struct sqlite3_stmt *row)
{
	int column = 0;
	html_add(html, "<tr>");
	for (size_t i = 0; i < table->n_columns; i++) {
		table_cell(html, table->columns[i].cell, row, column);
		column += table->columns[i].cell == CELL_LINK ? 2 : 1;
	}
	html_add(html, "</tr>\n");
}

int64_t
table_write(struct html *html, struct db *db, const struct table *table, int64_t most)
{
	struct sqlite3_stmt *rows = db_prepare(db, table->sql);
	int64_t n = 0;
	db_bind(db, rows, "i", most + 1);
	for (; db_step(db, rows) && n <= most; n++) {
		if (n == most)
			continue; /* one more than is shown */
		if (n == 0)
			write_head(html, table);
		write_row(html, table, rows);
	}
	db_finish(rows);
	if (n > 0) {
		html_add(html, "</tbody>\n");
		table_close(html);
	}
	if (n == 0 || n > most)
		table_say(html, n == 0 ? table->none : WORD_MORE);
	return n > most ? most : n;
}
