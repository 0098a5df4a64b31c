/* SPDX-License-Identifier: MIT */
/* report.c - the run over the input, and the three things it can print: records, a diff, counts */
#include "normalize/report.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>

#include "lib/diag.h"
#include "normalize/explain.h"
#include "normalize/stats.h"

struct run {
	const struct clean *clean;
	enum report_form form;
	struct stats *stats;
	struct io_out out;
	struct buf text;
};

static void
print(struct run *run)
{
	io_out_add(&run->out, buf_str(&run->text));
	io_out_commit(&run->out);
	buf_reset(&run->text);
}

static void
step(void *state, struct arena *arena, struct record *record)
{
	struct run *run = state;
	if (run->form == REPORT_EXPLAIN) {
		explain_record(run->clean, arena, record, &run->text);
		print(run);
		return;
	}
	clean_record(run->clean, arena, record);
	if (run->form == REPORT_STATS)
		stats_count(run->stats, arena, record);
}

static void
open_output(struct io_out *out, const char *name)
{
	if (!io_out_open(out, name))
		diag_die("cannot write '%s': %s", name, strerror(errno));
}

void
report_run(const struct clean *clean, struct stage *stage, char *const *files, int n_files,
    enum report_form form)
{
	struct run run = {.clean = clean, .form = form, .stats = stats_new()};
	struct io_out records;
	open_output(&run.out, "-");
	/* Where something else is printed, the records of the filter go nowhere. */
	if (form != REPORT_RECORDS)
		open_output(&records, "/dev/null");
	buf_init(&run.text, SIZE_MAX / 2);
	stage_filter(
	    stage, files, n_files, form == REPORT_RECORDS ? &run.out : &records, step, &run);
	if (form == REPORT_STATS) {
		stats_print(run.stats, clean->rules, &run.text);
		print(&run);
	}
	if (form != REPORT_RECORDS)
		io_out_close(&records);
	io_out_close(&run.out);
	const struct str_list *gave_up = rules_gave_up(clean->rules);
	for (size_t i = 0; i < gave_up->n; i++)
		diag_warn("a pattern of rule '%.*s' gave up on a line: it costs too much",
		    STR_ARGS(gave_up->items[i]));
	stats_free(run.stats);
	buf_clear(&run.text);
}

int
report_rule_tests(struct rules *rules)
{
	struct buf report;
	struct io_out out;
	size_t n;
	buf_init(&report, SIZE_MAX / 2);
	bool passed = rules_test(rules, &report, &n);
	open_output(&out, "-");
	io_out_add(&out, buf_str(&report));
	io_out_close(&out);
	diag_note("%zu tests of rules: %s", n, passed ? "all passed" : "some failed");
	buf_clear(&report);
	return passed ? EXIT_RAN : EXIT_NOT_GOOD;
}
