/* SPDX-License-Identifier: MIT */
/* export.h - the articles out of the database, a line each: JSON Lines, CSV or TSV */
#ifndef STORE_EXPORT_H
#define STORE_EXPORT_H

#include "store/choice.h"
#include "store/item.h"
#include "store/selection.h"
#include "store/sink.h"

enum export_format {
	EXPORT_JSONL,    /* one record a line, as winnow-record(5) and winnow-export(5) have it */
	EXPORT_CSV,      /* RFC 4180 with a header line */
	EXPORT_TSV,      /* the same with tabs */
	EXPORT_MARKDOWN, /* a folder, an article a file: store/export_folder.h */
	EXPORT_SQLITE,   /* the whole database: store/snapshot.h */
	EXPORT_N_FORMATS
};

/* The format of a name; false for any other. */
NODISCARD bool export_format_of(const char *name, enum export_format *out);
const char *export_format_name(enum export_format format); /* also the ending of its files */

struct export_request {
	enum export_format format;
	struct selection selection;
	struct choice fields;
	bool gzip, csv_safe, bom;
	int64_t since; /* only what changed after it; 0: everything */
};

enum export_kind { EXPORT_ARTICLE, EXPORT_QA, EXPORT_N_KINDS }; /* page kinds that are stored */
const char *export_kind_name(enum export_kind kind);

struct export_counts {
	int64_t n_articles, n_tombstones;
	int64_t of_kind[EXPORT_N_KINDS];      /* of the articles */
	int64_t of_cause[TOMBSTONE_N_CAUSES]; /* of the tombstones */
};

void export_count(struct export_counts *counts, const struct item *item);

/* Writes what was asked for, by URL, within the open transaction; adds to `counts`. */
void export_write(struct db *db, const struct export_request *request, struct sink *sink,
    struct export_counts *counts);

#endif
