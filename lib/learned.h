/* SPDX-License-Identifier: MIT */
/* learned.h - lines that many pages of one site carry: what is counted, and the file of counts */
#ifndef LIB_LEARNED_H
#define LIB_LEARNED_H

#include <stdbool.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/compiler.h"
#include "lib/record.h"
#include "lib/str.h"

#define LEARNED_LINE_MAX 80  /* characters of a line that can be learned */
#define LEARNED_PAGES    20  /* a line is learned when at least so many pages have it, */
#define LEARNED_SHARE    0.3 /* and at least this share of the site's */

enum learned_kind {
	LEARNED_LINE, /* a line of the body, whether it stays or was removed */
	LEARNED_TITLE /* the end of a title from its last separator on: " - Site" */
};

/*
 * Calls `take` for every text of an article record that counts, each once.  Counts are made over
 * current articles as normalize left them: over what stays and what was removed, or a line would
 * come back as soon as it is gone.
 */
void learned_each(struct arena *arena, const struct record *record,
    void (*take)(void *state, enum learned_kind kind, struct str text), void *state);

/* The site of a record's URL, as counts are kept by: the registrable domain; "" when it has none.
 */
struct str learned_site(struct arena *arena, const struct record *record);

/* The end of a title that may be the site's name, with its separator; absent when it has none. */
struct str learned_title_end(struct str title);

/*
 * One line of the file (winnow-normalize(1), --lines): site, pages of the site, pages with the
 * text, kind, text, divided by tabs.
 */
struct learned_row {
	struct str site, text;
	enum learned_kind kind;
	unsigned long long pages, count;
};
void learned_write(struct buf *out, const struct learned_row *row);
NODISCARD bool learned_read(struct str line, struct learned_row *row); /* views into the line */

/* Whether the counts make the text boilerplate. */
bool learned_is_common(unsigned long long pages, unsigned long long count);

#endif
