/* SPDX-License-Identifier: MIT */
/* headings.c - paragraphs that are headings: 一、 … , bold ones, short lines above long text */
#include "normalize/headings.h"

#include "lib/unicode.h"
#include "normalize/ordinal.h"

#define BOLD_MOST   40 /* characters of a bold heading */
#define MARKED_MOST 30 /* of one with an ordinal */
#define PLAIN_MOST  16 /* of one with neither */
#define TEXT_LEAST  30 /* of the paragraph below a heading with neither */
#define PLAIN_LEVEL 2

/* The level of a heading by its ordinal. */
static const int levels[ORDINAL_N_KINDS] = {
    [ORDINAL_HAN] = 2,
    [ORDINAL_HAN_PAREN] = 3,
    [ORDINAL_DIGIT] = 3,
    [ORDINAL_DIGIT_PAREN] = 4,
    [ORDINAL_CIRCLE] = 4,
};

/* Marks that a heading does not have anywhere, and those it does not end with. */
static bool
is_sentence_mark(uint32_t c)
{
	return c == 0x3002 || c == ';' || c == 0xFF1B || c == '!' || c == 0xFF01 || c == '\n';
}

static bool
is_open_end(uint32_t c)
{
	return c == ',' || c == 0xFF0C || c == ':' || c == 0xFF1A || c == 0x3001 || c == '.' ||
	       c == 0x2026;
}

static bool
is_title_like(struct str text, size_t most)
{
	uint32_t last = 0;
	size_t n = 0;
	for (size_t at = 0; at < text.len; n++) {
		last = unicode_next(text, &at);
		if (n >= most || is_sentence_mark(last))
			return false;
	}
	return n > 0 && !is_open_end(last);
}

static bool
is_paragraph(const struct piece *piece)
{
	return piece && piece->block.type == BLOCK_PARAGRAPH;
}

/* A short line with an ordinal of this kind: a heading, or an item of a list. */
static bool
is_marked(const struct piece *piece, enum ordinal_kind kind)
{
	struct ordinal ordinal;
	return piece && ordinal_read(piece->block.text, &ordinal) && ordinal.kind == kind &&
	       is_title_like(piece->block.text, MARKED_MOST);
}

/* Short lines of one kind next to each other are a list. */
static bool
is_marked_heading(const struct body *body, size_t i, const struct ordinal *ordinal)
{
	const struct piece *next = body_next(body, i);
	const struct piece *previous = body_previous(body, i);
	struct str text = body->pieces.items[i].block.text;
	if (!next || next->block.type == BLOCK_FIGURE || text.len == ordinal->len)
		return false;
	if (!is_title_like(text, MARKED_MOST) || is_marked(next, ordinal->kind) ||
	    is_marked(previous, ordinal->kind))
		return false;
	if (ordinal->kind <= ORDINAL_HAN_PAREN)
		return true;
	struct ordinal below;
	return is_paragraph(next) && next->block.text.len > text.len &&
	       (!ordinal_read(next->block.text, &below) || below.kind > ordinal->kind);
}

/* A line of Han characters and few marks, after a full sentence or at the top, above long text. */
static bool
is_plain_heading(const struct body *body, size_t i)
{
	const struct piece *next = body_next(body, i);
	const struct piece *previous = body_previous(body, i);
	struct str text = body->pieces.items[i].block.text;
	if (!is_paragraph(next) || !is_title_like(text, PLAIN_MOST) ||
	    !unicode_has(next->block.text, TEXT_LEAST))
		return false;
	for (size_t at = 0; at < text.len;) {
		uint32_t c = unicode_next(text, &at);
		if (!unicode_is_han(c) && !unicode_is_letter(c) && c != 0x3001 && c != '?' &&
		    c != 0xFF1F)
			return false;
	}
	if (!previous || text.len == 0 || (unsigned char)text.ptr[0] < 0x80)
		return false;
	size_t end = previous->block.text.len;
	return end > 0 && is_sentence_mark(unicode_previous(previous->block.text, &end));
}

static int
level_of(const struct body *body, size_t i, const struct ordinal *ordinal)
{
	const struct piece *piece = &body->pieces.items[i];
	if (ordinal)
		return (piece->bold && is_title_like(piece->block.text, BOLD_MOST)) ||
			       is_marked_heading(body, i, ordinal)
			   ? levels[ordinal->kind]
			   : 0;
	if (piece->bold)
		return is_title_like(piece->block.text, BOLD_MOST) ? PLAIN_LEVEL : 0;
	return is_plain_heading(body, i) ? PLAIN_LEVEL : 0;
}

bool
headings_find(struct body *body)
{
	bool found = false;
	for (size_t i = 0; i < body->pieces.n; i++) {
		struct piece *piece = &body->pieces.items[i];
		struct ordinal ordinal;
		bool marked = !piece->gone && ordinal_read(piece->block.text, &ordinal);
		if (piece->gone || (!is_paragraph(piece) && piece->block.type != BLOCK_HEADING))
			continue;
		if (is_paragraph(piece)) {
			int level = level_of(body, i, marked ? &ordinal : NULL);
			if (level == 0)
				continue;
			piece->block.type = BLOCK_HEADING;
			piece->block.level = level;
			found = true;
		} else if (piece->block.level == 0) {
			piece->block.level = PLAIN_LEVEL;
		}
		if (marked)
			piece->block.marker = str_slice(piece->block.text, 0, ordinal.len);
	}
	return found;
}
