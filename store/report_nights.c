/* SPDX-License-Identifier: MIT */
/* report_nights.c - the nights of the report, as charts and in numbers */
#include "store/report_nights.h"

#include "store/report_chart.h"
#include "store/report_limits.h"
#include "store/report_table.h"

#define LEN(array) (sizeof(array) / sizeof *(array))

static const struct series effects[] = {
    {WORD_NEW, "c-new"},
    {WORD_CHANGED, "c-changed"},
    {WORD_UNCHANGED, "c-same"},
    {WORD_DELETED, "c-gone"},
};
static const struct series classes[] = {
    {WORD_CLASS_OK, "c-ok"},
    {WORD_CLASS_NOT_MODIFIED, "c-not-modified"},
    {WORD_CLASS_REDIRECTED, "c-redirected"},
    {WORD_CLASS_DUPLICATE, "c-duplicate"},
    {WORD_CLASS_DENIED, "c-denied"},
    {WORD_CLASS_DEFERRED, "c-deferred"},
    {WORD_CLASS_FAILED, "c-failed"},
};
static const struct series speeds[] = {{WORD_SPEED, "c-speed"}};

static const struct chart charts[] = {
    {WORD_CHART_ARTICLES, WORD_AXIS_ARTICLES,
	"SELECT name, new, changed, unchanged, deleted FROM temp.by_night ORDER BY n", false,
	effects, LEN(effects)},
    {WORD_CHART_OUTCOMES, WORD_AXIS_ADDRESSES,
	"SELECT name, ok, not_modified, redirected, duplicate, denied, deferred, failed "
	"FROM temp.by_night ORDER BY n",
	false, classes, LEN(classes)},
    {WORD_CHART_SPEED, WORD_AXIS_SPEED, "SELECT name, speed FROM temp.by_night ORDER BY n", true,
	speeds, LEN(speeds)},
};

static const struct column columns[] = {
    {WORD_NIGHT, CELL_TIME},
    {WORD_RUNS, CELL_COUNT},
    {WORD_ASKED, CELL_COUNT},
    {WORD_GOOD, CELL_COUNT},
    {WORD_DENIED, CELL_COUNT},
    {WORD_DEFERRED, CELL_COUNT},
    {WORD_FAILED, CELL_COUNT},
    {WORD_NEW, CELL_COUNT},
    {WORD_CHANGED, CELL_COUNT},
    {WORD_UNCHANGED, CELL_COUNT},
    {WORD_DELETED, CELL_COUNT},
    {WORD_SPEED, CELL_HUNDREDTHS},
};
static const struct table nights = {WORD_AS_TABLE, WORD_NOTHING_STORED,
    "SELECT name, n_runs, asked, ok + not_modified, denied, deferred, failed, new, changed, "
    "unchanged, deleted, speed FROM temp.by_night ORDER BY n DESC LIMIT ?1",
    columns, LEN(columns)};

void
nights_write(struct html *html, struct db *db)
{
	html_section(html, "nights", WORD_NIGHTS, WORD_NIGHTS_NOTE);
	html_add(html, "<div class=\"charts\">\n");
	for (size_t i = 0; i < LEN(charts); i++)
		chart_write(html, db, &charts[i]);
	html_add(html, "</div>\n<details>\n<summary>");
	html_word(html, WORD_AS_TABLE);
	html_add(html, "</summary>\n");
	table_write(html, db, &nights, REPORT_NIGHTS_MOST);
	html_add(html, "</details>\n");
	html_section_end(html);
}
