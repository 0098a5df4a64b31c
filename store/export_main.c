/* SPDX-License-Identifier: MIT */
/* export_main.c - winnow-export: the articles as files for others */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "lib/diag.h"
#include "lib/options.h"
#include "lib/stage.h"
#include "store/export.h"

struct settings {
	const char *format, *output;
	struct options_common common;
};

/* Nobody sees half an export: it is written beside its place and put there when it is whole. */
static int64_t
export_to_file(struct db *db, enum export_format format, const char *path)
{
	char part[4096]; /* PATH_MAX of Linux */
	struct io_out out;
	if (snprintf(part, sizeof part, "%s.part", path) >= (int)sizeof part)
		diag_die("the path '%s' is too long", path);
	if (!io_out_open(&out, part))
		diag_die("cannot write '%s': %s", part, strerror(errno));
	int64_t n = export_write(db, format, &out);
	io_out_flush(&out);
	if (fsync(out.fd) != 0)
		diag_die("cannot write '%s': %s", part, strerror(errno));
	io_out_close(&out);
	if (rename(part, path) != 0)
		diag_die("cannot rename '%s': %s", part, strerror(errno));
	return n;
}

int
main(int argc, char **argv)
{
	struct stage stage;
	struct db db;
	struct settings set = {.format = "jsonl", .output = "-"};
	set.common.without = OPTIONS_NO_SITES | OPTIONS_NO_MIN_SUCCESS;
	enum export_format format;
	const struct option_row table[] = {
	    {'f', "format", "FORMAT", "jsonl (default) or csv", OPTION_TEXT, &set.format},
	    {'o', "output", "FILE", "write to FILE, whole or not at all", OPTION_TEXT, &set.output},
	};
	stage_start(&stage, "export");
	int first = options_read(argc, argv, "[OPTION]... DB", "Writes the stored articles.", table,
	    sizeof table / sizeof *table, &set.common);
	if (first + 1 != argc)
		diag_usage("which one database?");
	if (!export_format_of(set.format, &format))
		diag_usage("--format takes jsonl or csv, not '%s'", set.format);
	db_open(&db, argv[first], DB_READ);
	int64_t n;
	if (strcmp(set.output, "-") == 0) {
		struct io_out out;
		io_out_fd(&out, STDOUT_FILENO, "-");
		n = export_write(&db, format, &out);
		io_out_close(&out);
	} else {
		n = export_to_file(&db, format, set.output);
	}
	db_close(&db);
	diag_note("%lld articles", (long long)n);
	return EXIT_RAN;
}
