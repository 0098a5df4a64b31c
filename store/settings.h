/* SPDX-License-Identifier: MIT */
/* settings.h - what winnow-store is asked for */
#ifndef STORE_SETTINGS_H
#define STORE_SETTINGS_H

#include "lib/options.h"
#include "lib/timestamp.h"

struct settings {
	const char *seeds, *forget;
	char report[TIMESTAMP_LEN + 1], night[TIMESTAMP_LEN + 1]; /* "": not asked for */
	double prune; /* seconds; negative: not asked for */
	bool check, records, lines, duplicates, retry_rejects, merge;
	struct options_common common;
};

/* Reads the command line and gives the index of its first argument, the database; ends with status
 * 2 and one line on anything wrong. */
int settings_read(struct settings *settings, int argc, char **argv);

#endif
