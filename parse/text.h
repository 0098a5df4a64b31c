/* SPDX-License-Identifier: MIT */
/* text.h - one line of running text as a browser shows it: white space folded (CSS Text 3, 4.1) */
#ifndef PARSE_TEXT_H
#define PARSE_TEXT_H

#include <stdbool.h>

#include "lib/arena.h"
#include "lib/str.h"

/* Grows in an arena; runs of ASCII white space become one space, none at either end. */
struct text {
	struct arena *arena;
	char *ptr;
	size_t len, cap;
	bool space; /* white space is waiting for the next character */
};

void text_init(struct text *text, struct arena *arena);
void text_add(struct text *text, struct str piece);
/* A line feed that stays; white space around it goes. */
void text_break(struct text *text);
/* As they are, white space too: preformatted text. */
void text_add_raw(struct text *text, struct str piece);
struct str text_done(struct text *text);

/* The folded form of one text. */
struct str text_fold(struct arena *arena, struct str raw);

#endif
