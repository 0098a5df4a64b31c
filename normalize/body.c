/* SPDX-License-Identifier: MIT */
/* body.c - an article's body while it is worked on: pieces of its blocks, and the receipt */
#include "normalize/body.h"

#include <string.h>

#include "normalize/bold.h"

static bool
is_empty(const struct block *block)
{
	return block->text.len == 0 && block->rows.n == 0 && block->url.len == 0 &&
	       block->caption.len == 0;
}

static void
repair_block(struct body *body, struct repair *repair, struct piece *piece)
{
	struct block *block = &piece->block;
	enum repair_kind kind = block->type == BLOCK_CODE ? REPAIR_CODE : REPAIR_PROSE;
	if (block->type == BLOCK_HEADING)
		kind = REPAIR_LABEL;
	repair_text(repair, body->arena, REPAIR_LABEL, &block->caption);
	for (size_t i = 0; i < block->rows.n; i++)
		for (size_t j = 0; j < block->rows.items[i].n; j++)
			repair_text(
			    repair, body->arena, REPAIR_PROSE, &block->rows.items[i].items[j]);
	if (block->type == BLOCK_CODE)
		repair_text(repair, body->arena, kind, &block->text);
	else
		piece->bold =
		    bold_repair(repair, body->arena, kind, false, &block->text) == BOLD_WHOLE;
}

void
body_open(
    struct body *body, struct arena *arena, struct repair *repair, const struct block_list *blocks)
{
	*body = (struct body){.arena = arena};
	for (size_t i = 0; i < blocks->n; i++) {
		struct piece *piece = ARENA_PUSH(arena, &body->pieces);
		piece->block = blocks->items[i];
		piece->at = (int)i;
		repair_block(body, repair, piece);
		piece->gone = is_empty(&piece->block);
	}
}

void
body_remove(struct body *body, const struct piece *piece, struct str rule, struct str text)
{
	*ARENA_PUSH(body->arena, &body->removed) =
	    (struct removed){.rule = rule, .at = piece->at, .text = text};
}

void
body_close(const struct body *body, struct block_list *blocks)
{
	*blocks = (struct block_list){NULL, 0};
	for (size_t i = 0; i < body->pieces.n; i++)
		if (!body->pieces.items[i].gone)
			*ARENA_PUSH(body->arena, blocks) = body->pieces.items[i].block;
}

struct piece *
body_next(const struct body *body, size_t i)
{
	while (++i < body->pieces.n)
		if (!body->pieces.items[i].gone)
			return &body->pieces.items[i];
	return NULL;
}

struct piece *
body_previous(const struct body *body, size_t i)
{
	while (i-- > 0)
		if (!body->pieces.items[i].gone)
			return &body->pieces.items[i];
	return NULL;
}

struct str
body_without_lines(
    struct arena *arena, struct str text, bool (*goes)(void *state, struct str line), void *state)
{
	struct str rest = text;
	char *out = NULL;
	size_t len = 0;
	while (rest.ptr) {
		size_t offset = (size_t)(rest.ptr - text.ptr);
		struct str line = str_cut(&rest, '\n');
		bool gone = goes(state, line);
		if (gone && !out) {
			out = arena_alloc(arena, text.len + 1);
			len = offset > 0 ? offset - 1 : 0;
			memcpy(out, text.ptr, len);
		} else if (!gone && out) {
			if (len > 0)
				out[len++] = '\n';
			memcpy(out + len, line.ptr, line.len);
			len += line.len;
		}
	}
	return out ? (struct str){out, len} : text;
}
