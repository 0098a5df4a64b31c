/* SPDX-License-Identifier: MIT */
/* learn.h - what --learn does before the run: count the lines of all articles of the input */
#ifndef NORMALIZE_LEARN_H
#define NORMALIZE_LEARN_H

#include "normalize/clean.h"

/* A copy of the standard input in a file without a name; gives a name by which it can be read again
 * and again while the program runs. Ends the program when it cannot be written. */
char *learn_spool(struct arena *arena);

/* Cleans every article of the files with `clean` and counts its lines; lines that are no records
 * are left to the run itself.  The files are read once, and again for every share of lines that
 * could not be counted at a time.  A file that cannot be opened ends the program. */
void
learn_count(const struct clean *clean, struct frequent *frequent, char *const *files, int n_files);

#endif
