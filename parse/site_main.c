/* SPDX-License-Identifier: MIT */
/* site_main.c - winnow-site: site profiles checked, and new ones proposed */
#include <string.h>

#include "lib/diag.h"
#include "lib/io.h"
#include "lib/options.h"
#include "lib/stage.h"
#include "parse/site_check.h"
#include "parse/site_new.h"

static int
check(char *const *files, size_t n, struct io_out *out)
{
	if (n == 0)
		diag_usage("which profiles are to be checked?");
	struct site_check_counts counts = site_check_files(files, n, out);
	io_out_flush(out);
	diag_note(
	    "%zu profiles, %zu test pages, %zu findings", n, counts.n_tests, counts.n_findings);
	return counts.n_findings == 0 ? EXIT_RAN : EXIT_NOT_GOOD;
}

static bool
is_set(const struct site_new *set)
{
	return set->files.n > 0 || set->file_urls.n > 0 || set->fetch.delay ||
	       set->fetch.allow_private;
}

static int
run(const char *what, const struct site_new *set, char *const *words, size_t n, struct io_out *out)
{
	bool is_check = strcmp(what, "check") == 0;
	if (!is_check && strcmp(what, "new") != 0)
		diag_usage("'%s' is neither check nor new", what);
	if (is_check && is_set(set))
		diag_usage("--page, --url, --delay and --allow-private are for new");
	if (is_check)
		return check(words, n, out);
	site_new_write(set, words, n, out);
	return EXIT_RAN;
}

int
main(int argc, char **argv)
{
	struct stage stage;
	struct io_out out;
	struct site_new set = {.fetch = {NULL, false}};
	struct options_common common = {.without = OPTIONS_NO_SITES | OPTIONS_NO_MIN_SUCCESS};
	const struct option_row table[] = {
	    {0, "page", "FILE", "new: a stored page; may be repeated", OPTION_TEXTS, &set.files},
	    {'u', "url", "URL", "new: the address of that page", OPTION_TEXTS, &set.file_urls},
	    {0, "delay", "SECONDS", "new: wait so long between requests", OPTION_TEXT,
		&set.fetch.delay},
	    {0, "allow-private", NULL, "new: fetch from private addresses", OPTION_FLAG,
		&set.fetch.allow_private},
	};
	stage_start(&stage, "site");
	int first = options_read(argc, argv, "check|new [OPTION]... [FILE|URL]...",
	    "Checks site profiles, or proposes one from pages of a site.", table,
	    sizeof table / sizeof *table, &common);
	if (first == argc)
		diag_usage("what is to be done: check or new?");
	io_out_fd(&out, 1, "-");
	int status = run(argv[first], &set, argv + first + 1, (size_t)(argc - first - 1), &out);
	io_out_close(&out);
	options_clear(&set.files);
	options_clear(&set.file_urls);
	return status;
}
