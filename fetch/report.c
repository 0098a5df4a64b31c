/* SPDX-License-Identifier: MIT */
/* report.c - what a run tells people and monitors: progress, summary, metrics */
#include "fetch/report.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "lib/buf.h"
#include "lib/diag.h"
#include "lib/outcome.h"
#include "lib/timestamp.h"
#include "lib/whole_file.h"

#define TEXT_BYTES (1u << 20)

#define N_SLOWEST 10

void
report_progress(const struct report *report)
{
	char left[48] = "";
	size_t done = (size_t)(report->stage->n_out + report->stage->n_rejected);
	double rate = report->seconds > 0 ? (double)done / report->seconds : 0;
	if (report->input_is_over && rate > 0) {
		double seconds = (double)(report->hosts->n_waiting + report->n_active) / rate;
		snprintf(left, sizeof left, ", %.0f:%02.0f left", (double)(int)(seconds / 60),
		    (double)((int)seconds % 60));
	}
	fprintf(stderr,
	    "\r\033[K%zu done, %u in flight, %zu hosts waiting, %.1f/s, %.1f MB, %zu errors%s",
	    done, report->n_active, report->hosts->n_heap, rate,
	    (double)report->tally->body_bytes / 1e6, report->tally->errors, left);
	fflush(stderr);
}

void
report_no_progress(void)
{
	fprintf(stderr, "\r\033[K");
	fflush(stderr);
}

static void
say_outcomes(const struct tally *tally)
{
	struct buf line;
	buf_init(&line, TEXT_BYTES);
	buf_addf(&line, "outcomes: %zu pages", tally->pages);
	for (size_t i = 0; i < outcome_table_len; i++)
		if (tally->by_outcome[i] > 0)
			buf_addf(&line, ", %zu %s", tally->by_outcome[i], outcome_table[i].name);
	diag_note("%.*s", STR_ARGS(buf_str(&line)));
	buf_clear(&line);
}

static void
say_statuses(const struct tally *tally)
{
	struct buf line;
	buf_init(&line, TEXT_BYTES);
	buf_add_text(&line, "statuses:");
	for (int status = 1; status < TALLY_MOST_STATUS; status++)
		if (tally->by_status[status] > 0)
			buf_addf(&line, "%s %zu with %d", line.ptr[line.len - 1] == ':' ? "" : ",",
			    tally->by_status[status], status);
	buf_addf(&line, "%s %zu with none", line.ptr[line.len - 1] == ':' ? "" : ",",
	    tally->by_status[0]);
	diag_note("%.*s", STR_ARGS(buf_str(&line)));
	buf_clear(&line);
}

/* The slowest so far, the slowest first. */
struct slowest {
	const struct host *items[N_SLOWEST];
	size_t n;
};

static double
mean(const struct host *host)
{
	return host->seconds / (double)host->n_answers;
}

static void
consider(void *state, struct host *host)
{
	struct slowest *slowest = state;
	size_t at = slowest->n;
	if (host->n_answers == 0)
		return;
	while (at > 0 && mean(slowest->items[at - 1]) < mean(host))
		at--;
	if (at == N_SLOWEST)
		return;
	if (slowest->n < N_SLOWEST)
		slowest->n++;
	for (size_t i = slowest->n - 1; i > at; i--)
		slowest->items[i] = slowest->items[i - 1];
	slowest->items[at] = host;
}

static void
say_slowest(struct hosts *hosts)
{
	struct buf line;
	struct slowest slowest = {{NULL}, 0};
	hosts_each(hosts, consider, &slowest);
	if (slowest.n == 0)
		return;
	buf_init(&line, TEXT_BYTES);
	buf_add_text(&line, "slowest hosts:");
	for (size_t i = 0; i < slowest.n; i++)
		buf_addf(&line, "%s %s %.2f s in %zu answers", i > 0 ? "," : "",
		    slowest.items[i]->origin, mean(slowest.items[i]), slowest.items[i]->n_answers);
	diag_note("%.*s", STR_ARGS(buf_str(&line)));
	buf_clear(&line);
}

void
report_summary(const struct report *report)
{
	if (report->stage->n_in == 0)
		return;
	say_outcomes(report->tally);
	say_statuses(report->tally);
	say_slowest(report->hosts);
}

static void
put_metric(struct buf *out, const char *name, const char *help, double value)
{
	buf_addf(out, "# HELP %s %s\n# TYPE %s gauge\n%s %.17g\n", name, help, name, name, value);
}

static void
put_metrics(struct buf *out, const struct report *report)
{
	const struct tally *tally = report->tally;
	put_metric(out, "winnow_fetch_in", "Requests read and hops followed in this run.",
	    (double)report->stage->n_in);
	put_metric(out, "winnow_fetch_waiting", "Requests that wait for their host.",
	    (double)report->hosts->n_waiting);
	put_metric(out, "winnow_fetch_active", "Exchanges in flight.", report->n_active);
	put_metric(out, "winnow_fetch_hosts", "Hosts of this run.", (double)report->hosts->n);
	put_metric(out, "winnow_fetch_body_bytes", "Bytes of bodies, codings undone.",
	    (double)tally->body_bytes);
	put_metric(out, "winnow_fetch_wakeups", "How often this run woke up to look for work.",
	    (double)report->n_turns);
	put_metric(out, "winnow_fetch_seconds", "Seconds since this run began.", report->seconds);
	put_metric(out, "winnow_fetch_updated_timestamp_seconds", "When this file was written.",
	    (double)timestamp_now());
	buf_addf(out,
	    "# HELP winnow_fetch_outcomes Requests by what became of them.\n"
	    "# TYPE winnow_fetch_outcomes gauge\n"
	    "winnow_fetch_outcomes{outcome=\"page\"} %zu\n",
	    tally->pages);
	for (size_t i = 0; i < outcome_table_len; i++)
		if (tally->by_outcome[i] > 0)
			buf_addf(out, "winnow_fetch_outcomes{outcome=\"%s\"} %zu\n",
			    outcome_table[i].name, tally->by_outcome[i]);
	buf_addf(out, "# HELP winnow_fetch_responses Requests by the status of the answer.\n"
		      "# TYPE winnow_fetch_responses gauge\n");
	for (int status = 1; status < TALLY_MOST_STATUS; status++)
		if (tally->by_status[status] > 0)
			buf_addf(out, "winnow_fetch_responses{status=\"%d\"} %zu\n", status,
			    tally->by_status[status]);
}

void
report_metrics(const struct report *report, const char *path)
{
	struct buf text;
	buf_init(&text, TEXT_BYTES);
	put_metrics(&text, report);
	if (!whole_file_replace(path, buf_str(&text)))
		diag_warn("cannot write '%s': %s", path, strerror(errno));
	buf_clear(&text);
}
