/* SPDX-License-Identifier: MIT */
/* markdown.c - an article as people read it (CommonMark) */
#include "store/markdown.h"

#include <string.h>

#include "lib/ascii.h"

/* What begins a block of Markdown, and must not at the start of a line of ours. */
#define BLOCK_MARKS "#>-+*=|`~"
#define MAX_HEADING 6

static void
write_line(struct buf *out, struct str line)
{
	size_t digits = 0;
	while (digits < line.len && ascii_is_digit(line.ptr[digits]))
		digits++;
	if (line.len > 0 && strchr(BLOCK_MARKS, line.ptr[0])) {
		buf_add_char(out, '\\');
	} else if (digits > 0 && digits < line.len &&
		   (line.ptr[digits] == '.' || line.ptr[digits] == ')')) {
		buf_add_str(out, str_slice(line, 0, digits));
		buf_add_char(out, '\\');
		line = str_slice(line, digits, line.len);
	}
	buf_add_str(out, line);
}

/* Every line after the first begins with `indent`, and so keeps its place in the block. */
static void
write_text(struct buf *out, struct str text, const char *indent)
{
	for (bool first = true; text.ptr; first = false) {
		if (!first) {
			buf_add_text(out, "\n");
			buf_add_text(out, indent);
		}
		write_line(out, str_cut(&text, '\n'));
	}
}

static void
write_row(struct buf *out, const struct str_list *cells)
{
	buf_add_char(out, '|');
	for (size_t i = 0; i < cells->n; i++) {
		buf_add_char(out, ' ');
		for (size_t at = 0; at < cells->items[i].len; at++) {
			char c = cells->items[i].ptr[at];
			if (c == '|')
				buf_add_char(out, '\\');
			buf_add_char(out, c == '\n' ? ' ' : c);
		}
		buf_add_text(out, " |");
	}
	buf_add_char(out, '\n');
}

static void
write_table(struct buf *out, const struct block *block)
{
	for (size_t i = 0; i < block->rows.n; i++) {
		write_row(out, &block->rows.items[i]);
		for (size_t j = 0; i == 0 && j < block->rows.items[0].n; j++)
			buf_add_text(out, j == 0 ? "|---|" : "---|");
		if (i == 0)
			buf_add_char(out, '\n');
	}
}

void
markdown_write_block(struct buf *out, const struct block *block)
{
	switch (block->type) {
	case BLOCK_HEADING: {
		int level = block->level < 1 ? 1 : block->level;
		level = level < MAX_HEADING ? level + 1 : MAX_HEADING; /* 1 is the title's */
		buf_addf(out, "%.*s ", level, "######");
		buf_add_str(out, block->text);
		break;
	}
	case BLOCK_LIST_ITEM:
		buf_addf(out, "%*s%s ", 3 * block->depth, "", block->ordered ? "1." : "-");
		write_text(out, block->text, "   ");
		break;
	case BLOCK_QUOTE:
		buf_add_text(out, "> ");
		write_text(out, block->text, "> ");
		break;
	case BLOCK_CODE:
		buf_add_text(out, "````\n");
		buf_add_str(out, block->text);
		buf_add_text(out, "\n````");
		break;
	case BLOCK_TABLE:
		write_table(out, block);
		buf_add_str(out, block->caption);
		break;
	case BLOCK_FIGURE:
		buf_addf(out, "![%.*s](%.*s)", STR_ARGS(block->caption), STR_ARGS(block->url));
		break;
	default:
		write_text(out, block->text, "");
	}
	buf_add_text(out, "\n\n");
}

static void
write_fact(struct buf *out, const char *name, struct str value)
{
	if (value.len > 0)
		buf_addf(out, "- %s: %.*s\n", name, STR_ARGS(value));
}

static void
write_author(struct buf *out, const struct person *person)
{
	const struct str parts[] = {person->name, person->job_title, person->department,
	    person->affiliation, person->affiliation_grade};
	const char *separator = "- author: ";
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (parts[i].len == 0)
			continue;
		buf_add_text(out, separator);
		buf_add_str(out, parts[i]);
		separator = ", ";
	}
	buf_add_char(out, '\n');
}

static void
write_title(struct buf *out, const struct article *article)
{
	buf_addf(out, "# %.*s\n\n", STR_ARGS(article->title));
}

static void
write_rest(struct buf *out, const struct article *a)
{
	for (size_t i = 0; i < a->blocks.n; i++)
		markdown_write_block(out, &a->blocks.items[i]);
	if (a->disclaimer.len > 0) {
		buf_add_text(out, "> ");
		write_text(out, a->disclaimer, "> ");
		buf_add_text(out, "\n\n");
	}
	for (size_t i = 0; i < a->terms.n; i++)
		buf_addf(out, "**%.*s**: %.*s\n\n", STR_ARGS(a->terms.items[i].term),
		    STR_ARGS(a->terms.items[i].definition));
}

void
markdown_write(struct buf *out, const struct record *record)
{
	const struct article *a = &record->article;
	write_title(out, a);
	for (size_t i = 0; i < a->authors.n; i++)
		write_author(out, &a->authors.items[i]);
	write_fact(out, "published", a->date_published);
	write_fact(out, "modified", a->date_modified);
	write_fact(out, "site", a->site_name);
	write_fact(out, "address", record->visit.url);
	write_fact(out, "fetched", record->visit.fetched_at);
	buf_add_char(out, '\n');
	write_rest(out, a);
}

void
markdown_write_body(struct buf *out, const struct record *record)
{
	write_title(out, &record->article);
	write_rest(out, &record->article);
}

void
markdown_write_removed(struct buf *out, const struct record *record)
{
	for (size_t i = 0; i < record->article.removed.n; i++) {
		const struct removed *removed = &record->article.removed.items[i];
		buf_addf(out, "%d\t%.*s\t", removed->at, STR_ARGS(removed->rule));
		for (size_t at = 0; at < removed->text.len; at++) {
			char c = removed->text.ptr[at];
			buf_add_char(out, c == '\n' || c == '\t' ? ' ' : c);
		}
		buf_add_char(out, '\n');
	}
}
