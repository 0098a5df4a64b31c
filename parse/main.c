/* SPDX-License-Identifier: MIT */
/* main.c - winnow-parse: pages in (WARC or HTML files), article records out */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "lib/diag.h"
#include "lib/limits.h"
#include "lib/options.h"
#include "lib/stage.h"
#include "lib/timestamp.h"
#include "lib/url.h"
#include "parse/archive.h"
#include "parse/pool.h"

struct settings {
	const char *url, *charset;
	bool keep_noindex;
	long n_workers;
	struct options_common common;
};

#define SNIFFED_BYTES 512 /* enough to tell an archive from a page */

/* A file that is no archive is one page. */
static void
parse_page(struct io_in *in, const struct settings *settings, const struct document *defaults,
    struct stage *stage, struct pool *pool)
{
	struct record record = {.kind = RECORD_ARTICLE};
	struct document document = *defaults;
	document.body = io_in_peek(in, LIMIT_PAGE_BYTES + 1);
	document.now = timestamp_now();
	record.visit.url = str_from(settings->url);
	stage_count_in(stage);
	if (document.body.len > LIMIT_PAGE_BYTES) {
		record_set_outcome(&record, record.visit.url, "parse", "too-large",
		    STR("the file is larger than a page may be"));
		pool_record(pool, &record, true);
	} else {
		pool_page(pool, &document, &record);
	}
	pool_drain(pool);
}

/* An empty file is an empty page; an empty stream had nothing to say. */
static bool
is_nothing(struct io_in *in)
{
	return strcmp(in->name, "-") == 0 && io_in_peek(in, 1).len == 0;
}

static void
parse_file(const char *name, const struct settings *settings, struct stage *stage,
    struct pool *pool, struct io_out *out)
{
	struct warc_in warc;
	struct document defaults = {
	    .charset = str_from(settings->charset), .keep_noindex = settings->keep_noindex};
	if (!warc_in_open(&warc, name))
		diag_die("cannot read '%s': %s", name, strerror(errno));
	if (!settings->url && warc_is_archive(io_in_peek(&warc.source.in, SNIFFED_BYTES)))
		archive_parse(&warc, &defaults, stage, pool, out);
	else if (!is_nothing(&warc.source.in))
		parse_page(&warc.source.in, settings, &defaults, stage, pool);
	warc_in_close(&warc);
}

/* --url is taken as a browser would take it, or refused. */
static const char *
checked_url(struct arena *arena, const char *text)
{
	struct url url;
	struct str none = {NULL, 0};
	enum url_result result = url_resolve(arena, none, str_from(text), &url);
	if (result != URL_OK)
		diag_usage("--url '%s': %s", text, url_result_name(result));
	return url.href.ptr;
}

int
main(int argc, char **argv)
{
	struct stage stage;
	struct settings settings = {.common = {.min_success = -1}};
	settings.n_workers = sysconf(_SC_NPROCESSORS_ONLN);
	const struct option_row table[] = {
	    {'u', "url", "URL", "the file is a page from this address", OPTION_TEXT, &settings.url},
	    {0, "charset", "NAME", "the pages' encoding, whatever they declare", OPTION_TEXT,
		&settings.charset},
	    {0, "keep-noindex", NULL, "extract pages that ask not to be indexed as well",
		OPTION_FLAG, &settings.keep_noindex},
	    {'j', "jobs", "N", "pages parsed side by side (default: cores)", OPTION_COUNT,
		&settings.n_workers},
	};
	stage_start(&stage, "parse");
	int first = options_read(argc, argv, "[OPTION]... [FILE]...",
	    "Turns pages, in archives (WARC, ARC) or HTML files, into article records.", table,
	    sizeof table / sizeof *table, &settings.common);
	struct arena arena;
	struct io_out out;
	arena_init(&arena, LIMIT_RECORD_BYTES);
	if (settings.url)
		settings.url = checked_url(&arena, settings.url);
	io_out_fd(&out, STDOUT_FILENO, "-");
	struct pool *pool = pool_new((int)settings.n_workers, &stage, &out);
	for (int i = first; i < argc; i++)
		parse_file(argv[i], &settings, &stage, pool, &out);
	if (first == argc)
		parse_file("-", &settings, &stage, pool, &out);
	pool_free(pool);
	stage_input_ends(&stage);
	io_out_close(&out);
	arena_clear(&arena);
	return stage_finish(&stage, settings.common.min_success);
}
