/* SPDX-License-Identifier: MIT */
/* runner.h - run a chain or one program to its end, and tell what went wrong */
#ifndef CRAWL_RUNNER_H
#define CRAWL_RUNNER_H

#include <stdbool.h>

#include "crawl/chain.h"
#include "lib/arena.h"
#include "lib/compiler.h"

struct runner {
	const char *db; /* scratch files are made beside it: there is room for what belongs to it */
	double deadline; /* when programs are asked to end, by chain_clock; 0: never */
	int signal;      /* the last SIGINT or SIGTERM, or 0; programs then end as they were told */
	bool killed;     /* the last chain lost a program to a signal */
	struct str loss; /* what went wrong with it, in words (the arena's); absent: nothing */
};

/* Runs the chain, the first reading `in`; what the last writes is thrown away.  False when any
 * program was lost; the message is then out. */
NODISCARD bool
runner_chain(struct runner *runner, struct arena *arena, struct chain *chain, int in);

/* Runs one program without input and gives what it wrote as a file at its start, which the caller
 * closes; -1 when it failed, and the message is out. */
NODISCARD int runner_alone(struct runner *runner, struct arena *arena, char *const *argv);

/* Runs one program that reads `in` (-1: nothing) and whose output is thrown away; *status is its
 * exit status.  False when it was lost, and the message is out. */
NODISCARD bool
runner_task(struct runner *runner, struct arena *arena, char *const *argv, int in, int *status);

/* A file without a name that holds `text`, at its start; the caller closes it.  -1 when it cannot
 * be had, and the message is out. */
NODISCARD int runner_text(const struct runner *runner, struct arena *arena, struct str text);

#endif
