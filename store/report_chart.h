/* SPDX-License-Identifier: MIT */
/* report_chart.h - a query as stacked bars, one bar a night, in inline SVG */
#ifndef STORE_REPORT_CHART_H
#define STORE_REPORT_CHART_H

#include "store/db.h"
#include "store/report_html.h"

#define CHART_SERIES 8 /* at most */

struct series {
	enum word name;
	const char *style; /* class of its colour */
};

struct chart {
	enum word title, axis;
	const char *sql;    /* gives, oldest night first, its name and a value for each series */
	bool is_hundredths; /* what the values are */
	const struct series *series; /* the first is at the bottom */
	size_t n_series;
};

/* "<figure>" with title, axes, units and a key.  For those who do not see it, it says what it shows
 * and the highest bar; each bar says its numbers. */
void chart_write(struct html *html, struct db *db, const struct chart *chart);

#endif
