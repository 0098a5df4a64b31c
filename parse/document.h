/* SPDX-License-Identifier: MIT */
/* document.h - one fetched document: from its bytes to the record that stands for it */
#ifndef PARSE_DOCUMENT_H
#define PARSE_DOCUMENT_H

#include <stdint.h>

#include "lib/arena.h"
#include "lib/record.h"

struct document {
	struct str body;                   /* decoded of transfer and content codings */
	struct str content_type;           /* the header's value, or absent */
	struct str robots_tag;             /* X-Robots-Tag, or absent */
	struct str charset;                /* --charset, or absent */
	const struct overrules *overrules; /* of site profiles; NULL: none */
	bool keep_noindex;                 /* do not make noindex an outcome */
	int64_t now;                       /* UTC seconds */
};

/*
 * Makes *record, whose visit is filled already, an article, a links record (sitemaps and feeds) or
 * an outcome (noindex, skipped-type).  Always one of them; all memory from `arena`.
 */
void document_parse(struct arena *arena, const struct document *document, struct record *record);

#endif
