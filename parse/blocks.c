/* SPDX-License-Identifier: MIT */
/* blocks.c - the body's segments as typed blocks: headings, paragraphs, lists, tables, figures */
#include "parse/blocks.h"

#include "parse/image.h"

#define MOST_HEADING_CHARS 40  /* of CJK; other scripts count words times three */
#define FEWEST_CELLS       4   /* a data table has two rows and two columns */
#define MOST_CELL_CHARS    160 /* on average: longer cells are a layout */

static struct block *
add(struct page *page, enum block_type type, struct str text)
{
	struct block *block = ARENA_PUSH(page->arena, &page->article->blocks);
	block->type = type;
	block->text = text;
	return block;
}

/* A paragraph that is all bold, short and no sentence is a heading in all but its name. */
static bool
is_bold_heading(const struct segment *segment)
{
	const struct measure *m = &segment->all;
	return segment->bold_chars == m->chars && m->chars >= 2 &&
	       m->cjk + 3 * (m->words - m->cjk) <= MOST_HEADING_CHARS && m->sentences == 0 &&
	       !segment->in_list && !segment->in_caption &&
	       str_find_char(segment->text, '\n') == STR_NOT_FOUND;
}

/* The level under which bold headings stand: one below the deepest heading tag, at least 2. */
static int
bold_level(const struct page *page)
{
	int deepest = 1;
	for (size_t i = page->body_from; i < page->body_to; i++) {
		const struct segment *segment = &page->segments.items[i];
		if (segment->use == SEGMENT_BODY && segment->heading > deepest)
			deepest = segment->heading;
	}
	return deepest < 6 ? deepest + 1 : 6;
}

/* An item with several paragraphs is a list for its looks: an answer, a post. */
static bool
is_list_item(const struct page *page, const struct segment *segment)
{
	size_t paragraphs = 0;
	if (segment->tag != TAG_P)
		return segment->tag == TAG_LI || segment->tag == TAG_DD || segment->tag == TAG_DT;
	uint32_t item = dom_closest(&page->dom, segment->block, TAG_LI);
	if (item == DOM_NONE)
		return false;
	for (uint32_t i = item; i < page->dom.nodes[item].end && paragraphs < 2; i++)
		paragraphs += page->dom.nodes[i].tag == TAG_P;
	return paragraphs == 1;
}

static void
add_list_item(struct page *page, const struct segment *segment)
{
	struct block *block = add(page, BLOCK_LIST_ITEM, segment->text);
	int lists = 0;
	for (uint32_t node = segment->block; node != 0; node = dom_parent(&page->dom, node)) {
		enum tag tag = page->dom.nodes[node].tag;
		if (tag != TAG_UL && tag != TAG_OL && tag != TAG_DL && tag != TAG_MENU)
			continue;
		if (lists++ == 0)
			block->ordered = tag == TAG_OL;
		/* A list around the whole body is layout, not depth. */
		if (segment_at(&page->segments, node) < page->body_from)
			break;
	}
	block->depth = lists > 1 ? lists - 1 : 0;
}

struct table {
	uint32_t node;
	size_t from, to; /* its segments */
};

/* The number of cells of a row. */
static size_t
count_cells(const struct dom *dom, uint32_t row)
{
	size_t n = 0;
	for (uint32_t node = dom_first_child(dom, row); node != DOM_NONE;
	     node = dom_next_sibling(dom, node))
		n += dom->nodes[node].tag == TAG_TD || dom->nodes[node].tag == TAG_TH;
	return n;
}

/* Rows of data are alike: most have as many cells as the first. */
static bool
has_even_rows(const struct dom *dom, uint32_t table, size_t *n_cells)
{
	size_t rows = 0, even = 0, first = 0;
	*n_cells = 0;
	for (uint32_t i = table + 1; i < dom->nodes[table].end; i++) {
		if (dom->nodes[i].tag == TAG_TABLE)
			return false;
		if (dom->nodes[i].tag != TAG_TR)
			continue;
		size_t n = count_cells(dom, i);
		first = rows == 0 ? n : first;
		even += n == first;
		rows += 1;
		*n_cells += n;
	}
	return rows >= 2 && first >= 2 && even * 3 >= rows * 2;
}

