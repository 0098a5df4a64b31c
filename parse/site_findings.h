/* SPDX-License-Identifier: MIT */
/* site_findings.h - what is wrong with a site profile, line by line */
#ifndef PARSE_SITE_FINDINGS_H
#define PARSE_SITE_FINDINGS_H

#include <stddef.h>

#include "lib/arena.h"
#include "lib/io.h"
#include "lib/profile.h"

struct site_finding {
	int line;
	struct str text;
};
/* Findings of one profile; grows in the arena. */
struct site_findings {
	struct arena *arena;
	struct site_finding *items;
	size_t n;
};

/* line 0: the file as a whole */
PRINTF(3, 4)
void site_findings_add(struct site_findings *findings, int line, const char *format, ...);

/* Writes "PATH:LINE: text" for each, by line; those of one line in the order they were added.
 * Control characters become spaces. */
void site_findings_print(struct site_findings *findings, struct str path, struct io_out *out);

#endif
