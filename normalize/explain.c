/* SPDX-License-Identifier: MIT */
/* explain.c - what normalize did to one article, as a diff for people */
#include "normalize/explain.h"

#include "normalize/body.h"

/* The entry of this block and line that was not shown yet; marked by taking its text. */
static const struct removed *
take_entry(struct removed_list *entries, int at, struct str line)
{
	for (size_t i = 0; i < entries->n; i++) {
		struct removed *entry = &entries->items[i];
		if (entry->at == at && entry->text.ptr && entry->member.len == 0 &&
		    str_eq(entry->text, line)) {
			entry->text.ptr = NULL;
			return entry;
		}
	}
	return NULL;
}

static void
show_lines(struct buf *out, struct removed_list *entries, int at, struct str text, bool shown)
{
	while (text.ptr && text.len > 0) {
		struct str line = str_cut(&text, '\n');
		const struct removed *entry = take_entry(entries, at, line);
		if (entry)
			buf_addf(out, "-%.*s\t[%.*s]\n", STR_ARGS(line), STR_ARGS(entry->rule));
		else if (!shown)
			buf_addf(out, " %.*s\n", STR_ARGS(line));
	}
}

static void
show_block(struct buf *out, struct removed_list *entries, const struct block *before,
    const struct piece *piece)
{
	bool repaired = !str_eq(before->text, piece->block.text);
	if (repaired) {
		buf_addf(out, "-%.*s\t[repair]\n", STR_ARGS(before->text));
		buf_addf(out, "+%.*s\n", STR_ARGS(piece->block.text));
	}
	show_lines(out, entries, piece->at, piece->block.text, repaired);
	show_lines(out, entries, piece->at, piece->block.caption, false);
	for (size_t i = 0; i < piece->block.rows.n; i++)
		for (size_t j = 0; j < piece->block.rows.items[i].n; j++)
			show_lines(
			    out, entries, piece->at, piece->block.rows.items[i].items[j], false);
}

static void
show_members(struct buf *out, const struct removed_list *entries)
{
	for (size_t i = 0; i < entries->n; i++) {
		const struct removed *entry = &entries->items[i];
		if (entry->member.len > 0)
			buf_addf(out, "%.*s %d: -%.*s\t[%.*s]\n", STR_ARGS(entry->member),
			    entry->at, STR_ARGS(entry->text), STR_ARGS(entry->rule));
	}
}

void
explain_record(
    const struct clean *clean, struct arena *arena, struct record *record, struct buf *out)
{
	struct article *article = &record->article;
	struct body before;
	struct removed_list entries = {NULL, 0};
	if (record->kind != RECORD_ARTICLE)
		return;
	struct block_list blocks = article->blocks;
	size_t n_known = article->removed.n;
	body_open(&before, arena, clean->repair, &blocks);
	clean_record(clean, arena, record);
	for (size_t i = n_known; i < article->removed.n; i++)
		*ARENA_PUSH(arena, &entries) = article->removed.items[i];
	buf_addf(out, "=== %.*s\n", STR_ARGS(record->visit.url));
	show_members(out, &entries);
	for (size_t i = 0; i < before.pieces.n; i++)
		show_block(out, &entries, &blocks.items[i], &before.pieces.items[i]);
}
