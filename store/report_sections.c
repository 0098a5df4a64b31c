/* SPDX-License-Identifier: MIT */
/* report_sections.c - the parts of the page that are charts and tables of one query each */
#include "store/report_sections.h"

#include "store/report_chart.h"
#include "store/report_facts.h"
#include "store/report_limits.h"
#include "store/report_table.h"

#define LEN(array)             (sizeof(array) / sizeof *(array))
#define LAST                   "(SELECT last FROM temp.asked)"
#define SUM_WHERE(condition)   "total(iif(" condition ", n_urls, 0))"
#define COUNT_WHERE(condition) "CAST(" SUM_WHERE(condition) " AS INTEGER)"
#define BY_NIGHT               " FROM temp.night LEFT JOIN temp.tally USING (n) GROUP BY n ORDER BY n"
#define HUNDREDTHS_A_SECOND    "iif(seconds > 0, 100 * n_pages / seconds, NULL)"

static const struct series effects[] = {{WORD_NEW, "c-new"}, {WORD_CHANGED, "c-changed"},
    {WORD_UNCHANGED, "c-same"}, {WORD_DELETED, "c-gone"}};
static const struct series classes[] = {{WORD_CLASS_OK, "c-ok"},
    {WORD_CLASS_NOT_MODIFIED, "c-not-modified"}, {WORD_CLASS_REDIRECTED, "c-redirected"},
    {WORD_CLASS_DUPLICATE, "c-duplicate"}, {WORD_CLASS_DENIED, "c-denied"},
    {WORD_CLASS_DEFERRED, "c-deferred"}, {WORD_CLASS_FAILED, "c-failed"}};
static const struct series speeds[] = {{WORD_SPEED, "c-speed"}};

static const struct chart charts[] =
    {
	{WORD_CHART_ARTICLES, WORD_AXIS_ARTICLES,
	    "SELECT name, " COUNT_WHERE("effect = 'new'") ", " COUNT_WHERE(
		"effect = 'changed'") ", " COUNT_WHERE("effect IN ('same', 'reread')") ","
										       " " COUNT_WHERE(
											   "effect "
											   "= "
											   "'delete"
											   "d'")
											   BY_NIGHT,
	    false, effects, LEN(effects)},
	{WORD_CHART_OUTCOMES, WORD_AXIS_ADDRESSES,
	    "SELECT name, " COUNT_WHERE("class = 'ok'") ", " COUNT_WHERE("class = 'not-modified'") ", " COUNT_WHERE("class = 'redirected'") ", " COUNT_WHERE(
		"class = 'duplicate'") ", " COUNT_WHERE("class = 'denied'") ", " COUNT_WHERE("class"
											     " = "
											     "'defe"
											     "rred"
											     "'") ", " COUNT_WHERE("class = 'failed'")
		BY_NIGHT,
	    false, classes, LEN(classes)},
	{WORD_CHART_SPEED, WORD_AXIS_SPEED,
	    "SELECT name, " HUNDREDTHS_A_SECOND " FROM temp.night ORDER BY n", true, speeds,
	    LEN(speeds)},
};

static const struct column night_columns[] = {{WORD_NIGHT, CELL_TIME}, {WORD_RUNS, CELL_COUNT},
    {WORD_ASKED, CELL_COUNT}, {WORD_GOOD, CELL_COUNT}, {WORD_DENIED, CELL_COUNT},
    {WORD_DEFERRED, CELL_COUNT}, {WORD_FAILED, CELL_COUNT}, {WORD_NEW, CELL_COUNT},
    {WORD_CHANGED, CELL_COUNT}, {WORD_UNCHANGED, CELL_COUNT}, {WORD_DELETED, CELL_COUNT},
    {WORD_SPEED, CELL_HUNDREDTHS}};
