/* SPDX-License-Identifier: MIT */
/* flags.c - what about an article is worth a second look; never a reason to drop it */
#include "normalize/flags.h"

#include <stdlib.h>

#include "lib/unicode.h"
#include "normalize/language.h"
#include "normalize/mojibake.h"
#include "normalize/sentence.h"

/* A Chinese word is about one and a half characters, an English one five letters and a space. */
#define SHORT_CHARACTERS  120
#define SHORT_WORDS       80
#define TEASER_CHARACTERS 200
#define TEASER_WORDS      60
#define LINK_ITEMS        8  /* short items without a sentence, */
#define LINK_MOST         40 /* characters each, */
#define LINK_SHARE        60 /* percent of the body */
#define REPEATED_LEAST    10 /* characters of a line that counts when it comes twice */

static bool
is_cjk(const struct article *article)
{
	return str_starts(article->language, STR("zh")) ||
	       str_starts(article->language, STR("ja")) || str_starts(article->language, STR("ko"));
}

static bool
is_shorter(const struct article *article, size_t characters, int words)
{
	return is_cjk(article) ? !unicode_has(article->text, characters)
			       : article->word_count < words;
}

static bool
is_short(const struct article *article)
{
	return is_shorter(article, SHORT_CHARACTERS, SHORT_WORDS);
}

static bool
is_mostly_links(const struct article *article)
{
	size_t n = 0, len = 0;
	for (size_t i = 0; i < article->blocks.n; i++) {
		const struct block *block = &article->blocks.items[i];
		if (block->type == BLOCK_LIST_ITEM && !unicode_has(block->text, LINK_MOST + 1) &&
		    sentence_last_end(block->text) == 0) {
			n++;
			len += block->text.len;
		}
	}
	return n >= LINK_ITEMS && len * 100 >= article->text.len * LINK_SHARE;
}

static int
compare_texts(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

static bool
has_repeated_lines(struct arena *arena, const struct article *article)
{
	struct str_list lines = {NULL, 0};
	struct str rest = article->text;
	while (rest.ptr) {
		struct str line = str_cut(&rest, '\n');
		if (unicode_has(line, REPEATED_LEAST))
			*ARENA_PUSH(arena, &lines) = line;
	}
	if (lines.n < 2)
		return false;
	qsort(lines.items, lines.n, sizeof *lines.items, compare_texts);
	for (size_t i = 1; i < lines.n; i++)
		if (str_eq(lines.items[i - 1], lines.items[i]))
			return true;
	return false;
}

static bool
is_truncated(const struct article *article)
{
	if (article->blocks.n == 0 || article->next_page.len > 0)
		return false;
	const struct block *last = &article->blocks.items[article->blocks.n - 1];
	return last->type == BLOCK_PARAGRAPH && sentence_is_cut(last->text);
}

static bool
is_teaser_like(const struct article *article)
{
	if (article->text.len == 0 || article->blocks.n > 2 ||
	    !is_shorter(article, TEASER_CHARACTERS, TEASER_WORDS))
		return false;
	return is_truncated(article) || str_starts(article->description, article->text);
}

static bool
has_no_author(const struct article *article)
{
	for (size_t i = 0; i < article->authors.n; i++)
		if (article->authors.items[i].name.len > 0)
			return false;
	return true;
}

/* The date itself is in `removed`. */
static bool
has_future_date(const struct article *article)
{
	for (size_t i = 0; i < article->removed.n; i++)
		if (str_eq(article->removed.items[i].rule, STR("future-date")))
			return true;
	return false;
}

void
flags_fill(struct arena *arena, struct article *article)
{
	bool read = str_eq(article->page_kind, STR("article")) ||
		    str_eq(article->page_kind, STR("qa")) || article->page_kind.len == 0;
	const struct {
		const char *name;
		bool set;
	} flags[] = {
	    {"short", read && is_short(article)},
	    {"mostly-links", read && is_mostly_links(article)},
	    {"repeated-lines", read && has_repeated_lines(arena, article)},
	    {"mixed-language", read && language_is_mixed(article->text)},
	    {"truncated", read && is_truncated(article)},
	    {"mojibake", mojibake_is_damaged(article->text) || mojibake_is_damaged(article->title)},
	    {"no-author", read && has_no_author(article)},
	    {"teaser-like", read && is_teaser_like(article)},
	    {"future-date", read && has_future_date(article)},
	};
	article->flags = (struct str_list){NULL, 0};
	for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
		if (flags[i].set)
			*ARENA_PUSH(arena, &article->flags) = str_from(flags[i].name);
}
