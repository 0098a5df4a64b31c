/* SPDX-License-Identifier: MIT */
/* report_chart.c - a query as stacked bars, one bar a night, in inline SVG */
#include "store/report_chart.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>

#include "store/report_limits.h"

/* A chart is about as wide as a telephone, on a desk three stand side by side: its letters are of
 * one size everywhere. */
enum { WIDTH = 360, HEIGHT = 212, LEFT = 42, RIGHT = 4, TOP = 24, BOTTOM = 36 };
#define PLOT_WIDTH  (WIDTH - LEFT - RIGHT)
#define PLOT_HEIGHT (HEIGHT - TOP - BOTTOM)
#define WIDEST_BAR  26.0
#define FILLED      0.78 /* of the place of a bar */
#define NAME_LEN    20   /* 2026-11-22T18:00:00Z */

struct bars {
	const struct chart *chart;
	size_t n;
	char names[REPORT_NIGHTS_MOST][NAME_LEN + 1];
	int64_t values[REPORT_NIGHTS_MOST][CHART_SERIES];
	int64_t sums[CHART_SERIES]; /* over the nights */
	int64_t highest, top;       /* bar; and the end of the axis */
};

/* The next number that is round, as is its half. */
static int64_t
round_up(int64_t n)
{
	static const int64_t steps[] = {1, 2, 4, 6, 8, 10, 12, 14, 16, 20, 24, 30, 40, 50, 60, 80};
	for (int64_t power = 1; power < INT64_MAX / 1000; power *= 10)
		for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
			if (steps[i] * power >= n)
				return steps[i] * power;
	return n;
}

static void
read_bars(struct db *db, const struct chart *chart, struct bars *bars)
{
	struct sqlite3_stmt *rows = db_prepare(db, chart->sql);
	*bars = (struct bars){.chart = chart};
	while (db_step(db, rows) && bars->n < REPORT_NIGHTS_MOST) {
		int64_t height = 0;
		struct str name = str_slice(db_text(rows, 0), 0, NAME_LEN);
		snprintf(bars->names[bars->n], NAME_LEN + 1, "%.*s", STR_ARGS(name));
		for (size_t i = 0; i < chart->n_series; i++) {
			int64_t value = db_int(rows, (int)i + 1);
			bars->values[bars->n][i] = value;
			bars->sums[i] += value;
			height += value;
		}
		bars->highest = height > bars->highest ? height : bars->highest;
		bars->n++;
	}
	db_finish(rows);
	bars->top = round_up(bars->highest > 0 ? bars->highest : 1);
}

/* 12, 340, 5.6k, 78k, 9M: as long as there is room beside an axis. */
static void
write_short(struct html *html, const struct chart *chart, int64_t value)
{
	static const struct {
		int64_t unit;
		const char *letter;
	} units[] = {{1000000000, "G"}, {1000000, "M"}, {1000, "k"}};
	if (chart->is_hundredths && value % 100 != 0) {
		html_hundredths(html, value);
		return;
	}
	int64_t n = chart->is_hundredths ? value / 100 : value;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (n >= units[i].unit) {
			html_addf(html, n % units[i].unit ? "%.1f%s" : "%.0f%s",
			    (double)n / (double)units[i].unit, units[i].letter);
			return;
		}
	html_addf(html, "%" PRId64, n);
}

static void
write_value(struct html *html, const struct chart *chart, int64_t value)
{
	if (chart->is_hundredths)
		html_hundredths(html, value);
	else
		html_count(html, value);
}

static double
y_of(const struct bars *bars, int64_t value)
{
	return TOP + PLOT_HEIGHT * (1 - (double)value / (double)bars->top);
}

/* Lines at nothing, half and all, each with its number; and what they count. */
static void
write_scale(struct html *html, const struct bars *bars)
{
	for (int half = 0; half <= 2; half++) {
		int64_t value = bars->top * half / 2;
		double y = y_of(bars, value);
		if (bars->top * half % 2)
			continue;
		html_addf(html, "<path class=\"%s\" d=\"M%d %.1fH%d\"/>", half ? "grid" : "axis",
		    LEFT, y, WIDTH - RIGHT);
		html_addf(html, "<text class=\"end\" x=\"%d\" y=\"%.1f\">", LEFT - 6, y + 4);
		write_short(html, bars->chart, value);
		html_add(html, "</text>\n");
	}
	html_add(html, "<text x=\"0\" y=\"11\">");
	html_word(html, bars->chart->axis);
	html_add(html, "</text>\n");
}