static const struct table nights =
    {WORD_AS_TABLE, WORD_NOTHING_STORED,
	"SELECT name, n_runs, " COUNT_WHERE("1") ", " COUNT_WHERE("class IN ('ok', 'not-modified')") ", " COUNT_WHERE("class = 'denied'") ", " COUNT_WHERE("class = 'deferred'") ", " COUNT_WHERE(
	    "class = 'failed'") ", " COUNT_WHERE("effect = 'new'") ", " COUNT_WHERE("effect = "
										    "'changed'") ","
												 " " COUNT_WHERE("effect IN ('same', 'reread')") ", " COUNT_WHERE(
												     "effect = 'deleted'") ", " HUNDREDTHS_A_SECOND
															   " FROM temp.night LEFT JOIN temp.tally USING (n) GROUP BY n ORDER BY n DESC LIMIT ?1",
	night_columns, LEN(night_columns)};

#define NOT_COME "n = " LAST " AND class IN ('denied', 'deferred', 'failed')"

static const struct column reason_columns[] = {{WORD_CLASS, CELL_CODE}, {WORD_REASON, CELL_CODE},
    {WORD_STATUS, CELL_COUNT}, {WORD_ADDRESSES, CELL_COUNT}, {WORD_SHARE, CELL_PERCENT},
    {WORD_EXAMPLE, CELL_LINK}};
static const struct table reasons = {WORD_BY_REASON, WORD_NO_FAILURES,
    "SELECT told.class, told.outcome, status, n, 100 * n / sum(n) OVER (), url, url FROM ("
    "SELECT class, outcome, status, sum(n_urls) AS n, min(example) AS example FROM temp.tally "
    "WHERE " NOT_COME " GROUP BY 1, 2, 3) AS told JOIN url ON url.id = example "
    "ORDER BY n DESC, 1, 2, 3 LIMIT ?1",
    reason_columns, LEN(reason_columns)};

static const struct column trouble_columns[] = {{WORD_SITE, CELL_NAME}, {WORD_ASKED, CELL_COUNT},
    {WORD_FAILED, CELL_COUNT}, {WORD_DEFERRED, CELL_COUNT}, {WORD_DENIED, CELL_COUNT},
    {WORD_SHARE, CELL_PERCENT}};
static const struct table troubles = {WORD_BY_SITE, WORD_NO_FAILURES,
    "SELECT site, asked, failed, deferred, denied, 100 * (failed + deferred + denied) / asked "
    "FROM (SELECT site, sum(n_urls) AS asked, " COUNT_WHERE(
	"class = 'failed'") " AS "
			    "failed,"
			    " " COUNT_WHERE("cl"
					    "as"
					    "s "
					    "= "
					    "'d"
					    "ef"
					    "er"
					    "re"
					    "d"
					    "'") " AS deferred, " COUNT_WHERE("class = "
									      "'denied'") " A"
											  "S "
											  "de"
											  "ni"
											  "ed"
											  " "
											  "FR"
											  "OM"
											  " t"
											  "em"
											  "p."
											  "ta"
											  "ll"
											  "y "
											  "WH"
											  "ER"
											  "E "
											  "n "
											  "="
											  " " LAST
											  " G"
											  "RO"
											  "UP"
											  " B"
											  "Y "
											  "si"
											  "te"
											  ") "
											  "WH"
											  "ER"
											  "E "
											  "fa"
											  "il"
											  "ed"
											  " +"
											  " d"
											  "ef"
											  "er"
											  "re"
											  "d "
											  "+ "
											  "de"
											  "ni"
											  "ed"
											  " >"
											  " 0"
											  " "
											  "OR"
											  "DE"
											  "R "
											  "BY"
											  " f"
											  "ai"
											  "le"
											  "d "
											  "+ "
											  "de"
											  "fe"
											  "rr"
											  "ed"
											  " +"
											  " d"
											  "en"
											  "ie"
											  "d "
											  "DE"
											  "SC"
											  ", "
											  "si"
											  "te"
											  " L"
											  "IM"
											  "IT"
											  " ?"
											  "1",
    trouble_columns, LEN(trouble_columns)};

