/* SPDX-License-Identifier: MIT */
/* report_looks.c - what of the last night stands out against the nights before it */
#include "store/report_looks.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>

#include "store/report_fields.h"
#include "store/report_limits.h"
#include "store/report_table.h"
#include "store/site_nights.h"
#include "store/suspicion.h"

#define LOOKS_ARENA_BYTES (512u << 20) /* a kilobyte a site, as store/report.c has it */
#define FIGURE_LEN        48

/* The gravest first.  Those of store/suspicion.h have a count that shows them. */
static const struct reason {
	const char *name;
	enum word word;
	enum site_count count;
} reasons[] = {
    {"silent", WORD_LOOK_SILENT, SITE_GOOD},
    {"turned", WORD_LOOK_TURNED, SITE_BROUGHT},
    {"failing", WORD_LOOK_FAILING, SITE_GOOD},
    {"nothing-new", WORD_LOOK_NOTHING_NEW, SITE_MADE_NEW},
    {"not-asked", WORD_LOOK_NOT_ASKED, SITE_ASKED},
    {"gone", WORD_LOOK_GONE, SITE_DELETED},
    {"partial", WORD_LOOK_PARTIAL, SITE_ASKED},
    {"rejects", WORD_LOOK_REJECTS, SITE_ASKED},
    {"field", WORD_LOOK_FIELD, SITE_ASKED},
};
#define N_REASONS (sizeof reasons / sizeof *reasons)

static const struct reason *
find_reason(struct str name)
{
	size_t i = 0;
	while (i < N_REASONS && !str_eq(name, str_from(reasons[i].name)))
		i++;
	assert(i < N_REASONS); /* all that find anything are told here */
	return &reasons[i];
}

static void
add_suspicion(struct db *db, struct sqlite3_stmt *add, const struct suspicion *found,
    const struct site_nights *site)
{
	char now[FIGURE_LEN], earlier[FIGURE_LEN];
	struct str name = str_from(found->reason);
	enum site_count count = find_reason(name)->count;
	snprintf(now, sizeof now, "%" PRId64 " / %" PRId64, site->tonight.counts[count],
	    site->tonight.counts[SITE_ASKED]);
	snprintf(earlier, sizeof earlier, "%" PRId64 " / %" PRId64, site_nights_usual(site, count),
	    site_nights_usual(site, SITE_ASKED));
	db_run(db, add, "tttt", name, found->site, str_from(now), str_from(earlier));
}

/* The judgement of winnow-store --report over the same night: both say the same. */
static void
find_suspicions(struct db *db, struct str night)
{
	struct arena arena;
	struct site_nights_list sites;
	struct suspicions found = {NULL, 0};
	arena_init(&arena, LOOKS_ARENA_BYTES);
	site_nights_read(db, &arena, night, &sites);
	suspicion_judge(&arena, &sites, &found);
	struct sqlite3_stmt *add = db_prepare(db,
	    "INSERT INTO temp.look (reason, site, now, earlier) SELECT ?1, ?2, ?3, ?4 "
	    "FROM temp.asked WHERE asked.site IS NULL OR asked.site = ?2");
	for (size_t i = 0, site = 0; i < found.n; i++) { /* both are in the order of sites */
		while (!str_eq(sites.items[site].site, found.items[i].site))
			site++;
		add_suspicion(db, add, &found.items[i], &sites.items[site]);
	}
	db_finish(add);
	arena_clear(&arena);
}

int64_t
looks_find(struct db *db)
{
	struct sqlite3_stmt *night =
	    db_prepare(db, "SELECT name FROM temp.night ORDER BY n DESC LIMIT 1");
	while (db_step(db, night))
		find_suspicions(db, db_text(night, 0));
	db_finish(night);
	return db_int_of(db, "SELECT count(*) FROM temp.look");
}

/* A figure of the night or of those before it, if it is known. */
static void
write_figure(struct html *html, enum word name, struct str figure)
{
	if (!figure.ptr)
		return;
	html_add(html, "<span>");
	html_word(html, name);
	html_add(html, " <b>");
	html_text(html, figure);
	html_add(html, "</b></span>\n");
}

/* Site, field, now and earlier. */
static void
write_look(struct html *html, const struct reason *reason, struct sqlite3_stmt *row)
{
	html_add(html, "<li><h3>");
	if (db_text(row, 0).ptr)
		html_foreign(html, db_text(row, 0), (struct str){NULL, 0});
	else
		html_word(html, WORD_WHOLE_NIGHT);
	html_add(html, "</h3>\n<p>");
	html_word(html, reason->word);
	if (db_text(row, 1).ptr) {
		html_word(html, WORD_COLON);
		html_word(html, fields_word(db_text(row, 1)));
	}
	html_add(html, "</p>\n<p class=\"about\">");
	write_figure(html, WORD_LAST_NIGHT, db_text(row, 2));
	write_figure(html, WORD_BEFORE, db_text(row, 3));
	html_add(html, "</p></li>\n");
}

/* Those of one reason, as far as there is room; how many there are, or one more than the room. */
static int64_t
write_looks(struct html *html, struct db *db, const struct reason *reason, int64_t room)
{
	int64_t n = 0;
	struct sqlite3_stmt *rows =
	    db_prepare(db, "SELECT site, field, now, earlier FROM temp.look WHERE reason = ?1 "
			   "ORDER BY site, field LIMIT ?2");
	db_bind(db, rows, "ti", str_from(reason->name), room + 1);
	for (; db_step(db, rows); n++)
		if (n < room)
			write_look(html, reason, rows);
	db_finish(rows);
	return n;
}

void
looks_write(struct html *html, struct db *db)
{
	int64_t room = REPORT_ROWS;
	bool any = db_int_of(db, "SELECT count(*) FROM temp.look") > 0;
	html_section(html, "looks", WORD_LOOKS, WORD_LOOKS_NOTE);
	html_add(html, any ? "<ul class=\"looks\">\n" : "");
	for (size_t i = 0; i < N_REASONS && room >= 0; i++)
		room -= write_looks(html, db, &reasons[i], room);
	html_add(html, any ? "</ul>\n" : "");
	if (!any || room < 0)
		table_say(html, any ? WORD_MORE : WORD_NO_LOOKS);
	html_section_end(html);
}
