/* SPDX-License-Identifier: MIT */
/* prepass_aside.h - texts put aside while one character each goes through the parser for them */
#ifndef PARSE_PREPASS_ASIDE_H
#define PARSE_PREPASS_ASIDE_H

#include <stdbool.h>

#include "lib/arena.h"
#include "lib/str.h"

/*
 * The parser takes about as long for a character as a copy takes for a line, and does not care
 * which one it is.  So a text is put aside, and a private-use character of planes 15 and 16, which
 * no page needs, stands for it: the n-th character for the n-th text.
 */
struct prepass_aside {
	struct str *items;
	size_t n;
	bool closed; /* nothing (more) can be put aside */
};

#define PREPASS_MARK_BYTES 4 /* of a stand-in, in UTF-8 */

/* Begins with nothing put aside; closed if `html` could make such characters by itself. */
void prepass_aside_init(struct prepass_aside *aside, struct str html);

/* The length of the run at the head of `text` that the parser hands on as it is: no reference, no
 * carriage return, no character that it replaces. */
size_t prepass_plain_len(struct str text);

/* Puts a text aside and writes its stand-in.  Only while not closed. */
void prepass_put_aside(struct prepass_aside *aside, struct arena *arena, struct str text,
    char mark[PREPASS_MARK_BYTES]);

/* What came out of the parser, with the texts back in their places: a view where that will do. */
struct str prepass_restore(const struct prepass_aside *aside, struct arena *arena, struct str text);

#endif