static bool
is_data_table(const struct page *page, const struct table *table)
{
	size_t cells, chars = 0, in_body = 0;
	if (!has_even_rows(&page->dom, table->node, &cells) || cells < FEWEST_CELLS)
		return false;
	for (size_t i = table->from; i < table->to; i++) {
		chars += page->segments.items[i].all.chars;
		in_body += page->segments.items[i].use == SEGMENT_BODY;
	}
	return 2 * in_body >= table->to - table->from && chars / cells < MOST_CELL_CHARS;
}

static void
add_cell(struct page *page, struct str_list *row, uint32_t cell)
{
	*ARENA_PUSH(page->arena, row) = dom_text(&page->dom, page->arena, cell);
}

static void
add_table(struct page *page, const struct table *table)
{
	struct block *block = add(page, BLOCK_TABLE, (struct str){NULL, 0});
	const struct dom *dom = &page->dom;
	struct str_list *row = NULL;
	for (uint32_t i = table->node + 1; i < dom->nodes[table->node].end; i++) {
		enum tag tag = dom->nodes[i].tag;
		if (tag == TAG_TR) {
			row = ARENA_PUSH(page->arena, &block->rows);
		} else if (tag == TAG_CAPTION) {
			block->caption = dom_text(dom, page->arena, i);
		} else if ((tag == TAG_TD || tag == TAG_TH) && row) {
			add_cell(page, row, i);
			i = dom->nodes[i].end - 1;
		}
	}
}

/* Adds the whole data table that begins with segment `at`; the index after it, or `at` if none. */
static size_t
try_table(struct page *page, size_t at)
{
	const struct segment *segment = &page->segments.items[at];
	struct table table = {.from = at};
	if (!segment->in_table)
		return at;
	table.node = dom_closest(&page->dom, segment->block, TAG_TABLE);
	if (table.node == DOM_NONE || segment_at(&page->segments, table.node) < at)
		return at;
	table.to = segment_at(&page->segments, page->dom.nodes[table.node].end);
	if (!is_data_table(page, &table))
		return at;
	add_table(page, &table);
	return table.to;
}

static void
add_figure(struct page *page, size_t at)
{
	struct str source = image_source(page, page->segments.items[at].from);
	if (!source.ptr)
		return;
	struct block *block = add(page, BLOCK_FIGURE, (struct str){NULL, 0});
	block->url = source;
	uint32_t figure = dom_closest(&page->dom, page->segments.items[at].from, TAG_FIGURE);
	for (size_t i = at + 1; figure != DOM_NONE && i < page->body_to; i++) {
		struct segment *caption = &page->segments.items[i];
		if (caption->from >= page->dom.nodes[figure].end)
			break;
		if (!caption->in_caption)
			continue;
		block->caption = caption->text;
		caption->use = SEGMENT_TWIN; /* said by the figure */
		break;
	}
}

static void
add_text(struct page *page, const struct segment *segment, int level_of_bold)
{
	if (segment->heading > 0)
		add(page, BLOCK_HEADING, segment->text)->level = segment->heading;
	else if (segment->preformatted)
		add(page, BLOCK_CODE, segment->text);
	else if (is_bold_heading(segment))
		add(page, BLOCK_HEADING, segment->text)->level = level_of_bold;
	else if (segment->in_quote)
		add(page, BLOCK_QUOTE, segment->text);
	else if (segment->in_list && is_list_item(page, segment))
		add_list_item(page, segment);
	else
		add(page, BLOCK_PARAGRAPH, segment->text);
}

void
blocks_build(struct page *page)
{
	int level = bold_level(page);
	for (size_t i = page->body_from; i < page->body_to; i++) {
		const struct segment *segment = &page->segments.items[i];
		if (segment->use != SEGMENT_BODY)
			continue;
		size_t after = try_table(page, i);
		if (after > i) {
			i = after - 1;
			continue;
		}
		if (segment->tag == TAG_IMG)
			add_figure(page, i);
		else if (segment->all.chars > 0)
			add_text(page, segment, level);
	}
}
