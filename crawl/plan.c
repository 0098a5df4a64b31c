/* SPDX-License-Identifier: MIT */
/* plan.c - the command lines of the stages, from what the crawl was asked for */
#include "crawl/plan.h"

#include <stddef.h>

#include "lib/companion.h"

#define TO(program)            (1u << (program))
#define TO_STAGES              (TO(PLAN_FETCH) | TO(PLAN_PARSE) | TO(PLAN_NORMALIZE) | TO(PLAN_STORE))
#define TO_READERS_OF_PROFILES (TO(PLAN_DUE) | TO(PLAN_FETCH) | TO(PLAN_PARSE) | TO(PLAN_NORMALIZE))

static const char *const program_names[PLAN_N_PROGRAMS] = {
    [PLAN_DUE] = "winnow-due",
    [PLAN_FETCH] = "winnow-fetch",
    [PLAN_PARSE] = "winnow-parse",
    [PLAN_NORMALIZE] = "winnow-normalize",
    [PLAN_STORE] = "winnow-store",
    [PLAN_EXPORT] = "winnow-export",
    [PLAN_REPORT] = "winnow-report",
};

/* Who gets what; a row's name is the option's name there as well. */
static const struct handed {
	struct option_row row;
	size_t offset; /* in struct plan */
	unsigned to;
} handed[] = {
#define TEXT(name, argument, help, member, to)                                                     \
	{                                                                                          \
		{0, name, argument, help, OPTION_TEXT, NULL}, offsetof(struct plan, member), to    \
	}
#define PATH(name, argument, help, member, to)                                                     \
	{                                                                                          \
		{0, name, argument, help, OPTION_PATH, NULL}, offsetof(struct plan, member), to    \
	}
#define FLAG(name, help, member, to)                                                               \
	{                                                                                          \
		{0, name, NULL, help, OPTION_FLAG, NULL}, offsetof(struct plan, member), to        \
	}
    TEXT("depth", "N", "follow at most N links from a start page", depth, TO(PLAN_DUE)),
    TEXT("now", "TIME", "visit what is due at TIME", now, TO(PLAN_DUE)),
    FLAG("force", "visit what is not due yet as well", force, TO(PLAN_DUE)),
    TEXT("shard", "I/N", "visit the I-th of N parts of all sites only", shard, TO(PLAN_DUE)),
    TEXT("delay", "SECONDS", "wait so long between requests to a host", delay, TO(PLAN_FETCH)),
    TEXT("per-host", "N", "connections to one host", per_host, TO(PLAN_FETCH)),
    TEXT("total", "N", "connections in all", total, TO(PLAN_FETCH)),
    TEXT("timeout", "SECONDS", "give a request so much time", timeout, TO(PLAN_FETCH)),
    FLAG("allow-private", "fetch from private addresses", allow_private, TO(PLAN_FETCH)),
    TEXT("contact", "TEXT", "mail address or URL, for the User-Agent", contact, TO(PLAN_FETCH)),
    PATH("ca-file", "FILE", "trust the authorities in FILE, not the system's", ca_file,
	TO(PLAN_FETCH)),
    PATH("cache", "DIR", "keep robots.txt in DIR between rounds and nights", cache, TO(PLAN_FETCH)),
    TEXT("jobs", "N", "parse N pages at a time", jobs, TO(PLAN_PARSE)),
    PATH("rules", "DIR", "read the rules of normalization from DIR", rules, TO(PLAN_NORMALIZE)),
#undef TEXT
#undef PATH
#undef FLAG
};
_Static_assert(sizeof handed / sizeof *handed == PLAN_OPTIONS, "PLAN_OPTIONS counts the table");

size_t
plan_options(struct plan *plan, struct option_row *rows)
{
	for (size_t i = 0; i < PLAN_OPTIONS; i++) {
		rows[i] = handed[i].row;
		rows[i].value = (char *)plan + handed[i].offset;
	}
	return PLAN_OPTIONS;
}

void
plan_add(struct plan_command *command, struct arena *arena, const char *word)
{
	/* exec wants char *, and does not change them */
	*ARENA_PUSH(arena, command) = (char *)arena_text(arena, str_from(word));
}

char *const *
plan_end(struct plan_command *command, struct arena *arena)
{
	*ARENA_PUSH(arena, command) = NULL;
	return command->items;
}

static void
add_option(struct plan_command *command, struct arena *arena, const char *name, const char *value)
{
	plan_add(command, arena, arena_printf(arena, "--%s", name).ptr);
	if (value)
		plan_add(command, arena, value);
}

/* What every program understands.  The crawl judges the night as a whole, so no single round
 * fails a stage for having too few good pages. */
static void
add_common(struct plan_command *command, struct arena *arena, const struct options_common *common,
    enum plan_program program)
{
	if (!common->verbose)
		add_option(command, arena, "quiet", NULL);
	if (common->log)
		add_option(command, arena, "log", common->log);
	if (common->sites && TO_READERS_OF_PROFILES & TO(program))
		add_option(command, arena, "sites", common->sites);
	if (TO_STAGES & TO(program))
		add_option(command, arena, "min-success", "0");
}

struct plan_command
plan_begin(const struct plan *plan, struct arena *arena, enum plan_program program)
{
	struct plan_command command = {NULL, 0};
	plan_add(&command, arena, companion_path(arena, plan->folder, program_names[program]));
	add_common(&command, arena, &plan->common, program);
	for (size_t i = 0; i < PLAN_OPTIONS; i++) {
		const char *at = (const char *)plan + handed[i].offset;
		bool flag = handed[i].row.type == OPTION_FLAG;
		const char *text = flag ? NULL : *(const char *const *)(const void *)at;
		bool given = flag ? *(const bool *)(const void *)at : text != NULL;
		if (given && (handed[i].to & TO(program)))
			add_option(&command, arena, handed[i].row.name, text);
	}
	return command;
}