/* Only answers tell when; the time between runs is nobody's. */
static const struct column host_columns[] = {{WORD_HOST, CELL_NAME}, {WORD_ANSWERS, CELL_COUNT},
    {WORD_SPACING, CELL_HUNDREDTHS}, {WORD_SPAN, CELL_COUNT}, {WORD_TIMEOUTS, CELL_COUNT},
    {WORD_DEFERRED_SHARE, CELL_PERCENT}};
static const struct table hosts = {WORD_HOSTS, WORD_NO_HOSTS,
    "WITH visit AS (SELECT host, run_id, outcome.class, outcome.outcome, "
    "iif(http_status > 0, unixepoch(fetched_at), NULL) AS at "
    "FROM temp.night_run JOIN outcome USING (run_id) JOIN url ON url.id = url_id "
    "WHERE n = " LAST " AND outcome.class <> 'duplicate' AND " FACTS_OF_SITE(
	"url.site") "), "
		    "span AS (SELECT host, count(*) AS n, count(at) AS n_answers, "
		    "max(count(at) - 1, 0) AS n_gaps, coalesce(max(at) - min(at), 0) AS seconds, "
		    "sum(outcome = 'timeout') AS n_timeouts, sum(class = 'deferred') AS n_deferred "
		    "FROM visit GROUP BY host, run_id) "
		    "SELECT host, sum(n_answers), 100 * sum(seconds) / sum(n_gaps), sum(seconds), "
		    "sum(n_timeouts), 100 * sum(n_deferred) / sum(n) FROM span GROUP BY host "
		    "HAVING sum(n_gaps) > 0 ORDER BY 1.0 * sum(seconds) / sum(n_gaps) DESC, host "
		    "LIMIT ?1",
    host_columns, LEN(host_columns)};

static const struct column rule_columns[] = {{WORD_RULE, CELL_TEXT}, {WORD_HITS, CELL_COUNT},
    {WORD_TOUCHED, CELL_COUNT}, {WORD_EXAMPLE, CELL_TEXT}};
static const struct table rules = {WORD_RULES, WORD_NO_RULES,
    "SELECT rule, n_hits, n_articles, (SELECT substr(text, 1, 120) FROM removed "
    "WHERE removed.rowid = example) FROM (SELECT rule, count(*) AS n_hits, "
    "count(DISTINCT article_id) AS n_articles, min(rowid) AS example FROM removed "
    "WHERE article_id IN (SELECT id FROM article WHERE deleted IS NULL AND " FACTS_OF_SITE(
	"site") ") GROUP BY rule ORDER BY n_hits DESC, rule LIMIT ?1)",
    rule_columns, LEN(rule_columns)};

void
section_nights(struct html *html, struct db *db)
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

static void
write_name(struct html *html, enum word name)
{
	html_add(html, "<h3>");
	html_word(html, name);
	html_add(html, "</h3>\n");
}

void
section_failures(struct html *html, struct db *db)
{
	html_section(html, "failures", WORD_FAILURES, WORD_FAILURES_NOTE);
	write_name(html, WORD_BY_REASON);
	table_write(html, db, &reasons, REPORT_ROWS);
	write_name(html, WORD_BY_SITE);
	table_write(html, db, &troubles, REPORT_ROWS);
	html_section_end(html);
}

void
section_hosts(struct html *html, struct db *db)
{
	html_section(html, "hosts", WORD_HOSTS, WORD_HOSTS_NOTE);
	table_write(html, db, &hosts, REPORT_HOSTS);
	html_section_end(html);
}

void
section_rules(struct html *html, struct db *db)
{
	html_section(html, "rules", WORD_RULES, WORD_RULES_NOTE);
	table_write(html, db, &rules, REPORT_ROWS);
	html_section_end(html);
}
