/* SPDX-License-Identifier: MIT */
/* trace.h - what was considered for each field of a page, for people who ask why */
#ifndef PARSE_TRACE_H
#define PARSE_TRACE_H

#include "lib/arena.h"
#include "parse/page.h"

struct candidate {
	const char *field, *source; /* words of the record and its evidence */
	struct str value;
	double score;        /* negative: nobody scores this field */
	const char *refused; /* why it is not the field's value whatever comes; NULL */
};

struct trace {
	struct candidate *items; /* in the order in which they were considered */
	size_t n;
	const double *weights; /* by segment: above 0 speaks for the body; NULL: nobody weighed */
};

/* Notes a candidate.  Does nothing for a page without a trace, as all pages but explain.h's are. */
void trace_add(struct page *page, const char *field, const char *source, struct str value,
    const char *refused);
void trace_score(
    struct page *page, const char *field, const char *source, struct str value, double score);

#endif
