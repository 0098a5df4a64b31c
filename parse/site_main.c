/* SPDX-License-Identifier: MIT */
/* site_main.c - winnow-site: site profiles checked, and new ones proposed */
#include <string.h>

#include "lib/diag.h"
#include "lib/io.h"
#include "lib/options.h"
#include "lib/stage.h"
#include "parse/site_check.h"

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

int
main(int argc, char **argv)
{
	struct stage stage;
	struct io_out out;
	struct options_common common = {.without = OPTIONS_NO_SITES | OPTIONS_NO_MIN_SUCCESS};
	stage_start(&stage, "site");
	int first = options_read(
	    argc, argv, "check [OPTION]... FILE...", "Checks site profiles.", NULL, 0, &common);
	if (first == argc)
		diag_usage("what is to be done: check?");
	if (strcmp(argv[first], "check") != 0)
		diag_usage("'%s' is none of: check", argv[first]);
	io_out_fd(&out, 1, "-");
	int status = check(argv + first + 1, (size_t)(argc - first - 1), &out);
	io_out_close(&out);
	return status;
}
