/* SPDX-License-Identifier: MIT */
/* search_main.c - winnow-search: which articles have these words */
#include "lib/diag.h"
#include "lib/io.h"
#include "lib/limits.h"
#include "lib/options.h"
#include "lib/stage.h"
#include "lib/unicode.h"
#include "store/index.h"

#define DEFAULT_LIMIT 20

struct settings {
	bool index;
	long limit;
	struct options_common common;
};

int
main(int argc, char **argv)
{
	struct stage stage;
	struct db db;
	struct buf hits, words;
	struct io_out out;
	struct settings set = {.limit = DEFAULT_LIMIT};
	set.common.without = OPTIONS_NO_SITES | OPTIONS_NO_MIN_SUCCESS;
	const struct option_row table[] = {
	    {0, "index", NULL, "bring the index up to date, then search if there are words",
		OPTION_FLAG, &set.index},
	    {'n', "limit", "N", "at most N articles (default: 20)", OPTION_COUNT, &set.limit},
	};
	stage_start(&stage, "search");
	int first = options_read(argc, argv, "[OPTION]... DB WORD...",
	    "Prints the stored articles that have all the words, the best first.", table,
	    sizeof table / sizeof *table, &set.common);
	if (first + (set.index ? 1 : 2) > argc)
		diag_usage("which database, and which words?");
	buf_init(&words, LIMIT_REQUEST_BYTES);
	for (int i = first + 1; i < argc; i++)
		buf_addf(&words, "%s ", argv[i]);
	if (words.full || !unicode_is_valid(buf_str(&words)))
		diag_usage("the words are too long, or not UTF-8");
	buf_init(&hits, LIMIT_RECORD_BYTES);
	db_open(&db, argv[first], DB_READ);
	if (set.index)
		diag_note("%lld articles indexed", (long long)index_update(&db));
	if (words.len > 0)
		index_search(&db, buf_str(&words), set.limit, &hits);
	db_close(&db);
	io_out_fd(&out, 1, "-");
	io_out_add(&out, buf_str(&hits));
	io_out_close(&out);
	buf_clear(&hits);
	buf_clear(&words);
	return EXIT_RAN;
}
