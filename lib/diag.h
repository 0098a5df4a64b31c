/* SPDX-License-Identifier: MIT */
/* diag.h - messages for people, on stderr, one line each */
#ifndef LIB_DIAG_H
#define LIB_DIAG_H

#include <stdbool.h>

#include "lib/compiler.h"

/* Exit statuses, the same for every program. */
enum diag_exit {
	EXIT_RAN = 0,      /* ran to the end */
	EXIT_WORLD = 1,    /* could not go on: I/O, database, disk full, memory */
	EXIT_USAGE = 2,    /* the command line is wrong */
	EXIT_NOT_GOOD = 3, /* ran to the end but cannot be called good */
	EXIT_LOCKED = 75,  /* someone else holds the lock: try again */
};

enum diag_level { DIAG_ERROR, DIAG_WARNING, DIAG_NOTE, DIAG_DETAIL };

/* Once, first thing in main: the program's name for every message. */
void diag_program(const char *name);
const char *diag_program_name(void);

/* --quiet shows errors only, --verbose adds details; `json` writes one JSON object a message. */
void diag_show(enum diag_level most, bool json);

/* "program: message", then exit with EXIT_WORLD.  For main.c, lib/mem, lib/io, lib/stage, store/db.
 */
NORETURN PRINTF(1, 2) void diag_die(const char *format, ...);
/* The same with EXIT_USAGE and a hint at --help. */
NORETURN PRINTF(1, 2) void diag_usage(const char *format, ...);

PRINTF(1, 2) void diag_error(const char *format, ...);  /* "program: message" */
PRINTF(1, 2) void diag_warn(const char *format, ...);   /* "program: warning: message" */
PRINTF(1, 2) void diag_note(const char *format, ...);   /* "program: message" */
PRINTF(1, 2) void diag_detail(const char *format, ...); /* only with --verbose */

#endif
