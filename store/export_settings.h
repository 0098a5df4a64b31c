/* SPDX-License-Identifier: MIT */
/* export_settings.h - the command line of winnow-export */
#ifndef STORE_EXPORT_SETTINGS_H
#define STORE_EXPORT_SETTINGS_H

#include "store/publish.h"

struct export_settings {
	const char *database; /* NULL with --verify */
	const char *output;   /* a file, a folder, or "-" */
	const char *cursor;   /* the file that gets the cursor, or NULL */
	const char *verify;   /* the folder to check, or NULL */
	bool has_since;
	struct cursor since;
	struct export_request request;
	struct publish_request publish; /* its folder is NULL when nothing is to be published */
	struct options_common common;
};

/* Fills the settings from the command line (texts that it rewrites are the arena's); ends the
 * program on --help and on a mistake. */
void
export_settings_read(struct export_settings *settings, struct arena *arena, int argc, char **argv);

void export_settings_clear(struct export_settings *settings);

#endif
