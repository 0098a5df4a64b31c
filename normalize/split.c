/* SPDX-License-Identifier: MIT */
/* split.c - paragraphs whose numbered items stand in one line: "…：1. …；2. …；3. …" */
#include "normalize/split.h"

#include "lib/unicode.h"
#include "normalize/ordinal.h"

#define MOST_ITEMS  99
#define LEAST_ITEMS 2
#define LEAST_LOOSE 3 /* of a run in which one stands behind a space only */

/* Where the items of one kind begin. */
struct run {
	size_t starts[MOST_ITEMS];
	int n;
	bool loose;
};

/* An ordinal counts at the start and after a mark that ends a clause, with or without a space. */
static bool
is_clause_end(uint32_t c)
{
	return c == 0 || c == 0x3002 || c == ';' || c == 0xFF1B || c == ':' || c == 0xFF1A ||
	       c == '!' || c == 0xFF01 || c == '?' || c == 0xFF1F || c == '\n';
}

/* "休息 2.理疗": a digit with a point between white space and a Han character. "第 2、" and "(2)"
 * are references too often. */
static bool
is_loose(struct str text, size_t at, uint32_t before, const struct ordinal *ordinal)
{
	size_t end = at + ordinal->len;
	if (ordinal->kind != ORDINAL_DIGIT || text.ptr[end - 1] != '.' || at == 0 ||
	    text.ptr[at - 1] != ' ' || !unicode_is_han(before))
		return false;
	while (end < text.len && text.ptr[end] == ' ')
		end++;
	return end < text.len && unicode_is_han(unicode_next(text, &end));
}

/* The runs of all kinds in one pass; a number out of turn does not belong to its run. */
static void
find_runs(struct str text, struct run *runs)
{
	uint32_t before = 0;
	for (int kind = 0; kind < ORDINAL_N_KINDS; kind++) {
		runs[kind].n = 0;
		runs[kind].loose = false;
	}
	for (size_t at = 0; at < text.len;) {
		struct ordinal ordinal;
		bool strict = is_clause_end(before);
		bool space = at > 0 && text.ptr[at - 1] == ' ';
		if ((strict || space) && ordinal_read(str_slice(text, at, text.len), &ordinal) &&
		    ordinal.value == runs[ordinal.kind].n + 1 &&
		    (strict || is_loose(text, at, before, &ordinal))) {
			struct run *run = &runs[ordinal.kind];
			run->starts[run->n++] = at;
			run->loose |= !strict;
		}
		uint32_t c = unicode_next(text, &at);
		if (!unicode_is_space(c))
			before = c;
	}
}

/* The outermost kind with enough items splits first; its pieces are looked at again. */
static const struct run *
choose_run(const struct run *runs)
{
	for (int kind = 0; kind < ORDINAL_N_KINDS; kind++)
		if (runs[kind].n >= (runs[kind].loose ? LEAST_LOOSE : LEAST_ITEMS))
			return &runs[kind];
	return NULL;
}

static void
push_part(struct body *body, struct piece_list *out, const struct piece *piece, struct str text)
{
	text = str_trim(text);
	if (text.len == 0)
		return;
	struct piece *part = ARENA_PUSH(body->arena, out);
	*part = *piece;
	part->block.text = text;
}

static void
split_piece(struct body *body, struct piece_list *out, const struct piece *piece)
{
	struct run runs[ORDINAL_N_KINDS];
	struct str text = piece->block.text;
	find_runs(text, runs);
	const struct run *run = choose_run(runs);
	if (!run) {
		*ARENA_PUSH(body->arena, out) = *piece;
		return;
	}
	push_part(body, out, piece, str_slice(text, 0, run->starts[0]));
	for (int i = 0; i < run->n; i++)
		push_part(body, out, piece,
		    str_slice(
			text, run->starts[i], i + 1 < run->n ? run->starts[i + 1] : text.len));
}

bool
split_numbered(struct body *body)
{
	size_t before, first = body->pieces.n;
	do { /* each round takes one kind of ordinals apart: five at most change anything */
		struct piece_list out = {NULL, 0};
		before = body->pieces.n;
		for (size_t i = 0; i < body->pieces.n; i++) {
			const struct piece *piece = &body->pieces.items[i];
			if (!piece->gone && piece->block.type == BLOCK_PARAGRAPH)
				split_piece(body, &out, piece);
			else
				*ARENA_PUSH(body->arena, &out) = *piece;
		}
		body->pieces = out;
	} while (body->pieces.n != before);
	return before != first;
}
