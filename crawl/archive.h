/* SPDX-License-Identifier: MIT */
/* archive.h - the folder in which nights keep what was fetched: a WARC file a round */
#ifndef CRAWL_ARCHIVE_H
#define CRAWL_ARCHIVE_H

#include "lib/arena.h"
#include "lib/compiler.h"

/* Makes the folder if it is not there; false, and the message is out, when it cannot be had. */
NODISCARD bool archive_make(const char *folder);

/* "FOLDER/winnow-20261122T180003Z-001.warc.gz": round NUMBER of the night that began at `since`. */
const char *archive_path(struct arena *arena, const char *folder, const char *since, long number);

/* Removes the files of nights that began more than `age` seconds before now, by their names; what
 * is called otherwise, or still .open, stays.  Returns how many; a file that cannot be removed is
 * told and stays. */
long archive_expire(struct arena *arena, const char *folder, double age);

#endif
