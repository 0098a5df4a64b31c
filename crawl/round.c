/* SPDX-License-Identifier: MIT */
/* round.c - one pass of the chain: ask what is due, then fetch, parse, normalize and store it */
#include "crawl/round.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "crawl/archive.h"
#include "lib/diag.h"
#include "lib/io.h"

#define METRICS_BYTES 65536u /* some hundred lines */

/* Counts the lines and goes back to the start. */
static bool
measure(struct round *round)
{
	char chunk[65536];
	ssize_t n;
	struct digest *digest = digest_new();
	while ((n = read(round->fd, chunk, sizeof chunk)) > 0) {
		digest_add(digest, (struct str){chunk, (size_t)n});
		for (ssize_t i = 0; i < n; i++)
			round->n += chunk[i] == '\n';
	}
	digest_free(digest, round->digest);
	if (n == 0 && lseek(round->fd, 0, SEEK_SET) == 0)
		return true;
	diag_error("cannot read what is due: %s", strerror(errno));
	return false;
}

bool
round_ask(struct round *round, struct arena *arena, long limit)
{
	round->n = 0;
	struct plan_command command = plan_begin(round->plan, arena, PLAN_DUE);
	plan_add(&command, arena, "--since");
	plan_add(&command, arena, round->since);
	if (limit > 0) {
		plan_add(&command, arena, "--limit");
		plan_add(&command, arena, arena_printf(arena, "%ld", limit).ptr);
	}
	plan_add(&command, arena, round->plan->db);
	round->fd = runner_alone(round->runner, arena, plan_end(&command, arena));
	return round->fd >= 0 && measure(round);
}

void
round_clear(struct round *round)
{
	if (round->fd >= 0)
		close(round->fd);
	round->fd = -1;
}

static char *const *
parse_command(const struct round *round, struct arena *arena)
{
	struct plan_command command = plan_begin(round->plan, arena, PLAN_PARSE);
	return plan_end(&command, arena);
}

static char *const *
normalize_command(const struct round *round, struct arena *arena)
{
	struct plan_command command = plan_begin(round->plan, arena, PLAN_NORMALIZE);
	return plan_end(&command, arena);
}

static char *const *
store_command(const struct round *round, struct arena *arena)
{
	struct plan_command command = plan_begin(round->plan, arena, PLAN_STORE);
	plan_add(&command, arena, "--night");
	plan_add(&command, arena, round->since);
	plan_add(&command, arena, round->plan->db);
	return plan_end(&command, arena);
}

/* Where fetch tells what it has received. */
static const char *
metrics_path(const struct round *round, struct arena *arena)
{
	return arena_printf(arena, "%s.crawl-fetch", round->plan->db).ptr;
}

static char *const *
fetch_command(const struct round *round, struct arena *arena, double seconds, double bytes)
{
	struct plan_command command = plan_begin(round->plan, arena, PLAN_FETCH);
	if (seconds > 0) {
		plan_add(&command, arena, "--deadline");
		plan_add(&command, arena, arena_printf(arena, "%.3f", seconds).ptr);
	}
	if (bytes > 0) {
		plan_add(&command, arena, "--budget");
		plan_add(&command, arena, arena_printf(arena, "%.0f", bytes).ptr);
	}
	if (round->plan->sitemaps && round->number == 1)
		plan_add(&command, arena, "--sitemaps");
	if (round->plan->archive) {
		const char *folder = round->plan->archive;
		plan_add(&command, arena, "--output");
		plan_add(&command, arena, archive_path(arena, folder, round->since, round->number));
		plan_add(&command, arena, "--gzip");
		plan_add(&command, arena, "--tee");
	}
	plan_add(&command, arena, "--metrics");
	plan_add(&command, arena, metrics_path(round, arena));
	return plan_end(&command, arena);
}

/* The value of the metric in a file of Prometheus' text format; 0 where it has none. */
static double
read_metric(const char *path, struct str name)
{
	struct buf text;
	const char *why;
	double value = 0;
	buf_init(&text, METRICS_BYTES);
	struct str rest = {NULL, 0}, line;
	if (io_read_file(path, METRICS_BYTES, &text, &why))
		rest = buf_str(&text);
	while (rest.len > 0) {
		line = str_cut(&rest, '\n');
		if (line.len > name.len && line.ptr[name.len] == ' ' &&
		    str_eq(str_slice(line, 0, name.len), name))
			value = strtod(line.ptr + name.len, NULL);
	}
	buf_clear(&text);
	return value > 0 ? value : 0;
}

bool
round_run(struct round *round, struct arena *arena, double seconds, double bytes)
{
	struct chain chain = {.n = 0};
	const char *metrics = metrics_path(round, arena);
	chain_add(&chain, fetch_command(round, arena, seconds, bytes));
	chain_add(&chain, parse_command(round, arena));
	chain_add(&chain, normalize_command(round, arena));
	chain_add(&chain, store_command(round, arena));
	bool whole = runner_chain(round->runner, arena, &chain, round->fd);
	round->bytes = read_metric(metrics, STR("winnow_fetch_body_bytes"));
	unlink(metrics);
	return whole;
}
