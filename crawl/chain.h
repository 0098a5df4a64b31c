/* SPDX-License-Identifier: MIT */
/* chain.h - programs joined by pipes: started together, waited for, and asked to stop */
#ifndef CRAWL_CHAIN_H
#define CRAWL_CHAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "crawl/hearing.h"
#include "lib/arena.h"
#include "lib/compiler.h"
#include "lib/str.h"

#define CHAIN_MOST 8

struct chain_link {
	char *const *argv; /* ends with NULL; argv[0] is the program's path, or a name in PATH */
	pid_t pid;         /* 0 when it has ended */
	int status;        /* as waitpid gives it, once it has ended */
	struct hearing hearing; /* of its standard error */
};

struct chain {
	struct chain_link links[CHAIN_MOST];
	size_t n;
};

/* Adds a program behind the last one; argv must outlive the chain. */
void chain_add(struct chain *chain, char *const *argv);

/* Once, before the first chain: from then on SIGINT and SIGTERM wait until chain_signal or
 * chain_wait takes them, and SIGPIPE is ignored (the programs get its default back). */
void chain_hold_signals(void);

/* A SIGINT or SIGTERM that came since the last look, or 0. */
int chain_signal(void);

/*
 * Starts all programs; the first reads `in`, the last writes `out`, both the caller's still; what
 * they say on their standard error is passed on by chain_wait.  When this process dies the first
 * one is sent SIGTERM.  False (errno says why) when a pipe or a process cannot be had; what was
 * started has then been ended again.  A program that cannot be executed says so itself and ends
 * with status 127.
 */
NODISCARD bool chain_start(struct chain *chain, int in, int out);

/*
 * Waits until all have ended.  On SIGINT or SIGTERM, or at `deadline` (seconds of the monotonic
 * clock, 0: none), the first program is asked to end, so that the others run dry; those that take
 * longer than a grace time, or a second signal, are ended from outside.  Returns the signal, or 0.
 */
int chain_wait(struct chain *chain, double deadline);

/* Seconds of the monotonic clock, which no one sets. */
double chain_clock(void);

/*
 * Says in words what went wrong with the chain ("winnow-parse was killed by signal 9",
 * "winnow-store ended with status 1: its last message"), absent when all programs ran to their end.
 * A program in front of a lost one fails with it, having lost its reader, and is not named.
 * `stopped`: the chain was asked to end, so that ends by signals are as they should be.
 */
struct str chain_loss(const struct chain *chain, struct arena *arena, bool stopped);

/* Whether a program was ended by a signal that it did not get for losing its reader. */
bool chain_was_killed(const struct chain *chain);

#endif
