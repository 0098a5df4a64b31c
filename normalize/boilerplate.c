/* SPDX-License-Identifier: MIT */
/* boilerplate.c - takes out of a body what rules or counts call boilerplate, with a receipt */
#include "normalize/boilerplate.h"

#include "lib/unicode.h"

#define SLOGAN_MOST 60 /* characters after the site's name */

static bool
is_separator(uint32_t c)
{
	return c == '|' || c == '-' || c == '_' || c == ':' || c == 0xB7 || c == 0x2013 ||
	       c == 0x2014 || c == 0xFF5C || c == 0xFF1A || c == 0x2022;
}

/* The text after white space and one or two separators; absent when there is none. */
static struct str
after_separator(struct str text)
{
	size_t n = 0, at = 0;
	while (at < text.len) {
		size_t here = at;
		uint32_t c = unicode_next(text, &at);
		if (is_separator(c))
			n++;
		else if (!unicode_is_space(c))
			return n > 0 && n <= 2 ? str_slice(text, here, text.len)
					       : (struct str){NULL, 0};
	}
	return (struct str){NULL, 0};
}

static bool
is_sentence(struct str text)
{
	return str_find(text, STR("。")) != STR_NOT_FOUND ||
	       str_find(text, STR(". ")) != STR_NOT_FOUND;
}

/* "民福康 | 为用户打造的实用医典", by the page's own site_name. */
static bool
is_slogan(struct str site_name, struct str line)
{
	if (site_name.len == 0 || !str_starts_nocase(line, site_name))
		return false;
	struct str slogan = after_separator(str_slice(line, site_name.len, line.len));
	return slogan.len > 0 && !unicode_has(slogan, SLOGAN_MOST + 1) && !is_sentence(slogan);
}

bool
boilerplate_match(struct rules *rules, const struct boilerplate_page *page, struct str section,
    struct str line, struct rules_hit *hit)
{
	struct rules_place place = {page->host, section};
	if (rules_match(rules, &place, line, hit))
		return true;
	hit->disclaimer = (struct str){NULL, 0};
	if (page->site_name.len > 0 && str_eq_nocase(line, page->site_name))
		hit->name = STR("site-name");
	else if (is_slogan(page->site_name, line))
		hit->name = STR("slogan");
	else
		return false;
	return true;
}

/* One walk over a body. */
struct walk {
	struct body *body;
	struct rules *rules;
	const struct boilerplate_page *page;
	struct boilerplate_result *result;
	struct str section;
	bool changed;
};

static bool
takes(struct walk *walk, const struct piece *piece, struct str line)
{
	struct rules_hit hit;
	if (line.len == 0 || !boilerplate_match(walk->rules, walk->page, walk->section, line, &hit))
		return false;
	body_remove(walk->body, piece, hit.name, line);
	if (hit.disclaimer.len > 0) {
		*ARENA_PUSH(walk->body->arena, &walk->result->disclaimers) = line;
		*ARENA_PUSH(walk->body->arena, &walk->result->kinds) = hit.disclaimer;
	}
	walk->changed = true;
	return true;
}

struct line_state {
	struct walk *walk;
	const struct piece *piece;
};

static bool
line_goes(void *state, struct str line)
{
	const struct line_state *line_state = state;
	return takes(line_state->walk, line_state->piece, line);
}

/* A table's row goes when each of its cells is boilerplate or empty. */
static void
filter_rows(struct walk *walk, struct piece *piece)
{
	struct row_list kept = {NULL, 0};
	struct rules_hit hit;
	for (size_t i = 0; i < piece->block.rows.n; i++) {
		const struct str_list *row = &piece->block.rows.items[i];
		size_t n = 0;
		for (size_t j = 0; j < row->n; j++)
			n += row->items[j].len == 0 || boilerplate_match(walk->rules, walk->page,
							   walk->section, row->items[j], &hit);
		if (n < row->n || row->n == 0) {
			*ARENA_PUSH(walk->body->arena, &kept) = *row;
			continue;
		}
		for (size_t j = 0; j < row->n; j++)
			takes(walk, piece, row->items[j]);
		walk->changed = true;
	}
	piece->block.rows = kept;
}

static void
filter_piece(struct walk *walk, struct piece *piece)
{
	struct block *block = &piece->block;
	struct line_state state = {walk, piece};
	if (block->type == BLOCK_HEADING)
		walk->section = block->text;
	if (block->text.len > 0)
		block->text = body_without_lines(walk->body->arena, block->text, line_goes, &state);
	if (takes(walk, piece, block->caption))
		block->caption = (struct str){NULL, 0};
	if (block->rows.n > 0)
		filter_rows(walk, piece);
	piece->gone = block->text.len == 0 && block->caption.len == 0 && block->rows.n == 0 &&
		      block->url.len == 0;
}

bool
boilerplate_apply(struct body *body, struct rules *rules, const struct boilerplate_page *page,
    struct boilerplate_result *result)
{
	struct walk walk = {body, rules, page, result, {NULL, 0}, false};
	for (size_t i = 0; i < body->pieces.n; i++) {
		struct piece *piece = &body->pieces.items[i];
		if (!piece->gone && piece->block.type != BLOCK_CODE)
			filter_piece(&walk, piece);
	}
	return walk.changed;
}

struct common_state {
	struct body *body;
	const struct frequent *frequent;
	const struct boilerplate_page *page;
	const struct piece *piece;
	bool changed;
};

static bool
common_line_goes(void *state, struct str line)
{
	struct common_state *common = state;
	if (line.len == 0 ||
	    !frequent_has(common->frequent, common->page->site, LEARNED_LINE, line))
		return false;
	body_remove(common->body, common->piece, STR("learned"), line);
	common->changed = true;
	return true;
}

/* Headings that are common and have lost all below them go; the innermost first. */
static void
remove_bare_headings(struct common_state *state)
{
	struct body *body = state->body;
	for (size_t i = body->pieces.n; i-- > 0;) {
		struct piece *piece = &body->pieces.items[i];
		const struct piece *next = body_next(body, i);
		if (piece->gone || piece->block.type != BLOCK_HEADING)
			continue;
		if (next &&
		    (next->block.type != BLOCK_HEADING || next->block.level > piece->block.level))
			continue;
		state->piece = piece;
		piece->gone = common_line_goes(state, piece->block.text);
	}
}

bool
boilerplate_apply_common(struct body *body, const struct rules *rules,
    const struct frequent *frequent, const struct boilerplate_page *page)
{
	struct common_state state = {body, frequent, page, NULL, false};
	bool kept = false;
	for (size_t i = 0; i < body->pieces.n; i++) {
		struct piece *piece = &body->pieces.items[i];
		struct block *block = &piece->block;
		if (block->type == BLOCK_HEADING) {
			struct rules_place place = {page->host, block->text};
			kept = rules_keeps_section(rules, &place);
		}
		if (piece->gone || kept || block->type == BLOCK_HEADING ||
		    block->type == BLOCK_CODE || block->text.len == 0)
			continue;
		state.piece = piece;
		block->text =
		    body_without_lines(body->arena, block->text, common_line_goes, &state);
		piece->gone = block->text.len == 0 && block->rows.n == 0 && block->url.len == 0 &&
			      block->caption.len == 0;
	}
	if (state.changed)
		remove_bare_headings(&state);
	return state.changed;
}
