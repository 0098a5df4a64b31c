/* SPDX-License-Identifier: MIT */
/* report_page.c - the report as one page of HTML that needs nothing else */
#include "store/report_page.h"

#include "store/report_articles.h"
#include "store/report_facts.h"
#include "store/report_fields.h"
#include "store/report_html.h"
#include "store/report_looks.h"
#include "store/report_nights.h"
#include "store/report_sections.h"
#include "store/report_style.h"
#include "store/report_twins.h"
#include "store/spool.h"

static const struct section {
	const char *id;
	enum word title;
	void (*write)(struct html *html, struct db *db);
} sections[] = {
    {"looks", WORD_LOOKS, looks_write},
    {"nights", WORD_NIGHTS, nights_write},
    {"fields", WORD_FIELDS, fields_write},
    {"failures", WORD_FAILURES, section_failures},
    {"hosts", WORD_HOSTS, section_hosts},
    {"articles", WORD_ARTICLES, articles_write},
    {"rules", WORD_RULES, section_rules},
    {"twins", WORD_TWINS, twins_write},
};

/* The last night, and what is stored, in numbers. */
static const enum word figure_names[] = {
    WORD_NEW, WORD_CHANGED, WORD_UNCHANGED, WORD_DELETED, WORD_ASKED, WORD_TROUBLED, WORD_STOCK};
static const char figures[] =
    "SELECT new, changed, unchanged, deleted, asked, failed + deferred, "
    "(SELECT count(*) FROM temp.asked_article) FROM temp.by_night ORDER BY n DESC LIMIT 1";

/* Whether addresses were asked for in the last night, and none of them was good. */
static const char is_bad[] =
    "SELECT asked > 0 AND ok + not_modified = 0 FROM temp.by_night ORDER BY n DESC LIMIT 1";

static void
write_title(struct html *html, const struct page_request *request)
{
	if (request->title)
		html_text(html, str_from(request->title));
	else
		html_word(html, WORD_TITLE);
}

/* Nothing may be loaded from anywhere, and no script run. */
static void
write_head(struct html *html, const struct page_request *request)
{
	html_addf(html,
	    "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	    "<meta name=\"color-scheme\" content=\"light dark\">\n"
	    "<meta name=\"referrer\" content=\"no-referrer\">\n",
	    language_tag(html->language));
	html_add(html, "<meta http-equiv=\"Content-Security-Policy\" "
		       "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>");
	write_title(html, request);
	html_add(html, "</title>\n<style>\n");
	html_add(html, report_style_css);
	html_add(html, "</style>\n</head>\n<body>\n");
}

static void
write_verdict(struct html *html, struct db *db, int64_t n_looks)
{
	bool bad = db_int_of(db, is_bad) != 0;
	html_addf(html, "<p class=\"verdict %s\">", bad ? "bad" : n_looks > 0 ? "look" : "good");
	html_word(html, bad ? WORD_BAD_NIGHT : n_looks > 0 ? WORD_LOOK_AT : WORD_GOOD_NIGHT);
	if (n_looks > 0) {
		html_add(html, "<a href=\"#looks\">");
		html_count(html, n_looks);
		html_add(html, "</a>");
	}
	html_add(html, "</p>\n");
}

static void
write_figure(struct html *html, enum word name, int64_t value)
{
	html_add(html, "<li>");
	html_word(html, name);
	html_add(html, " <b>");
	html_count(html, value);
	html_add(html, "</b></li>\n");
}

static void
write_figures(struct html *html, struct db *db)
{
	struct sqlite3_stmt *row = db_prepare(db, figures);
	html_add(html, "<ul class=\"figures\">\n");
	while (db_step(db, row))
		for (size_t i = 0; i < sizeof figure_names / sizeof *figure_names; i++)
			write_figure(html, figure_names[i], db_int(row, (int)i));
	html_add(html, "</ul>\n");
	db_finish(row);
}

/* Which night, and of which site. */
static void
write_kicker(struct html *html, struct db *db, const struct page_request *request)
{
	struct sqlite3_stmt *row = db_prepare(db,
	    "SELECT replace(substr(name, 1, 16), 'T', ' ') || iif(name LIKE '%Z', ' UTC', '') "
	    "FROM temp.night ORDER BY n DESC LIMIT 1");
	html_add(html, "<p class=\"kicker\">winnow");
	while (db_step(db, row)) {
		html_add(html, " · ");
		html_word(html, WORD_NIGHT_OF);
		html_add(html, " <time>");
		html_text(html, db_text(row, 0));
		html_add(html, "</time>");
	}
	db_finish(row);
	if (request->site.ptr) {
		html_add(html, " · ");
		html_word(html, WORD_OF_SITE);
		html_add(html, " ");
		html_foreign(html, request->site, (struct str){NULL, 0});
	}
	html_add(html, "</p>\n");
}

static void
write_ways(struct html *html)
{
	html_add(html, "<nav>\n");
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
		html_addf(html, "<a href=\"#%s\">", sections[i].id);
		html_word(html, sections[i].title);
		html_add(html, "</a>\n");
	}
	html_add(html, "</nav>\n");
}

static void
write_body(struct html *html, struct db *db, const struct page_request *request)
{
	int64_t n_nights = facts_gather(db, request->site, request->nights);
	html_add(html, "<header>\n");
	write_kicker(html, db, request);
	html_add(html, "<h1>");
	write_title(html, request);
	html_add(html, "</h1>\n");
	if (n_nights == 0) {
		html_add(html, "<p class=\"verdict\">");
		html_word(html, WORD_NOTHING_STORED);
		html_add(html, "</p>\n</header>\n");
		return;
	}
	write_verdict(html, db, looks_find(db));
	write_figures(html, db);
	write_ways(html);
	html_add(html, "</header>\n<main>\n");
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
		sections[i].write(html, db);
	html_add(html, "</main>\n");
}

void
page_print(struct db *db, const struct page_request *request)
{
	struct io_out out;
	struct html html = {&out, request->language};
	spool_open(&out);
	db_exec(db, "BEGIN"); /* one state of the database for all that is read */
	write_head(&html, request);
	write_body(&html, db, request);
	html_add(&html, "<footer><p>");
	html_word(&html, WORD_FOOT);
	html_add(&html, "</p></footer>\n</body>\n</html>\n");
	db_exec(db, "COMMIT");
	spool_print(&out);
}
