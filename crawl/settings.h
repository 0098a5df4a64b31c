/* SPDX-License-Identifier: MIT */
/* settings.h - what a crawl is asked for, on the command line or in a file */
#ifndef CRAWL_SETTINGS_H
#define CRAWL_SETTINGS_H

#include "crawl/ends.h"
#include "crawl/night.h"
#include "crawl/plan.h"
#include "lib/arena.h"

struct settings {
	struct plan plan;
	struct night_budget budget;
	struct ends ends;
	const char *summary, *metrics; /* files, or NULL */
};

/* Reads [crawl] of the file that the command line names, if it does, and then the command line,
 * which overrules it.  Ends with status 2 and one line on anything wrong.  The texts are argv's or
 * the arena's. */
void settings_read(struct settings *settings, struct arena *arena, int argc, char **argv);

#endif
