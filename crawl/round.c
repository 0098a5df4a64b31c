/* SPDX-License-Identifier: MIT */
/* round.c - one pass of the chain: ask what is due, then fetch, parse, normalize and store it */
#include "crawl/round.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "lib/diag.h"
#include "lib/timestamp.h"

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
filter_command(const struct plan *plan, struct arena *arena, enum plan_program program)
{
	struct plan_command command = plan_begin(plan, arena, program);
	if (program == PLAN_STORE)
		plan_add(&command, arena, plan->db);
	return plan_end(&command, arena);
}

/* "DIR/winnow-20261122T180003Z-001.warc.gz". */
static const char *
archive_path(const struct round *round, struct arena *arena, long number)
{
	char night[TIMESTAMP_LEN + 1]; /* without its separators */
	size_t len = 0;
	for (const char *p = round->since; *p && len < TIMESTAMP_LEN; p++)
		if (*p != '-' && *p != ':')
			night[len++] = *p;
	night[len] = '\0';
	const char *folder = round->plan->archive;
	return arena_printf(arena, "%s/winnow-%s-%03ld.warc.gz", folder, night, number).ptr;
}

static char *const *
fetch_command(const struct round *round, struct arena *arena, long number, double seconds)
{
	struct plan_command command = plan_begin(round->plan, arena, PLAN_FETCH);
	if (seconds > 0) {
		plan_add(&command, arena, "--deadline");
		plan_add(&command, arena, arena_printf(arena, "%.3f", seconds).ptr);
	}
	if (round->plan->sitemaps && number == 1)
		plan_add(&command, arena, "--sitemaps");
	if (round->plan->archive) {
		plan_add(&command, arena, "--output");
		plan_add(&command, arena, archive_path(round, arena, number));
		plan_add(&command, arena, "--gzip");
		plan_add(&command, arena, "--tee");
	}
	return plan_end(&command, arena);
}

bool
round_run(struct round *round, struct arena *arena, long number, double seconds)
{
	struct chain chain = {.n = 0};
	chain_add(&chain, fetch_command(round, arena, number, seconds));
	chain_add(&chain, filter_command(round->plan, arena, PLAN_PARSE));
	chain_add(&chain, filter_command(round->plan, arena, PLAN_NORMALIZE));
	chain_add(&chain, filter_command(round->plan, arena, PLAN_STORE));
	return runner_chain(round->runner, arena, &chain, round->fd);
}
