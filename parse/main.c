/* SPDX-License-Identifier: MIT */
/* main.c - winnow-parse: pages in (WARC or HTML files), article records out */
#include <errno.h>
#include <string.h>

#include "lib/diag.h"
#include "lib/limits.h"
#include "lib/options.h"
#include "lib/stage.h"
#include "lib/timestamp.h"
#include "lib/url.h"
#include "parse/document.h"

struct settings {
	const char *url, *charset;
};

static void
parse_page_file(struct stage *stage, const struct settings *settings, struct io_in *in,
    struct arena *arena, struct io_out *out)
{
	struct record record = {0};
	struct document document = {.now = timestamp_now()};
	document.body = io_in_peek(in, LIMIT_PAGE_BYTES);
	document.charset = str_from(settings->charset);
	record.visit.url = str_from(settings->url);
	stage_count_in(stage);
	document_parse(arena, &document, &record);
	stage_count_out(stage, &record);
	lines_write(out, &record, stage->name);
}

int
main(int argc, char **argv)
{
	struct stage stage;
	struct settings settings = {0};
	struct options_common common = {.min_success = -1};
	const struct option_row table[] = {
	    {'u', "url", "URL", "the address of the page", OPTION_TEXT, &settings.url},
	    {0, "charset", "NAME", "the page's encoding", OPTION_TEXT, &settings.charset},
	};
	stage_start(&stage, "parse");
	int first = options_read(argc, argv, "[OPTION]... [FILE]...",
	    "Extracts articles from pages in WARC or HTML files.", table,
	    sizeof table / sizeof *table, &common);
	struct arena arena;
	struct io_out out;
	arena_init(&arena, LIMIT_PARSE_BYTES);
	io_out_fd(&out, 1, "-");
	for (int i = first; i < argc; i++) {
		struct io_in in;
		if (!io_in_open(&in, argv[i]))
			diag_die("cannot read '%s': %s", argv[i], strerror(errno));
		parse_page_file(&stage, &settings, &in, &arena, &out);
		io_in_close(&in);
		arena_reset(&arena);
	}
	io_out_close(&out);
	arena_clear(&arena);
	return stage_finish(&stage, common.min_success);
}
