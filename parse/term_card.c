/* SPDX-License-Identifier: MIT */
/* term_card.c - glossary cards: a term and its definition, shown beside the article */
#include "parse/term_card.h"

#define MOST_TERM_CHARS       16
#define FEWEST_DEFINITION     10
#define MOST_SEGMENTS_OF_CARD 6

/* What stands between a term and what it is, at the head of a definition. */
static const struct str copulas[] = {STR_INIT("是"), STR_INIT("指"), STR_INIT("即"), STR_INIT("为"),
    STR_INIT("（"), STR_INIT("("), STR_INIT("，"), STR_INIT(","), STR_INIT("："), STR_INIT(":"),
    STR_INIT("又称"), STR_INIT("俗称"), STR_INIT(" is "), STR_INIT(" are "), STR_INIT(" refers ")};

static bool
defines(struct str definition, struct str term)
{
	if (!str_starts_nocase(definition, term))
		return false;
	struct str rest = str_slice(definition, term.len, definition.len);
	for (size_t i = 0; i < sizeof copulas / sizeof *copulas; i++)
		if (str_starts(rest, copulas[i]))
			return true;
	return false;
}

/* The innermost element around both segments. */
static uint32_t
card_of(const struct page *page, const struct segment *a, const struct segment *b)
{
	uint32_t node = a->block;
	while (node != 0 && b->block >= page->dom.nodes[node].end)
		node = dom_parent(&page->dom, node);
	return node;
}

/* A card is small; one step out, it may have its label and its button around it. */
static bool
card_range(const struct page *page, uint32_t *card, size_t *from, size_t *to)
{
	bool found = false;
	for (uint32_t node = *card; node != 0; node = dom_parent(&page->dom, node)) {
		size_t first = segment_at(&page->segments, node);
		size_t last = segment_at(&page->segments, page->dom.nodes[node].end);
		if (last - first > MOST_SEGMENTS_OF_CARD)
			break;
		*card = node;
		*from = first;
		*to = last;
		found = true;
	}
	return found;
}

static void
take_card(struct page *page, size_t term_at, size_t from, size_t to)
{
	struct term *term = ARENA_PUSH(page->arena, &page->article->terms);
	term->term = page->segments.items[term_at].text;
	term->definition = page->segments.items[term_at + 1].text;
	for (size_t i = from; i < to; i++) {
		struct segment *segment = &page->segments.items[i];
		segment->use = SEGMENT_TERM;
		for (uint32_t j = segment->from; j < segment->to && !term->url.ptr; j++)
			if (page->dom.nodes[j].tag == TAG_A)
				term->url = page_link(page, dom_attribute(&page->dom, j, "href"));
		uint32_t around = dom_closest(&page->dom, segment->from, TAG_A);
		if (!term->url.ptr && around != DOM_NONE)
			term->url = page_link(page, dom_attribute(&page->dom, around, "href"));
	}
}

void
term_card_find(struct page *page)
{
	for (size_t i = 0; i + 1 < page->segments.n; i++) {
		const struct segment *term = &page->segments.items[i], *definition = term + 1;
		if (term->use != SEGMENT_FREE || definition->use != SEGMENT_FREE ||
		    term->all.chars == 0 || term->all.chars > MOST_TERM_CHARS ||
		    term->all.sentences > 0 || definition->all.chars < FEWEST_DEFINITION ||
		    !defines(definition->text, term->text))
			continue;
		size_t from, to;
		uint32_t card = card_of(page, term, definition);
		if (!card_range(page, &card, &from, &to))
			continue;
		take_card(page, i, from, to);
		i = to - 1;
	}
}
