/* SPDX-License-Identifier: MIT */
/* join.c - the pages of one article, as far as the input has them, in one record */
#include "parse/join.h"

#include "lib/diag.h"
#include "lib/limits.h"
#include "lib/mem.h"
#include "lib/record.h"

#define MOST_WAITING 256                    /* articles: each may hold the memory of a record */
#define MOST_PAGES   100                    /* of one article */
#define MOST_LINKS   5000                   /* of one article */
#define MOST_BYTES   (LIMIT_LINE_BYTES / 2) /* of its pages' lines: one line must hold them */
#define EDGE_BLOCKS  4                      /* at either end of a page: what all its pages repeat */

/* An article that is not whole yet. */
struct waiting {
	struct arena arena;
	struct record record;
	struct str next; /* the page it waits for */
	size_t bytes;    /* of its pages' lines */
};

struct join {
	struct waiting *items[MOST_WAITING]; /* in the order in which they came */
	size_t n;
	struct arena scratch; /* of the line at hand */
	struct buf line;
};

struct join *
join_new(void)
{
	struct join *join = mem_alloc(sizeof *join);
	arena_init(&join->scratch, LIMIT_RECORD_BYTES);
	buf_init(&join->line, LIMIT_LINE_BYTES);
	return join;
}

static void
write_line(struct io_out *out, struct str line)
{
	io_out_add(out, line);
	io_out_commit(out);
}

static void
write_record(struct join *join, const struct record *record, struct io_out *out)
{
	buf_reset(&join->line);
	if (!record_write(record, &join->line))
		diag_die("an article of many pages is longer than a line may be");
	write_line(out, buf_str(&join->line));
}

/* Writes the waiting article and closes the gap. */
static void
finish(struct join *join, size_t at, struct io_out *out)
{
	struct waiting *waiting = join->items[at];
	write_record(join, &waiting->record, out);
	arena_clear(&waiting->arena);
	mem_free(waiting);
	for (join->n--; at < join->n; at++)
		join->items[at] = join->items[at + 1];
}

void
join_flush(struct join *join, struct io_out *out)
{
	while (join->n > 0)
		finish(join, 0, out);
}

void
join_free(struct join *join)
{
	if (!join)
		return;
	arena_clear(&join->scratch);
	buf_clear(&join->line);
	mem_free(join);
}

/* ---- adding a page ---- */

static bool
is_edge(size_t at, size_t n)
{
	return at < EDGE_BLOCKS || at + EDGE_BLOCKS >= n;
}

/* Whether a block stands at either end of the article already. */
static bool
is_repeated(const struct block_list *article, const struct block *block)
{
	for (size_t i = 0; i < article->n; i++)
		if (is_edge(i, article->n) && article->items[i].type == block->type &&
		    block->text.len > 0 && str_eq(article->items[i].text, block->text))
			return true;
	return false;
}

/* What both pages have at an end stands there once; the other has a receipt. */
static void
add_blocks(struct arena *arena, struct article *to, const struct block_list *from)
{
	struct block_list before = to->blocks;
	for (size_t i = 0; i < from->n; i++) {
		const struct block *block = &from->items[i];
		if (!is_edge(i, from->n) || !is_repeated(&before, block))
			*ARENA_PUSH(arena, &to->blocks) = *block;
		else
			*ARENA_PUSH(arena, &to->removed) =
			    (struct removed){.rule = STR("repeated-on-next-page"),
				.at = (int)to->blocks.n,
				.text = block->text};
	}
}

static void
add_related(struct arena *arena, struct related_list *to, const struct related_list *from)
{
	size_t before = to->n;
	for (size_t i = 0; i < from->n; i++) {
		bool has = false;
		for (size_t j = 0; j < before && !has; j++)
			has = str_eq(to->items[j].url, from->items[i].url);
		if (!has)
			*ARENA_PUSH(arena, to) = from->items[i];
	}
}

