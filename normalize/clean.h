/* SPDX-License-Identifier: MIT */
/* clean.h - one article from record to cleaner record: the order of all steps */
#ifndef NORMALIZE_CLEAN_H
#define NORMALIZE_CLEAN_H

#include <stdbool.h>

#include "lib/arena.h"
#include "lib/record.h"
#include "normalize/frequent.h"
#include "normalize/repair.h"
#include "normalize/rules.h"

struct clean {
	struct repair *repair;
	struct rules *rules;
	const struct frequent *frequent; /* NULL: nothing is learned */
	bool whole_teasers;
};

/* Normalizes an article in place, memory from `arena`; other records stay as they are.  An article
 * that was normalized before with the same rules stays as it is. */
void clean_record(const struct clean *clean, struct arena *arena, struct record *record);

#endif
