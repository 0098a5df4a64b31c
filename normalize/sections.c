/* SPDX-License-Identifier: MIT */
/* sections.c - the body's plain text, whole and by its headings */
#include "normalize/sections.h"

#include <string.h>

/* All texts are parts of one buffer that is measured first. */
struct writer {
	char *ptr;
	size_t len;
};

static size_t
most_bytes(const struct block_list *blocks)
{
	size_t len = 0;
	for (size_t i = 0; i < blocks->n; i++) {
		const struct block *block = &blocks->items[i];
		len += block->text.len + block->caption.len + 2;
		for (size_t j = 0; j < block->rows.n; j++)
			for (size_t k = 0; k < block->rows.items[j].n; k++)
				len += block->rows.items[j].items[k].len + 1;
	}
	return len;
}

static void
add(struct writer *writer, size_t start, char divider, struct str text)
{
	if (writer->len > start)
		writer->ptr[writer->len++] = divider;
	memcpy(writer->ptr + writer->len, text.ptr, text.len);
	writer->len += text.len;
}

static void
add_line(struct writer *writer, size_t start, struct str text)
{
	if (text.len > 0)
		add(writer, start, '\n', text);
}

static void
add_row(struct writer *writer, size_t start, const struct str_list *row)
{
	if (row->n == 0)
		return;
	if (writer->len > start)
		writer->ptr[writer->len++] = '\n';
	size_t row_start = writer->len;
	for (size_t i = 0; i < row->n; i++) {
		if (i > 0)
			writer->ptr[writer->len++] = '\t';
		if (row->items[i].len > 0)
			memcpy(writer->ptr + writer->len, row->items[i].ptr, row->items[i].len);
		writer->len += row->items[i].len;
	}
	if (writer->len == row_start && row_start > start)
		writer->len--; /* a row of one empty cell */
}

static void
add_block(struct writer *writer, size_t start, const struct block *block)
{
	add_line(writer, start, block->caption);
	add_line(writer, start, block->text);
	for (size_t i = 0; i < block->rows.n; i++)
		add_row(writer, start, &block->rows.items[i]);
}

static struct section *
open_section(struct arena *arena, struct article *article, const struct block *heading)
{
	struct section *section = ARENA_PUSH(arena, &article->sections);
	section->heading = heading ? heading->text : STR("");
	section->level = heading ? heading->level : 0;
	section->text = STR("");
	return section;
}

void
sections_fill(struct arena *arena, struct article *article)
{
	struct writer writer = {arena_alloc(arena, most_bytes(&article->blocks) + 1), 0};
	struct section *section = NULL;
	size_t start = 0;
	article->sections = (struct section_list){NULL, 0};
	for (size_t i = 0; i < article->blocks.n; i++) {
		const struct block *block = &article->blocks.items[i];
		if (block->type == BLOCK_HEADING) {
			section = open_section(arena, article, block);
			add_line(&writer, 0, block->text);
			start = writer.len + 1;
			continue;
		}
		size_t before = writer.len;
		add_block(&writer, 0, block);
		if (writer.len == before)
			continue;
		if (!section)
			section = open_section(arena, article, NULL);
		section->text = (struct str){writer.ptr + start, writer.len - start};
	}
	article->text = (struct str){writer.ptr, writer.len};
}
