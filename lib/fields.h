/* SPDX-License-Identifier: MIT */
/* fields.h - the one table of record members: the codec, the manual and the export walk it */
#ifndef LIB_FIELDS_H
#define LIB_FIELDS_H

#include <stddef.h>

#include "lib/record.h"

enum field_type {
	FIELD_TEXT,      /* struct str */
	FIELD_TEXTS,     /* struct str_list */
	FIELD_INT,       /* int, never negative */
	FIELD_BOOL,      /* bool, written when true */
	FIELD_BLOCKTYPE, /* enum block_type, by its name */
	FIELD_ROWS,      /* struct row_list */
	FIELD_PAIRS,     /* struct evidence_list, as one object */
	FIELD_OBJECTS    /* a list of structs described by `members` */
};

struct field {
	const char *name;
	enum field_type type;
	size_t offset;                   /* in the struct that the set describes */
	const struct field_set *members; /* FIELD_OBJECTS */
	bool always;                     /* written even when it is 0 or the text is empty */
	const char *meaning;             /* one line, as in winnow-record(5) */
};

struct field_set {
	const char *name; /* "article", "author": for the manual */
	size_t size;      /* of one struct */
	const struct field *fields;
	size_t n;
	size_t source; /* offset of a struct str for the JSON as it came; 0: none is kept */
};

/* Members of every record of a URL, at record->visit. */
extern const struct field_set fields_visit;
/* Members of each kind, at the union's member. */
extern const struct field_set *const fields_of_kind[RECORD_N_KINDS];

const char *fields_block_type(enum block_type type);
const char *fields_kind_name(enum record_kind kind); /* the member `record` */

/* Every list of lib/article.h has this shape; reach it by memcpy, so that no type is aliased. */
struct field_list {
	void *items;
	size_t n;
};

#endif
