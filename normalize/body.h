/* SPDX-License-Identifier: MIT */
/* body.h - an article's body while it is worked on: pieces of its blocks, and the receipt */
#ifndef NORMALIZE_BODY_H
#define NORMALIZE_BODY_H

#include <stdbool.h>

#include "lib/arena.h"
#include "lib/article.h"
#include "normalize/repair.h"

/*
 * A block may come apart into several pieces; each knows which incoming block it is from.  Pieces
 * stay in the order of the page.  Nothing is taken out but by body_remove, which writes the
 * receipt.
 */
struct piece {
	struct block block;
	int at;    /* index of its block among those that came in */
	bool bold; /* all of it stood between ** marks */
	bool gone; /* nothing of it is left */
};
struct piece_list {
	struct piece *items;
	size_t n;
};

struct body {
	struct arena *arena;
	struct piece_list pieces;
	struct removed_list removed;
};

/* The article's blocks with their texts repaired, as pieces. */
void body_open(
    struct body *body, struct arena *arena, struct repair *repair, const struct block_list *blocks);

/* Writes into the receipt that `text` of this piece went by `rule`. */
void body_remove(struct body *body, const struct piece *piece, struct str rule, struct str text);

/* Writes the pieces that are left to `blocks`. */
void body_close(const struct body *body, struct block_list *blocks);

/* The piece after / before `i` that is not gone, or NULL. */
struct piece *body_next(const struct body *body, size_t i);
struct piece *body_previous(const struct body *body, size_t i);

/* The text without the lines for which `goes`; itself when there are none. */
struct str body_without_lines(
    struct arena *arena, struct str text, bool (*goes)(void *state, struct str line), void *state);

#endif
