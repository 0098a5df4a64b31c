/* SPDX-License-Identifier: MIT */
/* ends.c - what is done at the end of a night: old things dropped, exports, a snapshot, the report
 */
#include "crawl/ends.h"

#include <errno.h>
#include <string.h>

#include "crawl/archive.h"
#include "lib/diag.h"
#include "lib/io.h"
#include "lib/whole_file.h"

#define REPORT_BYTES (256u << 20) /* of the page that winnow-report makes */

static bool
prune(const struct ends *ends, const struct plan *plan, struct arena *arena, struct runner *runner)
{
	int status;
	struct plan_command command = plan_begin(plan, arena, PLAN_STORE);
	plan_add(&command, arena, "--prune");
	plan_add(&command, arena, arena_printf(arena, "%.0f", ends->prune).ptr);
	plan_add(&command, arena, plan->db);
	return runner_task(runner, arena, plan_end(&command, arena), -1, &status);
}

static enum ends_result
publish(
    const struct ends *ends, const struct plan *plan, struct arena *arena, struct runner *runner)
{
	int status;
	struct plan_command command = plan_begin(plan, arena, PLAN_EXPORT);
	plan_add(&command, arena, "--since");
	plan_add(&command, arena, "LATEST");
	plan_add(&command, arena, "--publish");
	plan_add(&command, arena, ends->publish);
	plan_add(&command, arena, plan->db);
	if (!runner_task(runner, arena, plan_end(&command, arena), -1, &status))
		return ENDS_FAILED;
	return status == EXIT_NOT_GOOD ? ENDS_HELD : ENDS_DONE;
}

static bool
snapshot(
    const struct ends *ends, const struct plan *plan, struct arena *arena, struct runner *runner)
{
	int status;
	struct plan_command command = plan_begin(plan, arena, PLAN_EXPORT);
	plan_add(&command, arena, "--format");
	plan_add(&command, arena, "sqlite");
	plan_add(&command, arena, "--output");
	plan_add(&command, arena, ends->snapshot);
	plan_add(&command, arena, plan->db);
	return runner_task(runner, arena, plan_end(&command, arena), -1, &status);
}

static bool
report(const struct ends *ends, const struct plan *plan, struct arena *arena, struct runner *runner)
{
	struct io_in in;
	struct plan_command command = plan_begin(plan, arena, PLAN_REPORT);
	plan_add(&command, arena, plan->db);
	int fd = runner_alone(runner, arena, plan_end(&command, arena));
	if (fd < 0)
		return false;
	io_in_fd(&in, fd, "report");
	bool written = whole_file_replace(ends->report, io_in_peek(&in, REPORT_BYTES));
	if (!written)
		diag_error("cannot write '%s': %s", ends->report, strerror(errno));
	io_in_close(&in);
	return written;
}

enum ends_result
ends_run(
    const struct ends *ends, const struct plan *plan, struct arena *arena, struct runner *runner)
{
	enum ends_result result = ENDS_DONE;
	bool worked = true;
	if (plan->archive && ends->archive_keep >= 0)
		archive_expire(arena, plan->archive, ends->archive_keep);
	if (ends->prune >= 0)
		worked = prune(ends, plan, arena, runner);
	if (ends->publish)
		result = publish(ends, plan, arena, runner);
	if (ends->snapshot)
		worked = snapshot(ends, plan, arena, runner) && worked;
	if (ends->report)
		worked = report(ends, plan, arena, runner) && worked;
	return worked ? result : ENDS_FAILED;
}
