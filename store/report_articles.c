/* SPDX-License-Identifier: MIT */
/* report_articles.c - the articles that the last night brought, and what was removed from each */
#include "store/report_articles.h"

#include "store/report_limits.h"
#include "store/report_table.h"

enum list_column { ID, URL, TITLE, LANGUAGE, SITE, PUBLISHED, LENGTH, N_REMOVED };

static const char list[] =
    "SELECT article.id, url.url, substr(title, 1, ?3), article.language, article.site, "
    "date_published, text_length, "
    "(SELECT count(*) FROM removed WHERE removed.article_id = article.id) "
    "FROM temp.fresh JOIN article ON article.id = article_id JOIN url ON url.id = article.url_id "
    "WHERE fresh.effect = ?1 ORDER BY article.fetched_at DESC, article.id DESC LIMIT ?2";

static const char removed[] = "SELECT rule, substr(text, 1, ?3) FROM removed "
			      "WHERE article_id = ?1 ORDER BY position LIMIT ?2";

static void
write_removed(struct html *html, struct db *db, struct sqlite3_stmt *article)
{
	struct str language = db_text(article, LANGUAGE);
	int64_t n = db_int(article, N_REMOVED);
	if (n == 0) {
		html_add(html, "<p class=\"said\">");
		html_word(html, WORD_NOTHING_REMOVED);
		html_add(html, "</p>\n");
		return;
	}
	html_add(html, "<details><summary>");
	html_word(html, WORD_REMOVED);
	html_add(html, " <b>");
	html_count(html, n);
	html_add(html, "</b></summary>\n<ul class=\"removed\">\n");
	struct sqlite3_stmt *rows = db_prepare(db, removed);
	db_bind(db, rows, "iii", db_int(article, ID), (int64_t)REPORT_REMOVED,
	    (int64_t)REPORT_CHARACTERS);
	while (db_step(db, rows)) {
		html_add(html, "<li><code>");
		html_foreign(html, db_text(rows, 0), (struct str){NULL, 0});
		html_add(html, "</code> ");
		html_foreign(html, db_text(rows, 1), language);
		html_add(html, "</li>\n");
	}
	db_finish(rows);
	html_add(html, n > REPORT_REMOVED ? "<li>…</li>\n</ul></details>\n" : "</ul></details>\n");
}

static void
write_article(struct html *html, struct db *db, struct sqlite3_stmt *article)
{
	struct str title = db_text(article, TITLE), published = db_text(article, PUBLISHED);
	bool has_title = !str_is_blank(title);
	html_add(html, "<li><h4>");
	html_link(html, db_text(article, URL),
	    has_title ? title : str_from(word_in(html->language, WORD_UNTITLED)),
	    has_title ? db_text(article, LANGUAGE) : str_from(language_tag(html->language)));
	html_add(html, "</h4>\n<p class=\"about\">");
	html_foreign(html, db_text(article, SITE), (struct str){NULL, 0});
	if (published.ptr) {
		html_add(html, " · ");
		html_text(html, str_slice(published, 0, 10)); /* the day */
	}
	html_add(html, " · ");
	html_count(html, db_int(article, LENGTH));
	html_add(html, " ");
	html_word(html, WORD_BYTES);
	html_add(html, "</p>\n");
	write_removed(html, db, article);
	html_add(html, "</li>\n");
}

static void
write_list(struct html *html, struct db *db, enum word title, struct str effect)
{
	int n = 0;
	struct sqlite3_stmt *rows = db_prepare(db, list);
	html_add(html, "<div>\n<h3>");
	html_word(html, title);
	html_add(html, "</h3>\n");
	db_bind(db, rows, "tii", effect, (int64_t)REPORT_ARTICLES + 1, (int64_t)REPORT_CHARACTERS);
	for (; db_step(db, rows); n++) {
		html_add(html, n == 0 ? "<ol class=\"articles\">\n" : "");
		if (n < REPORT_ARTICLES)
			write_article(html, db, rows);
	}
	db_finish(rows);
	html_add(html, n > 0 ? "</ol>\n" : "");
	if (n == 0 || n > REPORT_ARTICLES)
		table_say(html, n == 0 ? WORD_NO_ARTICLES : WORD_MORE);
	html_add(html, "</div>\n");
}

void
articles_write(struct html *html, struct db *db)
{
	html_section(html, "articles", WORD_ARTICLES, WORD_ARTICLES_NOTE);
	html_add(html, "<div class=\"halves\">\n");
	write_list(html, db, WORD_NEW, STR("new"));
	write_list(html, db, WORD_CHANGED, STR("changed"));
	html_add(html, "</div>\n");
	html_section_end(html);
}
