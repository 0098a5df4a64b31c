/* SPDX-License-Identifier: MIT */
/* report_main.c - winnow-report: the last nights of a database as one page of HTML */
#include "lib/diag.h"
#include "lib/options.h"
#include "lib/stage.h"
#include "lib/unicode.h"
#include "store/report_facts.h"
#include "store/report_limits.h"
#include "store/report_page.h"

struct settings {
	long nights;
	const char *site, *title, *language;
	struct options_common common;
};

static struct page_request
checked(const struct settings *set)
{
	struct page_request request = {
	    .title = set->title, .site = str_from(set->site), .nights = set->nights};
	if (set->nights < 1 || set->nights > REPORT_NIGHTS_MOST)
		diag_usage("--nights takes 1 to %d", REPORT_NIGHTS_MOST);
	if (!language_read(str_from(set->language), &request.language))
		diag_usage("--language takes en or zh, not '%s'", set->language);
	if (!unicode_is_valid(str_from(set->site)) || !unicode_is_valid(str_from(set->title)))
		diag_usage("--site and --title take UTF-8");
	return request;
}

int
main(int argc, char **argv)
{
	struct stage stage;
	struct db db;
	struct settings set = {.nights = REPORT_NIGHTS_DEFAULT, .language = "en"};
	set.common.without = OPTIONS_NO_SITES | OPTIONS_NO_MIN_SUCCESS;
	const struct option_row table[] = {
	    {'n', "nights", "N", "the last N nights, 90 at most (default: 30)", OPTION_COUNT,
		&set.nights},
	    {0, "site", "NAME", "one site alone", OPTION_TEXT, &set.site},
	    {0, "language", "en|zh", "of the page's own words (default: en)", OPTION_TEXT,
		&set.language},
	    {0, "title", "TEXT", "the page's title", OPTION_TEXT, &set.title},
	};
	stage_start(&stage, "report");
	int first = options_read(argc, argv, "[OPTION]... DB > report.html",
	    "Prints the last nights of a database as one page of HTML.", table,
	    sizeof table / sizeof *table, &set.common);
	if (first + 1 != argc)
		diag_usage("which one database?");
	struct page_request request = checked(&set);
	db_open(&db, argv[first], DB_READ);
	if (set.site && !facts_knows_site(&db, request.site))
		diag_die("no site '%s' in '%s'", set.site, argv[first]);
	page_print(&db, &request);
	db_close(&db);
	return EXIT_RAN;
}
