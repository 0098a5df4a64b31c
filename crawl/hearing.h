/* SPDX-License-Identifier: MIT */
/* hearing.h - what a program says on its standard error: passed on, and its last line kept */
#ifndef CRAWL_HEARING_H
#define CRAWL_HEARING_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/compiler.h"
#include "lib/str.h"

#define HEARING_LINE 512 /* bytes of a line; longer ones are passed on in pieces */

struct hearing {
	int fd; /* where its words arrive; -1: nobody speaks */
	size_t len;
	char line[HEARING_LINE]; /* begun */
	size_t last_len;
	char last[HEARING_LINE]; /* whole */
};

/* Opens a pipe; *speaker is the end that the program writes to, the caller's to close.  False
 * (errno says why) when none can be had. */
NODISCARD bool hearing_open(struct hearing *hearing, int *speaker);

/* Passes on what has been said so far, without waiting, whole lines to the standard error.  Closes
 * the hearing when all speakers are gone. */
void hearing_take(struct hearing *hearing);

/* The same, and closes it: what is said later is lost.  Does nothing when it is closed. */
void hearing_close(struct hearing *hearing);

/* The last line without the "PROGRAM: " that opens messages; absent when nothing was said. */
struct str hearing_last(const struct hearing *hearing, struct str program);

#endif
