/* SPDX-License-Identifier: MIT */
/* learned.c - lines that many pages of one site carry: what is counted, and the file of counts */
#include "lib/learned.h"

#include <stdlib.h>

#include "lib/unicode.h"
#include "lib/url.h"
#include "lib/url_site.h"

static const char *const kind_names[] = {
    [LEARNED_LINE] = "line",
    [LEARNED_TITLE] = "title",
};

#define TITLE_MAX_BYTES 2048 /* more is no title, and ends are looked for again and again */

/* What stands between a title and the site's name; the last one in the title counts. */
static const struct str separators[] = {
    STR_INIT(" - "),
    STR_INIT(" | "),
    STR_INIT(" – "),
    STR_INIT(" — "),
    STR_INIT(" · "),
    STR_INIT(" _ "),
    STR_INIT("_"),
    STR_INIT("|"),
    STR_INIT("｜"),
    STR_INIT("--"),
    STR_INIT("-"),
};

/* The last place of a separator; a hyphen counts between Han characters only, or L4-L5 would end
 * in a site's name. */
static size_t
find_last(struct str title, struct str separator)
{
	for (size_t at = title.len; at-- > 1;) {
		struct str rest = str_slice(title, at, title.len);
		if (!str_starts(rest, separator) || rest.len == separator.len)
			continue;
		size_t before = at, after = at + separator.len;
		if (separator.len > 1 || separator.ptr[0] != '-' ||
		    (unicode_is_cjk(unicode_previous(title, &before)) &&
			unicode_is_cjk(unicode_next(title, &after))))
			return at;
	}
	return STR_NOT_FOUND;
}

struct str
learned_title_end(struct str title)
{
	size_t best = 0;
	if (title.len > TITLE_MAX_BYTES)
		return (struct str){NULL, 0};
	for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
		size_t at = find_last(title, separators[i]);
		if (at != STR_NOT_FOUND && at + separators[i].len > best &&
		    (best == 0 || at > best))
			best = at;
	}
	if (best == 0)
		return (struct str){NULL, 0};
	while (best > 1 && title.ptr[best - 1] == ' ')
		best--;
	return str_slice(title, best, title.len);
}

struct item {
	enum learned_kind kind;
	struct str text;
};
struct item_list {
	struct item *items;
	size_t n;
};

static void
add_lines(struct arena *arena, struct item_list *list, struct str text)
{
	while (text.ptr) {
		struct str line = str_trim(str_cut(&text, '\n'));
		if (line.len > 0 && !unicode_has(line, LEARNED_LINE_MAX + 1))
			*ARENA_PUSH(arena, list) = (struct item){LEARNED_LINE, line};
	}
}

static void
add_title(struct arena *arena, struct item_list *list, struct str end)
{
	if (end.len > 0)
		*ARENA_PUSH(arena, list) = (struct item){LEARNED_TITLE, end};
}

static int
compare_items(const void *a, const void *b)
{
	const struct item *x = a, *y = b;
	return x->kind != y->kind ? (int)x->kind - (int)y->kind : str_compare(x->text, y->text);
}

void
learned_each(struct arena *arena, const struct record *record,
    void (*take)(void *state, enum learned_kind kind, struct str text), void *state)
{
	struct item_list list = {NULL, 0};
	const struct article *article = &record->article;
	for (size_t i = 0; i < article->blocks.n; i++)
		if (article->blocks.items[i].type != BLOCK_CODE)
			add_lines(arena, &list, article->blocks.items[i].text);
	add_title(arena, &list, learned_title_end(article->title));
	for (size_t i = 0; i < article->removed.n; i++) {
		const struct removed *removed = &article->removed.items[i];
		if (removed->member.len == 0)
			add_lines(arena, &list, removed->text);
		else if (str_eq(removed->member, STR("title")))
			add_title(arena, &list, removed->text);
	}
	if (list.n > 1)
		qsort(list.items, list.n, sizeof *list.items, compare_items);
	for (size_t i = 0; i < list.n; i++)
		if (i == 0 || compare_items(&list.items[i - 1], &list.items[i]) != 0)
			take(state, list.items[i].kind, list.items[i].text);
}

struct str
learned_site(struct arena *arena, const struct record *record)
{
	struct url url;
	struct str none = {NULL, 0};
	if (url_resolve(arena, none, record->visit.url, &url) != URL_OK)
		return STR("");
	return url_site(url.host);
}

void
learned_write(struct buf *out, const struct learned_row *row)
{
	buf_addf(out, "%.*s\t%llu\t%llu\t%s\t%.*s\n", STR_ARGS(row->site), row->pages, row->count,
	    kind_names[row->kind], STR_ARGS(row->text));
}

bool
learned_read(struct str line, struct learned_row *row)
{
	struct learned_row read;
	read.site = str_cut(&line, '\t');
	struct str pages = str_cut(&line, '\t');
	struct str count = str_cut(&line, '\t');
	struct str kind = str_cut(&line, '\t');
	bool is_title = str_eq(kind, str_from(kind_names[LEARNED_TITLE]));
	if (!line.ptr || !str_to_uint(pages, &read.pages) || !str_to_uint(count, &read.count))
		return false;
	if (!is_title && !str_eq(kind, str_from(kind_names[LEARNED_LINE])))
		return false;
	read.kind = is_title ? LEARNED_TITLE : LEARNED_LINE;
	read.text = line;
	*row = read;
	return row->text.len > 0 && unicode_is_valid(row->text);
}

bool
learned_is_common(unsigned long long pages, unsigned long long count)
{
	return count >= LEARNED_PAGES && (double)count >= LEARNED_SHARE * (double)pages;
}
