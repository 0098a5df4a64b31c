/* SPDX-License-Identifier: MIT */
/* prepass_aside.h - texts and attributes put aside while one character goes through the parser */
#ifndef PARSE_PREPASS_ASIDE_H
#define PARSE_PREPASS_ASIDE_H

#include <stdbool.h>

#include "lib/arena.h"
#include "lib/str.h"
#include "parse/dom.h"

/*
 * The parser takes about as long for a character as a copy takes for a line, and does not care
 * which one it is.  So a text is put aside, and a private-use character of planes 15 and 16, which
 * no page needs, stands for it: the n-th character for the n-th item.  Attributes, which hardly
 * ever decide where an element goes, are put aside together: the character is the name of one
 * attribute that stands for all of them.
 */
struct prepass_item {
	struct str text;
	struct dom_attribute *attributes; /* NULL for a text */
	uint16_t n_attributes;
};
struct prepass_aside {
	struct prepass_item *items;
	size_t n;
	bool closed; /* nothing (more) can be put aside */
};

#define PREPASS_MARK_BYTES 4 /* of a stand-in, in UTF-8 */

/* Begins with nothing put aside; closed if `html` could make such characters by itself. */
void prepass_aside_init(struct prepass_aside *aside, struct str html);

/* The length of the run at the head of `text` that the parser hands on as it is: no reference, no
 * carriage return, no character that it replaces. */
size_t prepass_plain_len(struct str text);

/* Puts an item aside and writes its stand-in.  Only while not closed. */
void prepass_put_aside(struct prepass_aside *aside, struct arena *arena,
    const struct prepass_item *item, char mark[PREPASS_MARK_BYTES]);

/* The item that the stand-in at the head of `text` stands for; NULL when there is none. */
const struct prepass_item *prepass_item_at(const struct prepass_aside *aside, struct str text);

/* What came out of the parser, with the texts back in their places: a view where that will do. */
struct str prepass_restore(const struct prepass_aside *aside, struct arena *arena, struct str text);

#endif
