/* SPDX-License-Identifier: MIT */
/* archive_name.h - what the files of an archive are called */
#ifndef FETCH_ARCHIVE_NAME_H
#define FETCH_ARCHIVE_NAME_H

#include <stdbool.h>

#include "lib/str.h"

#define ARCHIVE_OPEN ".open" /* the suffix of a file that grows */

/*
 * FILE is the first name (number 0), then come FILE-00001 and so on, the number before the ".warc",
 * ".warc.gz" or ".gz"; `more` is put after it all.  The caller frees the text with mem_free.
 */
char *archive_name(const char *file, unsigned number, const char *more);

/* Whether both names differ in nothing but runs of digits, or in a number that was added: the same
 * archive, or one of another night. */
bool archive_name_is_kin(struct str file, struct str name);

#endif
