/* SPDX-License-Identifier: MIT */
/* show_main.c - winnow-show: one stored article for people */
#include "lib/diag.h"
#include "lib/io.h"
#include "lib/limits.h"
#include "lib/options.h"
#include "lib/stage.h"
#include "store/show.h"

struct settings {
	bool json, removed, history;
	struct options_common common;
};

int
main(int argc, char **argv)
{
	struct stage stage;
	struct db db;
	struct buf text;
	struct io_out out;
	struct settings set = {.json = false};
	set.common.without = OPTIONS_NO_SITES | OPTIONS_NO_MIN_SUCCESS;
	const struct option_row table[] = {
	    {'j', "json", NULL, "print the record as JSON", OPTION_FLAG, &set.json},
	    {0, "removed", NULL, "print what normalize took out: index, rule, text", OPTION_FLAG,
		&set.removed},
	    {0, "history", NULL, "print what each version changed", OPTION_FLAG, &set.history},
	};
	stage_start(&stage, "show");
	int first = options_read(argc, argv, "[OPTION]... DB URL|ID",
	    "Prints one stored article as Markdown.", table, sizeof table / sizeof *table,
	    &set.common);
	if (first + 2 != argc)
		diag_usage("which database, and which article?");
	if (set.json + set.removed + set.history > 1)
		diag_usage("only one of --json, --removed and --history can be shown");
	enum show_what what = set.json      ? SHOW_JSON
			      : set.removed ? SHOW_REMOVED
			      : set.history ? SHOW_HISTORY
					    : SHOW_ARTICLE;
	db_open(&db, argv[first], DB_READ);
	int64_t id = show_find(&db, argv[first + 1]);
	if (id == 0)
		diag_die("no article '%s' in '%s'", argv[first + 1], argv[first]);
	buf_init(&text, LIMIT_RECORD_BYTES);
	show_write(&db, id, what, &text);
	db_close(&db);
	io_out_fd(&out, 1, "-");
	io_out_add(&out, buf_str(&text));
	io_out_close(&out);
	buf_clear(&text);
	return EXIT_RAN;
}
