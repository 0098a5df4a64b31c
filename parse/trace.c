/* SPDX-License-Identifier: MIT */
/* trace.c - what was considered for each field of a page, for people who ask why */
#include "parse/trace.h"

static void
add(struct page *page, const struct candidate *candidate)
{
	if (page->trace)
		*ARENA_PUSH(page->arena, page->trace) = *candidate;
}

void
trace_add(
    struct page *page, const char *field, const char *source, struct str value, const char *refused)
{
	add(page, &(struct candidate){field, source, value, -1, refused});
}

void
trace_score(
    struct page *page, const char *field, const char *source, struct str value, double score)
{
	add(page, &(struct candidate){field, source, value, score, NULL});
}
