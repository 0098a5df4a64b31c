/* SPDX-License-Identifier: MIT */
/* companion.h - where the other programs of winnow are: beside the one that runs */
#ifndef LIB_COMPANION_H
#define LIB_COMPANION_H

#include "lib/arena.h"

/* The folder that the running program's file stands in; "" when it cannot be told.  Memory of
 * `arena`. */
const char *companion_folder(struct arena *arena);

/* What to execute for the program `name`: the file of this name in `folder` (companion_folder's)
 * when there is one, else the bare name, for PATH. */
const char *companion_path(struct arena *arena, const char *folder, const char *name);

#endif
