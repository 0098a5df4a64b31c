/* SPDX-License-Identifier: MIT */
/* prepass_out.h - the page as it is written anew: what stays, what goes, what is put aside */
#ifndef PARSE_PREPASS_OUT_H
#define PARSE_PREPASS_OUT_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/arena.h"
#include "lib/str.h"
#include "parse/prepass_aside.h"

struct prepass_out {
	struct arena *arena;
	struct prepass_aside *aside;
	struct str html;
	bool all_attributes; /* somebody may read any of them */
	size_t taken;        /* what is before it has been written or dropped */
	char *ptr;           /* NULL as long as nothing was dropped */
	size_t len;
};

/* Puts `instead` in the place of [from, to) of the page, which may not lie before what was taken.
 * What is written in one place, here and by the functions below, is not longer than what it
 * replaces. */
void prepass_out_replace(struct prepass_out *out, size_t from, size_t to, struct str instead);
void prepass_out_add(struct prepass_out *out, struct str bytes);

/* Writes the stand-in of an item; only while nothing has closed out->aside. */
void prepass_out_mark(struct prepass_out *out, const struct prepass_item *item);
/* Whether a run of plain text of this length is put aside. */
bool prepass_out_takes(const struct prepass_out *out, size_t len);
/* Writes a value or script whose runs between references are put aside. */
void prepass_out_runs(struct prepass_out *out, struct str value);
/* Behind a character, or a reference or what may be one, that the parser might replace. */
size_t prepass_out_pass(struct str text, size_t at);

/* The whole page: in the arena, or `html` itself when nothing was written. */
struct str prepass_out_done(struct prepass_out *out);

#endif
