/* SPDX-License-Identifier: MIT */
/* report_twins.c - groups of stored articles that say nearly the same */
#include "store/report_twins.h"

#include "store/duplicates.h"
#include "store/report_limits.h"
#include "store/report_table.h"

/* Largest first; of one site, those that it has a part in. */
static const char groups[] =
    "SELECT root, count(*) FROM temp.member JOIN article ON article.id = member.article "
    "JOIN url ON url.id = url_id GROUP BY root HAVING count(*) > 1 "
    "AND max(article.id IN (SELECT id FROM temp.asked_article)) "
    "ORDER BY count(*) DESC, min(url.url) LIMIT ?1";

static const char members[] =
    "SELECT url.url, substr(coalesce(nullif(title, ''), url.url), 1, ?3), article.language, "
    "article.site FROM temp.member JOIN article ON article.id = member.article "
    "JOIN url ON url.id = url_id WHERE root = ?1 ORDER BY url.url LIMIT ?2";

static void
write_group(struct html *html, struct db *db, struct sqlite3_stmt *group)
{
	struct sqlite3_stmt *rows = db_prepare(db, members);
	html_add(html, "<li><p class=\"about\"><b>");
	html_count(html, db_int(group, 1));
	html_add(html, "</b> ");
	html_word(html, WORD_GROUP);
	html_add(html, "</p>\n<ul>\n");
	db_bind(
	    db, rows, "iii", db_int(group, 0), (int64_t)REPORT_MEMBERS, (int64_t)REPORT_CHARACTERS);
	while (db_step(db, rows)) {
		html_add(html, "<li>");
		html_link(html, db_text(rows, 0), db_text(rows, 1), db_text(rows, 2));
		html_add(html, " <span class=\"about\">");
		html_foreign(html, db_text(rows, 3), (struct str){NULL, 0});
		html_add(html, "</span></li>\n");
	}
	html_add(
	    html, db_int(group, 1) > REPORT_MEMBERS ? "<li>…</li>\n</ul></li>\n" : "</ul></li>\n");
	db_finish(rows);
}

static void
write_groups(struct html *html, struct db *db)
{
	int n = 0;
	struct sqlite3_stmt *rows = db_prepare(db, groups);
	db_bind(db, rows, "i", (int64_t)REPORT_GROUPS + 1);
	for (; db_step(db, rows); n++) {
		html_add(html, n == 0 ? "<ol class=\"twins\">\n" : "");
		if (n < REPORT_GROUPS)
			write_group(html, db, rows);
	}
	db_finish(rows);
	html_add(html, n > 0 ? "</ol>\n" : "");
	if (n == 0 || n > REPORT_GROUPS)
		table_say(html, n == 0 ? WORD_NO_TWINS : WORD_MORE);
}

void
twins_write(struct html *html, struct db *db)
{
	html_section(html, "twins", WORD_TWINS, WORD_TWINS_NOTE);
	if (db_int_of(db, "SELECT count(*) FROM article WHERE deleted IS NULL") > REPORT_COMPARED) {
		table_say(html, WORD_TWINS_TOO_MANY);
	} else {
		duplicates_find(db);
		write_groups(html, db);
	}
	html_section_end(html);
}
