/* SPDX-License-Identifier: MIT */
/* space.h - whether there is room on the disks that a night writes to */
#ifndef CRAWL_SPACE_H
#define CRAWL_SPACE_H

#include "crawl/plan.h"
#include "lib/compiler.h"

/* Whether the disk of the database and that of the archive have `bytes` free each; says which has
 * not.  A folder that is not there yet is looked for by its parent. */
NODISCARD bool space_is_enough(const struct plan *plan, struct arena *arena, long bytes);

#endif
