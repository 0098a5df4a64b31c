/* SPDX-License-Identifier: MIT */
/* split.c - paragraphs whose numbered items stand in one line: "…：1. …；2. …；3. …" */
#include "normalize/split.h"

#include "lib/unicode.h"
#include "normalize/ordinal.h"

#define LEAST_ITEMS 2
#define LEAST_LOOSE 3 /* of a run in which one stands behind a space only */

/* Where the items of one kind begin, in one run or in several, one after the other. */
struct run {
	struct starts {
		size_t *items;
		size_t n;
	} starts;
	size_t n_sure; /* starts of runs that are long enough */
	int n;         /* items of the run at hand */
	bool loose;    /* one of them stands behind a space only */
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

/* Takes the next item of a run; a number out of turn does not belong to it, but 1 begins another
 * behind a run that is long enough. */
static void
take_item(struct arena *arena, struct run *run, int value, size_t at, bool loose)
{
	bool again = value == 1 && run->n_sure == run->starts.n;
	if (value != run->n + 1 && !again)
		return;
	if (again) {
		run->n = 0;
		run->loose = false;
	}
	run->n++;
	run->loose |= loose;
	*ARENA_PUSH(arena, &run->starts) = at;
	if (run->n >= (run->loose ? LEAST_LOOSE : LEAST_ITEMS))
		run->n_sure = run->starts.n;
}

/* The runs of all kinds in one pass. */
static void
find_runs(struct arena *arena, struct str text, struct run *runs)
{
	uint32_t before = 0;
	for (int kind = 0; kind < ORDINAL_N_KINDS; kind++)
		runs[kind] = (struct run){.n = 0};
	for (size_t at = 0; at < text.len;) {
		struct ordinal ordinal;
		bool strict = is_clause_end(before);
		bool space = at > 0 && text.ptr[at - 1] == ' ';
		if ((strict || space) && ordinal_read(str_slice(text, at, text.len), &ordinal) &&
		    (strict || is_loose(text, at, before, &ordinal)))
			take_item(arena, &runs[ordinal.kind], ordinal.value, at, !strict);
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
		if (runs[kind].n_sure > 0)
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
	find_runs(body->arena, text, runs);
	const struct run *run = choose_run(runs);
	if (!run) {
		*ARENA_PUSH(body->arena, out) = *piece;
		return;
	}
	const size_t *starts = run->starts.items;
	push_part(body, out, piece, str_slice(text, 0, starts[0]));
	for (size_t i = 0; i < run->n_sure; i++)
		push_part(body, out, piece,
		    str_slice(text, starts[i], i + 1 < run->n_sure ? starts[i + 1] : text.len));
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
