/* SPDX-License-Identifier: MIT */
/* print.c - what winnow-store prints instead of loading */
#include "store/print.h"

#include <unistd.h>

#include "lib/diag.h"
#include "store/report.h"
#include "store/spool.h"

#define REPORT_BYTES (256u << 20) /* half a kilobyte a site: half a million sites */

int
print_report(struct db *db, const char *since)
{
	struct buf line;
	struct io_out out;
	buf_init(&line, REPORT_BYTES);
	report_write(db, str_from(since), &line);
	if (line.full)
		diag_die("the report is larger than %u bytes", REPORT_BYTES);
	io_out_fd(&out, STDOUT_FILENO, "-");
	io_out_add(&out, buf_str(&line));
	io_out_close(&out);
	buf_clear(&line);
	return EXIT_RAN;
}

int
print_articles(struct db *db, int64_t (*write)(struct db *db, struct io_out *out))
{
	struct io_out out;
	spool_open(&out);
	write(db, &out);
	spool_print(&out);
	return EXIT_RAN;
}
