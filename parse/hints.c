/* SPDX-License-Identifier: MIT */
/* hints.c - what the names of classes, ids and elements suggest about a part of a page */
#include "parse/hints.h"

#include "lib/ascii.h"

struct word {
	struct str text;
	uint32_t hints;
};

/* What words say of the words beside them. */
#define MARK_BEGIN    (1u << 26) /* no word: a name begins */
#define MARK_EDGE     (1u << 27) /* of a box, if it is not the first word or has a number */
#define MARK_RELATION (1u << 28) /* the next word tells what an element has or stands under */
#define MARK_SCREEN   (1u << 29) /* with the next: screen-reader */
#define MARK_READER   (1u << 30)
#define MARKS         (MARK_BEGIN | MARK_EDGE | MARK_RELATION | MARK_SCREEN | MARK_READER)

/* Whole words of class and id values, after cutting at punctuation, digits and capitals; sorted. */
/* clang-format off */
static const struct word words[] = {
#define W(text, hints) {STR_INIT(text), hints},
	W("about", HINT_SIDE) W("ad", HINT_AD) W("ads", HINT_AD) W("adsbygoogle", HINT_AD)
	W("adv", HINT_AD) W("advert", HINT_AD) W("advertisement", HINT_AD)
	W("affiliate", HINT_AD) W("answer", HINT_CONTENT) W("article", HINT_CONTENT)
	W("articlebody", HINT_CONTENT) W("aside", HINT_SIDE) W("author", HINT_BYLINE)
	W("authors", HINT_BYLINE) W("avatar", HINT_META) W("banner", HINT_AD)
	W("blog", HINT_CONTENT) W("body", HINT_CONTENT) W("bottom", HINT_FOOTER | MARK_EDGE)
	W("breadcrumb", HINT_NAV) W("breadcrumbs", HINT_NAV) W("byline", HINT_BYLINE)
	W("caption", HINT_CAPTION) W("card", HINT_RELATED) W("cards", HINT_RELATED)
	W("categories", HINT_TAGS) W("category", HINT_TAGS) W("comment", HINT_COMMENT)
	W("commentlist", HINT_COMMENT) W("comments", HINT_COMMENT) W("consent", HINT_POPUP)
	W("content", HINT_CONTENT) W("cookie", HINT_POPUP) W("cookies", HINT_POPUP)
	W("copyright", HINT_FOOTER) W("credit", HINT_CAPTION) W("crumb", HINT_NAV)
	W("crumbs", HINT_NAV) W("date", HINT_DATE) W("dateline", HINT_DATE)
	W("datetime", HINT_DATE) W("dialog", HINT_POPUP) W("disqus", HINT_COMMENT)
	W("doctor", HINT_BYLINE) W("dropdown", HINT_NAV) W("entry", HINT_CONTENT)
	W("follow", HINT_SHARE) W("foot", HINT_FOOTER) W("footer", HINT_FOOTER)
	W("gdpr", HINT_POPUP) W("glossary", HINT_TERM) W("has", MARK_RELATION)
	W("header", HINT_HEADER) W("headline", HINT_TITLE) W("hot", HINT_RELATED)
	W("infobox", HINT_SIDE) W("keywords", HINT_TAGS) W("legal", HINT_FOOTER)
	W("login", HINT_POPUP) W("logo", HINT_HEADER) W("masthead", HINT_HEADER)
	W("menu", HINT_NAV) W("meta", HINT_META) W("metadata", HINT_META)
	W("modal", HINT_POPUP) W("more", HINT_RELATED) W("nav", HINT_NAV) W("navbar", HINT_NAV)
	W("navigation", HINT_NAV) W("newsletter", HINT_POPUP) W("no", MARK_RELATION)
	W("not", MARK_RELATION) W("outbrain", HINT_AD) W("overlay", HINT_POPUP)
	W("pager", HINT_NAV) W("pagination", HINT_NAV) W("paywall", HINT_POPUP)
	W("popular", HINT_RELATED) W("popup", HINT_POPUP) W("post", HINT_CONTENT)
	W("promo", HINT_AD) W("promoted", HINT_AD) W("pubdate", HINT_DATE)
	W("published", HINT_DATE) W("read", HINT_RELATED) W("reader", MARK_READER)
	W("recirc", HINT_RELATED) W("recommend", HINT_RELATED)
	W("recommendation", HINT_RELATED) W("recommendations", HINT_RELATED)
	W("recommended", HINT_RELATED) W("rel", HINT_RELATED) W("related", HINT_RELATED)
	W("relevant", HINT_RELATED) W("replies", HINT_COMMENT) W("reply", HINT_COMMENT)
	W("respond", HINT_COMMENT) W("screen", MARK_SCREEN) W("share", HINT_SHARE)
	W("shares", HINT_SHARE) W("sharing", HINT_SHARE) W("side", HINT_SIDE)
	W("sidebar", HINT_SIDE) W("signin", HINT_POPUP) W("signup", HINT_POPUP)
	W("skip", HINT_UNSEEN) W("slogan", HINT_FOOTER) W("social", HINT_SHARE)
	W("sponsor", HINT_AD) W("sponsored", HINT_AD) W("sr", HINT_UNSEEN)
	W("story", HINT_CONTENT) W("subscribe", HINT_POPUP) W("subscription", HINT_POPUP)
	W("taboola", HINT_AD) W("tag", HINT_TAGS) W("tags", HINT_TAGS)
	W("teaser", HINT_RELATED) W("teasers", HINT_RELATED) W("term", HINT_TERM)
	W("text", HINT_CONTENT) W("time", HINT_DATE) W("timestamp", HINT_DATE)
	W("tit", HINT_TITLE) W("title", HINT_TITLE) W("toc", HINT_NAV) W("toolbar", HINT_NAV)
	W("tools", HINT_NAV) W("tooltip", HINT_TERM) W("topbar", HINT_NAV)
	W("trending", HINT_RELATED) W("txt", HINT_CONTENT) W("under", MARK_RELATION)
	W("visuallyhidden", HINT_UNSEEN) W("widget", HINT_SIDE) W("widgets", HINT_SIDE)
	W("with", MARK_RELATION) W("without", MARK_RELATION) W("writer", HINT_BYLINE)
#undef W
};
/* clang-format on */

