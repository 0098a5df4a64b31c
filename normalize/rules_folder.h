/* SPDX-License-Identifier: MIT */
/* rules_folder.h - where the shipped rules are when --rules does not say */
#ifndef NORMALIZE_RULES_FOLDER_H
#define NORMALIZE_RULES_FOLDER_H

#include "lib/arena.h"

/*
 * A program that stands in a build tree uses that tree's rules: the folder normalize/rules beside
 * one of the folders above the executable.  An installed one uses WINNOW_DATADIR/rules.  NULL when
 * there is neither.
 */
const char *rules_folder_find(struct arena *arena);

#endif
