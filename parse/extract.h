/* SPDX-License-Identifier: MIT */
/* extract.h - one page's HTML in, its article record out */
#ifndef PARSE_EXTRACT_H
#define PARSE_EXTRACT_H

#include <stdint.h>

#include "lib/arena.h"
#include "lib/record.h"
#include "parse/trace.h"

struct extract_input {
	struct str html;                   /* valid UTF-8 */
	struct str url;                    /* absolute, or absent */
	struct str robots_tag;             /* the X-Robots-Tag header, or absent */
	const struct overrules *overrules; /* the site profiles; NULL: none */
	bool keep_noindex;                 /* extract a page that asks not to be indexed as well */
	int64_t now;                       /* UTC seconds */
	struct trace *trace;               /* is told what was considered; NULL: nobody asks */
};

/*
 * Fills *record's article members (record->kind and record->visit stay as they are).  False when
 * the page asks not to be indexed and that counts; the record is then unchanged.  All memory from
 * `arena`.
 */
bool extract_page(struct arena *arena, const struct extract_input *input, struct record *record);

struct page;
struct overrule;

/* The same, with all that was found on the way; NULL when the page asks not to be indexed. */
struct page *extract_all(struct arena *arena, const struct extract_input *input);

/* The first half of extract_page: everything that the choice of the body needs.  Fills *page with
 * an article of its own; `overrule` and `trace` may
 * be NULL.  For the tools that measure and train. */
void extract_prepare(struct page *page, struct arena *arena, struct str html, struct str url,
    const struct overrule *overrule, struct trace *trace);

#endif