#define N_WORDS   (sizeof words / sizeof *words)
#define MOST_WORD 24 /* longer runs of letters are no word of the table */

/* By letter, the first word that begins with it or a later one. */
struct letters {
	uint8_t first['z' - 'a' + 2];
};

static void
find_letters(struct letters *letters)
{
	size_t at = 0;
	for (int c = 'a'; c <= 'z'; c++) {
		letters->first[c - 'a'] = (uint8_t)at;
		while (at < N_WORDS && words[at].text.ptr[0] == c)
			at++;
	}
	letters->first['z' - 'a' + 1] = (uint8_t)at;
}

static uint32_t
hints_of_word(const struct letters *letters, struct str word)
{
	const uint8_t *first = &letters->first[word.ptr[0] - 'a'];
	for (size_t i = first[0]; i < first[1]; i++)
		if (words[i].text.len == word.len && str_eq(words[i].text, word))
			return words[i].hints;
	return 0;
}

/*
 * Words begin after anything that is no letter, and at a capital after a small letter.  "screen" is
 * no word for what is unseen ("min-h-screen"), "screen-reader" is.  Names with a colon
 * ("md:bottom-0") are those of utility classes and say how an element looks; so does "bottom"
 * behind another word ("border-bottom") or before a number.
 */
static uint32_t
hints_of_value(const struct letters *letters, struct str value)
{
	uint32_t hints = 0, of_name = 0;
	char word[MOST_WORD];
	size_t len = 0;
	uint32_t last = MARK_BEGIN; /* of the word before */
	bool utility = false;
	for (size_t i = 0; i <= value.len; i++) {
		char c = i < value.len ? value.ptr[i] : ' ';
		bool boundary = !ascii_is_alpha(c) ||
				(i > 0 && ascii_is_upper(c) && !ascii_is_upper(value.ptr[i - 1]));
		if (boundary && len > 0) {
			uint32_t found =
			    len < MOST_WORD ? hints_of_word(letters, (struct str){word, len}) : 0;
			bool edge = (found & MARK_EDGE) &&
				    (last != MARK_BEGIN || (i + 1 < value.len && c == '-' &&
							       ascii_is_digit(value.ptr[i + 1])));
			if (!(last & MARK_RELATION) && !edge)
				of_name |= found;
			if ((last & MARK_SCREEN) && (found & MARK_READER))
				of_name |= HINT_UNSEEN;
			last = found & MARKS & ~MARK_BEGIN;
			len = 0;
		}
		utility = utility || c == ':';
		if (ascii_is_space(c)) {
			hints |= utility ? 0 : of_name;
			of_name = 0;
			utility = false;
			last = MARK_BEGIN;
		}
		if (ascii_is_alpha(c)) {
			if (len < MOST_WORD)
				word[len] = ascii_lower(c);
			len += len < MOST_WORD;
		}
	}
	return hints & ~MARKS;
}

static uint32_t
hints_of_tag(enum tag tag)
{
	switch (tag) {
	case TAG_ARTICLE:
	case TAG_MAIN:
		return HINT_CONTENT;
	case TAG_NAV:
	case TAG_MENU:
		return HINT_NAV;
	case TAG_FOOTER:
		return HINT_FOOTER;
	case TAG_HEADER:
		return HINT_HEADER;
	case TAG_ASIDE:
		return HINT_SIDE;
	case TAG_DIALOG:
		return HINT_POPUP;
	case TAG_FIGCAPTION:
	case TAG_CAPTION:
		return HINT_CAPTION;
	case TAG_TIME:
		return HINT_DATE;
	case TAG_BUTTON:
	case TAG_FORM:
		return HINT_POPUP;
	default:
		return 0;
	}
}

void
hints_collect(struct hints *hints, struct arena *arena, const struct dom *dom)
{
	struct letters letters;
	find_letters(&letters);
	hints->own = arena_alloc(arena, dom->n * sizeof *hints->own);
	hints->inherited = arena_alloc(arena, dom->n * sizeof *hints->inherited);
	for (uint32_t i = 0; i < dom->n; i++) {
		const struct dom_node *node = &dom->nodes[i];
		if (node->tag != TAG_NONE) {
			hints->own[i] = hints_of_tag(node->tag);
			/* Classes of the whole page say how it looks, not what it is. */
			if (node->tag != TAG_HTML && node->tag != TAG_BODY)
				hints->own[i] |=
				    hints_of_value(&letters, dom_attribute(dom, i, "class")) |
				    hints_of_value(&letters, dom_attribute(dom, i, "id"));
		}
		hints->inherited[i] = hints->own[i] | (i > 0 ? hints->inherited[node->parent] : 0);
	}
}
