/* SPDX-License-Identifier: MIT */
/* plan.h - the command lines of the stages, from what the crawl was asked for */
#ifndef CRAWL_PLAN_H
#define CRAWL_PLAN_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/arena.h"
#include "lib/options.h"

enum plan_program {
	PLAN_DUE,
	PLAN_FETCH,
	PLAN_PARSE,
	PLAN_NORMALIZE,
	PLAN_STORE,
	PLAN_EXPORT,
	PLAN_REPORT,
	PLAN_N_PROGRAMS
};

struct plan {
	const char *db, *seeds, *archive; /* seeds and archive may be NULL */
	const char *folder; /* where the stages' programs are looked for first: companion_folder */
	struct options_common common;
	/* Options that are handed on as they were given: NULL or false when they were not. */
	const char *depth, *delay, *per_host, *total, *timeout, *contact, *ca_file, *cache, *jobs,
	    *rules;
	const char *now, *shard;
	bool force, allow_private;
	bool sitemaps; /* for the first round */
};

/* A command line that grows; arena_text and ARENA_PUSH own its memory. */
struct plan_command {
	char **items;
	size_t n;
};

/* Fills `rows` (room for PLAN_OPTIONS) with the options that are handed on; returns how many. */
#define PLAN_OPTIONS 14
size_t plan_options(struct plan *plan, struct option_row *rows);

/* The program and the options that are handed on to it; arguments of its own follow. */
struct plan_command
plan_begin(const struct plan *plan, struct arena *arena, enum plan_program program);
void plan_add(struct plan_command *command, struct arena *arena, const char *word);
/* For exec: the words and NULL. */
char *const *plan_end(struct plan_command *command, struct arena *arena);

#endif
