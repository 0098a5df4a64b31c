/* SPDX-License-Identifier: MIT */
/* facts.h - what a page says about itself outside of its visible text, to be weighed, not believed
 */
#ifndef PARSE_FACTS_H
#define PARSE_FACTS_H

#include "lib/arena.h"
#include "lib/article.h"
#include "parse/dom.h"

enum fact_field {
	FACT_TITLE,
	FACT_SITE_NAME,
	FACT_DESCRIPTION,
	FACT_KEYWORDS,
	FACT_IMAGE,
	FACT_CANONICAL,
	FACT_NEXT,
	FACT_LANGUAGE,
	FACT_AUTHOR,
	FACT_PUBLISHED,
	FACT_MODIFIED,
	FACT_BODY, /* articleBody of structured data */
	FACT_TYPE, /* og:type, @type */
	FACT_ROBOTS
};

struct fact {
	enum fact_field field;
	const char
	    *source;      /* "meta", "og", "json-ld", "microdata", "title": a word of `evidence` */
	struct str value; /* never blank; FACT_AUTHOR: the name */
	struct person person; /* FACT_AUTHOR from structured data */
	struct str about;   /* the title its block of structured data is about; absent: the page */
	struct str address; /* that this block says it is about; may be absent */
};

struct facts {
	struct fact *items;
	size_t n;
};

/* Everything of the head, JSON-LD (schema.org and Baidu's form) and microdata, in that order. */
void facts_collect(struct facts *facts, struct arena *arena, const struct dom *dom);

/* Adds one fact; blank values are left out. NULL when it was. */
struct fact *facts_add(struct facts *facts, struct arena *arena, enum fact_field field,
    const char *source, struct str value);

/* The first fact of a field, from `source` or (NULL) any; NULL when there is none. */
const struct fact *
facts_first(const struct facts *facts, enum fact_field field, const char *source);

/* Drops the facts of structured data about something else than the article called `title`; a block
 * that names the page's own address (`url`, may be absent) is about it, whatever it calls it. */
void
facts_drop_strangers(struct facts *facts, struct arena *arena, struct str title, struct str url);

#endif
