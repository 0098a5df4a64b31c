/* SPDX-License-Identifier: MIT */
/* report_sections.c - the parts of the report that are tables of one query each */
#include "store/report_sections.h"

#include "store/report_limits.h"
#include "store/report_table.h"

#define LEN(array) (sizeof(array) / sizeof *(array))

static const struct column reason_columns[] = {
    {WORD_CLASS, CELL_CODE},
    {WORD_REASON, CELL_CODE},
    {WORD_STATUS, CELL_COUNT},
    {WORD_ADDRESSES, CELL_COUNT},
    {WORD_SHARE, CELL_PERCENT},
    {WORD_EXAMPLE, CELL_LINK},
};
static const struct table reasons = {WORD_BY_REASON, WORD_NO_FAILURES,
    "SELECT told.class, told.outcome, status, n_all, 100 * n_all / sum(n_all) OVER (), url, url "
    "FROM (SELECT class, outcome, status, sum(n_urls) AS n_all, min(example) AS example "
    "FROM temp.tally WHERE n = (SELECT n FROM temp.last) "
    "AND class IN ('denied', 'deferred', 'failed') GROUP BY class, outcome, status) AS told "
    "JOIN url ON url.id = example ORDER BY n_all DESC, 1, 2, 3 LIMIT ?1",
    reason_columns, LEN(reason_columns)};

static const struct column site_columns[] = {
    {WORD_SITE, CELL_NAME},
    {WORD_ASKED, CELL_COUNT},
    {WORD_FAILED, CELL_COUNT},
    {WORD_DEFERRED, CELL_COUNT},
    {WORD_DENIED, CELL_COUNT},
    {WORD_SHARE, CELL_PERCENT},
};
static const struct table sites = {WORD_BY_SITE, WORD_NO_FAILURES,
    "SELECT site, asked, failed, deferred, denied, 100 * (failed + deferred + denied) / asked "
    "FROM temp.by_site WHERE n = (SELECT n FROM temp.last) AND failed + deferred + denied > 0 "
    "ORDER BY failed + deferred + denied DESC, site LIMIT ?1",
    site_columns, LEN(site_columns)};

static const struct column host_columns[] = {
    {WORD_HOST, CELL_NAME},
    {WORD_ANSWERS, CELL_COUNT},
    {WORD_SPACING, CELL_HUNDREDTHS},
    {WORD_SPAN, CELL_COUNT},
    {WORD_TIMEOUTS, CELL_COUNT},
    {WORD_DEFERRED_SHARE, CELL_PERCENT},
};
static const struct table hosts = {WORD_HOSTS, WORD_NO_HOSTS,
    "SELECT host, n_answers, 100 * seconds / n_gaps, seconds, n_timeouts, "
    "100 * n_deferred / n_asked FROM temp.by_host WHERE n_gaps > 0 "
    "ORDER BY 1.0 * seconds / n_gaps DESC, host LIMIT ?1",
    host_columns, LEN(host_columns)};

static const struct column rule_columns[] = {
    {WORD_RULE, CELL_TEXT},
    {WORD_HITS, CELL_COUNT},
    {WORD_TOUCHED, CELL_COUNT},
    {WORD_EXAMPLE, CELL_TEXT},
};
static const struct table rules = {WORD_RULES, WORD_NO_RULES,
    "SELECT rule, n_hits, n_articles, "
    "(SELECT substr(text, 1, 120) FROM removed WHERE removed.rowid = example) FROM ("
    "SELECT rule, count(*) AS n_hits, count(DISTINCT article_id) AS n_articles, "
    "min(rowid) AS example FROM removed WHERE article_id IN (SELECT id FROM temp.asked_article) "
    "GROUP BY rule ORDER BY n_hits DESC, rule LIMIT ?1)",
    rule_columns, LEN(rule_columns)};

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
	table_write(html, db, &sites, REPORT_ROWS);
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
