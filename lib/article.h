/* SPDX-License-Identifier: MIT */
/* article.h - a page in memory: what it says, as structure; winnow-record(5) has the members */
#ifndef LIB_ARTICLE_H
#define LIB_ARTICLE_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/str.h"

/* Lists grow with ARENA_PUSH; all memory is the record's arena. An absent text is {NULL, 0}. */
struct str_list {
	struct str *items;
	size_t n;
};

struct person {
	struct str name, job_title, affiliation, affiliation_grade, department, url;
	int job_rank;   /* of the title in its profession, 1 is the lowest; 0: unknown */
	struct str raw; /* what the page has, where normalize split or rewrote it */
};
struct person_list {
	struct person *items;
	size_t n;
};

enum block_type {
	BLOCK_PARAGRAPH,
	BLOCK_HEADING,
	BLOCK_LIST_ITEM,
	BLOCK_QUOTE,
	BLOCK_CODE,
	BLOCK_TABLE,
	BLOCK_FIGURE,
	BLOCK_N_TYPES
};

struct row_list {
	struct str_list *items; /* a row is its cells */
	size_t n;
};

struct block {
	enum block_type type;
	int level;         /* heading: 1 to 6 */
	struct str marker; /* heading: the ordinal at the start of its text */
	int depth;         /* list item: 0 is the outermost list */
	bool ordered;      /* list item */
	struct str text;
	struct row_list rows; /* table */
	struct str url;       /* figure: its image */
	struct str caption;   /* figure, table */
};
struct block_list {
	struct block *items;
	size_t n;
};

struct related {
	struct str title, url;
	struct person_list authors;
	struct str teaser;
	bool teaser_truncated;
	struct str source; /* its JSON as it came: a view of the text that was read; or absent */
};
struct related_list {
	struct related *items;
	size_t n;
};

struct term {
	struct str term, definition, url;
};
struct term_list {
	struct term *items;
	size_t n;
};

struct section {
	struct str heading; /* "" for the lead */
	int level;          /* 0 for the lead */
	struct str text;    /* its blocks, joined by line feeds */
};
struct section_list {
	struct section *items;
	size_t n;
};

/* A text that normalize took out: by which rule, and where it stood among the incoming blocks. */
struct removed {
	struct str rule;
	int at;
	struct str text;
	struct str member; /* where it stood, if not among the blocks */
};
struct removed_list {
	struct removed *items;
	size_t n;
};

/* A member of `evidence`: where the value of a field was found. */
struct evidence {
	struct str field, source;
};
struct evidence_list {
	struct evidence *items;
	size_t n;
};

struct article {
	struct str page_kind; /* a name of class ok in lib/outcome.h */
	struct str canonical_url;
	struct str title, site_name, language, description, image;
	struct str_list keywords;
	struct person_list authors;
	struct str date_published, date_modified; /* RFC 3339, or YYYY-MM-DD */
	struct block_list blocks;
	struct related_list related;
	struct term_list terms;
	struct str_list links;
	struct str next_page;
	struct str_list pages; /* the further pages of the article that are in this record */
	struct evidence_list evidence;
	struct str profile, extractor, rules;
	/* added by normalize */
	struct str text;
	struct section_list sections;
	struct str disclaimer, disclaimer_kind;
	struct removed_list removed;
	struct str content_digest, simhash;
	struct str_list minhash; /* a key for each band */
	int word_count;
	struct str_list flags;
};

#endif
