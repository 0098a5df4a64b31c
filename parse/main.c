/* SPDX-License-Identifier: MIT */
/* main.c - winnow-parse: pages in (WARC or HTML files), article records out */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "lib/diag.h"
#include "lib/limits.h"
#include "lib/options.h"
#include "lib/stage.h"
#include "parse/archive.h"
#include "parse/explain.h"
#include "parse/overrule.h"
#include "parse/pool.h"
#include "parse/preview.h"
#include "parse/single.h"

#define SNIFFED_BYTES 512 /* enough to tell an archive from a page */

struct settings {
	const char *url, *charset, *select;
	bool keep_noindex, explain, join;
	long n_workers;
	struct options_common common;
};

struct run {
	const struct settings *set;
	struct document defaults;
	struct stage *stage;
	struct pool *pool;
	struct io_out *out;
	const struct selector *selector; /* --select; NULL: records are wanted */
};

static void
take_file(const struct run *run, const char *name)
{
	struct warc_in warc;
	if (!warc_in_open(&warc, name))
		diag_die("cannot read '%s': %s", name, strerror(errno));
	struct io_in *in = &warc.source.in;
	if (run->selector)
		preview_page(run->selector, run->set->charset, in, run->out);
	else if (run->set->explain)
		explain_page(run->set->url, &run->defaults, in, run->out);
	else if (!run->set->url && warc_is_archive(io_in_peek(in, SNIFFED_BYTES)))
		archive_parse(&warc, &run->defaults, run->stage, run->pool, run->out);
	else
		single_parse(in, run->set->url, &run->defaults, run->stage, run->pool);
	warc_in_close(&warc);
}

static void
take_all(struct run *run, struct arena *arena, char *const *files, int n_files)
{
	struct str why = {NULL, 0};
	struct profiles profiles;
	struct overrules overrules;
	const struct settings *set = run->set;
	run->selector = set->select ? selector_compile(arena, str_from(set->select), &why) : NULL;
	if (set->select && set->explain)
		diag_usage("--select and --explain are two different looks at a page");
	if (set->select && !run->selector)
		diag_usage("--select: %.*s", STR_ARGS(why));
	if (!profiles_load(&profiles, set->common.sites, &why) ||
	    !overrules_compile(&overrules, arena, &profiles, &why))
		diag_die("%.*s", STR_ARGS(why));
	run->defaults.overrules = &overrules;
	run->pool = pool_new((int)set->n_workers, &overrules, set->join, run->stage, run->out);
	for (int i = 0; i < n_files || i == 0; i++)
		take_file(run, n_files > 0 ? files[i] : "-");
	pool_free(run->pool);
	profiles_clear(&profiles);
	run->defaults.overrules = NULL;
}

int
main(int argc, char **argv)
{
	struct stage stage;
	struct settings set = {.common = {.min_success = -1}};
	set.n_workers = sysconf(_SC_NPROCESSORS_ONLN);
	const struct option_row table[] = {
	    {'u', "url", "URL", "the file is a page from this address", OPTION_TEXT, &set.url},
	    {0, "charset", "NAME", "the pages' encoding, whatever they declare", OPTION_TEXT,
		&set.charset},
	    {0, "select", "CSS", "print what a selector finds in a page, no records", OPTION_TEXT,
		&set.select},
	    {0, "explain", NULL, "print why each field of a page has its value, no records",
		OPTION_FLAG, &set.explain},
	    {0, "join", NULL, "one record for the pages of an article", OPTION_FLAG, &set.join},
	    {0, "keep-noindex", NULL, "extract pages that ask not to be indexed as well",
		OPTION_FLAG, &set.keep_noindex},
	    {'j', "jobs", "N", "pages parsed side by side (default: cores)", OPTION_COUNT,
		&set.n_workers},
	};
	stage_start(&stage, "parse");
	int first = options_read(argc, argv, "[OPTION]... [FILE]...",
	    "Turns pages, in archives (WARC, ARC) or HTML files, into article records.", table,
	    sizeof table / sizeof *table, &set.common);
	struct arena arena;
	struct io_out out;
	arena_init(&arena, LIMIT_RECORD_BYTES);
	set.url = set.url ? single_url(&arena, set.url) : NULL;
	io_out_fd(&out, STDOUT_FILENO, "-");
	struct run run = {.set = &set,
	    .stage = &stage,
	    .out = &out,
	    .defaults = {.charset = str_from(set.charset), .keep_noindex = set.keep_noindex}};
	take_all(&run, &arena, argv + first, argc - first);
	stage_input_ends(&stage);
	io_out_close(&out);
	arena_clear(&arena);
	return stage_finish(&stage, set.common.min_success);
}
