/* SPDX-License-Identifier: MIT */
/* report_table.h - a query as a table of HTML */
#ifndef STORE_REPORT_TABLE_H
#define STORE_REPORT_TABLE_H

#include "store/db.h"
#include "store/report_html.h"

enum cell {
	CELL_NAME,       /* of a site or host */
	CELL_TEXT,       /* of others, maybe long */
	CELL_CODE,       /* a name out of our programs */
	CELL_TIME,       /* RFC 3339, shown to the minute */
	CELL_FIGURE,     /* a number as the query prints it */
	CELL_COUNT,      /* an integer */
	CELL_PERCENT,    /* an integer, with a bar; NULL leaves the cell empty */
	CELL_HUNDREDTHS, /* an integer: 150 is 1.50; NULL leaves the cell empty */
	CELL_LINK        /* two columns of the query: URL and text */
};

struct column {
	enum word head;
	enum cell cell;
};

struct table {
	enum word caption;
	enum word none;  /* said instead of a table without rows */
	const char *sql; /* gives the columns in their order; ?1 is the number of rows */
	const struct column *columns;
	size_t n_columns;
};

/* Writes at most `most` rows; says so when there are more.  How many it wrote. */
int64_t table_write(struct html *html, struct db *db, const struct table *table, int64_t most);

/* What stands round the rows, for tables that are not one query: a region that scrolls by itself
 * when it is too wide, named for those who do not see the heading above it.  Then the head, by
 * hand. */
void table_open(struct html *html, enum word caption);
void table_close(struct html *html);

/* A sentence of ours in place of rows, or below them. */
void table_say(struct html *html, enum word word);

/* One cell of a body, from the column of the row at hand. */
void table_cell(struct html *html, enum cell cell, struct sqlite3_stmt *row, int column);

#endif