static void
add_terms(struct arena *arena, struct term_list *to, const struct term_list *from)
{
	size_t before = to->n;
	for (size_t i = 0; i < from->n; i++) {
		bool has = false;
		for (size_t j = 0; j < before && !has; j++)
			has = str_eq(to->items[j].term, from->items[i].term);
		if (!has)
			*ARENA_PUSH(arena, to) = from->items[i];
	}
}

static void
add_links(struct arena *arena, struct str_list *to, const struct str_list *from)
{
	size_t before = to->n;
	for (size_t i = 0; i < from->n && to->n < MOST_LINKS; i++) {
		bool has = false;
		for (size_t j = 0; j < before && !has; j++)
			has = str_eq(to->items[j], from->items[i]);
		if (!has)
			*ARENA_PUSH(arena, to) = from->items[i];
	}
}

/* The page as a record in the article's own memory.  It was read before: it is one. */
static struct article
read_again(struct arena *arena, struct str line)
{
	struct record record;
	struct str why;
	if (!record_read(arena, arena_copy(arena, line), &record, &why))
		diag_die("a record that was read cannot be read again");
	return record.article;
}

static void
add_page(struct waiting *waiting, struct str url, struct str line)
{
	struct article *article = &waiting->record.article;
	struct arena *arena = &waiting->arena;
	struct article page = read_again(arena, line);
	add_blocks(arena, article, &page.blocks);
	add_related(arena, &article->related, &page.related);
	add_terms(arena, &article->terms, &page.terms);
	add_links(arena, &article->links, &page.links);
	*ARENA_PUSH(arena, &article->pages) = arena_copy(arena, url);
	article->next_page = waiting->next = page.next_page;
	waiting->bytes += line.len;
}

/* ---- lines ---- */

static struct str
without_feed(struct str line)
{
	return str_ends(line, STR("\n")) ? str_slice(line, 0, line.len - 1) : line;
}

/* The article that waits for this page and has room for it, or join->n. */
static size_t
find_waiting(const struct join *join, struct str url, size_t bytes)
{
	size_t at = 0;
	while (at < join->n && !(str_eq(join->items[at]->next, url) &&
				   join->items[at]->bytes + bytes <= MOST_BYTES))
		at++;
	return at;
}

static void
hold(struct join *join, struct str line, struct io_out *out)
{
	struct str why;
	if (join->n == MOST_WAITING)
		finish(join, 0, out);
	struct waiting *waiting = mem_alloc(sizeof *waiting);
	arena_init(&waiting->arena, LIMIT_RECORD_BYTES);
	if (!record_read(
		&waiting->arena, arena_copy(&waiting->arena, line), &waiting->record, &why))
		diag_die("a record that was read cannot be read again");
	waiting->next = waiting->record.article.next_page;
	waiting->bytes = line.len;
	join->items[join->n++] = waiting;
}

static void
take_page(
    struct join *join, size_t at, const struct record *page, struct str line, struct io_out *out)
{
	struct record joined;
	struct waiting *waiting = join->items[at];
	add_page(waiting, page->visit.url, line);
	record_set_outcome(
	    &joined, page->visit.url, "parse", "joined", STR("a further page of an article"));
	joined.visit = page->visit;
	joined.outcome.location = waiting->record.visit.url;
	write_record(join, &joined, out);
	if (!waiting->next.ptr || waiting->record.article.pages.n == MOST_PAGES)
		finish(join, at, out);
}

void
join_take(struct join *join, struct str line, struct io_out *out)
{
	struct record record;
	struct str why, text = without_feed(line);
	arena_reset(&join->scratch);
	bool readable = record_read(&join->scratch, text, &record, &why);
	bool article = readable && record.kind == RECORD_ARTICLE;
	size_t at = article ? find_waiting(join, record.visit.url, text.len) : join->n;
	if (readable && (record.kind == RECORD_RUN || record.kind == RECORD_END))
		join_flush(join, out);
	if (article && at < join->n)
		take_page(join, at, &record, text, out);
	else if (article && record.article.next_page.ptr)
		hold(join, text, out);
	else
		write_line(out, line);
}