/* Month and day of a night, below its bar. */
static void
write_day(struct html *html, const struct bars *bars, size_t night, const char *anchor, double x)
{
	html_addf(html, "<text class=\"%s\" x=\"%.1f\" y=\"%d\">", anchor, x, HEIGHT - BOTTOM + 15);
	html_text(html, str_slice(str_from(bars->names[night]), 5, 10));
	html_add(html, "</text>");
}

static void
write_days(struct html *html, const struct bars *bars)
{
	double place = (double)PLOT_WIDTH / (double)bars->n;
	size_t middle = bars->n / 2;
	if (bars->n < 8) {
		for (size_t i = 0; i < bars->n; i++)
			write_day(html, bars, i, "mid", LEFT + place * ((double)i + 0.5));
	} else {
		write_day(html, bars, 0, "start", LEFT);
		write_day(html, bars, middle, "mid", LEFT + place * ((double)middle + 0.5));
		write_day(html, bars, bars->n - 1, "end", WIDTH - RIGHT);
	}
	html_addf(
	    html, "\n<text class=\"mid\" x=\"%d\" y=\"%d\">", LEFT + PLOT_WIDTH / 2, HEIGHT - 4);
	html_word(html, WORD_AXIS_NIGHTS);
	html_add(html, "</text>\n");
}

/* What a pointer is told: "2026-11-22: new 3, changed 1". */
static void
write_tip(struct html *html, const struct bars *bars, size_t night)
{
	const char *between = ": ";
	html_add(html, "<title>");
	html_text(html, str_slice(str_from(bars->names[night]), 0, 10));
	for (size_t i = 0; i < bars->chart->n_series; i++) {
		if (bars->values[night][i] == 0)
			continue;
		html_add(html, between);
		html_word(html, bars->chart->series[i].name);
		html_add(html, " ");
		write_value(html, bars->chart, bars->values[night][i]);
		between = ", ";
	}
	html_add(html, "</title>");
}

static void
write_bar(struct html *html, const struct bars *bars, size_t night)
{
	double place = (double)PLOT_WIDTH / (double)bars->n;
	double width = place * FILLED > WIDEST_BAR ? WIDEST_BAR : place * FILLED;
	double x = LEFT + place * (double)night + (place - width) / 2;
	int64_t below = 0;
	html_add(html, "<g>");
	write_tip(html, bars, night);
	for (size_t i = 0; i < bars->chart->n_series; i++) {
		int64_t value = bars->values[night][i];
		if (value == 0)
			continue;
		double y = y_of(bars, below + value);
		html_addf(html,
		    "<rect class=\"%s\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\"/>",
		    bars->chart->series[i].style, x, y, width, y_of(bars, below) - y);
		below += value;
	}
	html_add(html, "</g>\n");
}

static void
write_alternative(struct html *html, const struct bars *bars)
{
	html_addf(html, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"", WIDTH, HEIGHT);
	html_word(html, bars->chart->title);
	html_add(html, ": ");
	html_word(html, bars->chart->axis);
	if (bars->n > 0) {
		html_add(html, ", ");
		html_text(html, str_slice(str_from(bars->names[0]), 0, 10));
		html_add(html, " – ");
		html_text(html, str_slice(str_from(bars->names[bars->n - 1]), 0, 10));
		html_add(html, "; ");
		html_word(html, WORD_HIGHEST);
		html_add(html, " ");
		write_value(html, bars->chart, bars->highest);
	}
	html_add(html, "\">\n");
}

/* The colours of what occurs. */
static void
write_key(struct html *html, const struct bars *bars)
{
	const struct chart *chart = bars->chart;
	html_add(html, "<ul class=\"key\">");
	for (size_t i = 0; i < chart->n_series; i++) {
		if (bars->sums[i] == 0 && chart->n_series > 1)
			continue;
		html_addf(html, "<li class=\"%s\">", chart->series[i].style);
		html_word(html, chart->series[i].name);
		html_add(html, "</li>");
	}
	html_add(html, "</ul>\n");
}

void
chart_write(struct html *html, struct db *db, const struct chart *chart)
{
	struct bars bars;
	assert(chart->n_series <= CHART_SERIES);
	read_bars(db, chart, &bars);
	html_add(html, "<figure>\n<figcaption>");
	html_word(html, chart->title);
	html_add(html, "</figcaption>\n");
	write_alternative(html, &bars);
	write_scale(html, &bars);
	if (bars.n > 0)
		write_days(html, &bars);
	for (size_t i = 0; i < bars.n; i++)
		write_bar(html, &bars, i);
	html_add(html, "</svg>\n");
	write_key(html, &bars);
	html_add(html, "</figure>\n");
}
