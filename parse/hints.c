/* SPDX-License-Identifier: MIT */
/* hints.c - what the names of classes, ids and elements suggest about a part of a page */
#include "parse/hints.h"

#include "lib/ascii.h"

struct word {
	struct str text;
	uint32_t hints;
};

/* Whole words of class and id values, after cutting at punctuation, digits and capitals; sorted. */
/* clang-format off */
static const struct word words[] = {
#define W(text, hints) {STR_INIT(text), hints},
	W("about", HINT_SIDE) W("ad", HINT_AD) W("ads", HINT_AD) W("adsbygoogle", HINT_AD)
	W("adv", HINT_AD) W("advert", HINT_AD) W("advertisement", HINT_AD)
	W("affiliate", HINT_AD) W("answer", HINT_CONTENT) W("article", HINT_CONTENT)
	W("articlebody", HINT_CONTENT) W("aside", HINT_SIDE) W("author", HINT_BYLINE)
	W("authors", HINT_BYLINE) W("avatar", HINT_META) W("banner", HINT_AD)
	W("blog", HINT_CONTENT) W("body", HINT_CONTENT) W("bottom", HINT_FOOTER)
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
	W("gdpr", HINT_POPUP) W("glossary", HINT_TERM) W("header", HINT_HEADER)
	W("headline", HINT_TITLE) W("hot", HINT_RELATED) W("infobox", HINT_SIDE)
	W("keywords", HINT_TAGS) W("legal", HINT_FOOTER) W("login", HINT_POPUP)
	W("logo", HINT_HEADER) W("masthead", HINT_HEADER) W("menu", HINT_NAV)
	W("meta", HINT_META) W("metadata", HINT_META) W("modal", HINT_POPUP)
	W("more", HINT_RELATED) W("nav", HINT_NAV) W("navbar", HINT_NAV)
	W("navigation", HINT_NAV) W("newsletter", HINT_POPUP) W("outbrain", HINT_AD)
	W("overlay", HINT_POPUP) W("pager", HINT_NAV) W("pagination", HINT_NAV)
	W("paywall", HINT_POPUP) W("popular", HINT_RELATED) W("popup", HINT_POPUP)
	W("post", HINT_CONTENT) W("promo", HINT_AD) W("promoted", HINT_AD)
	W("pubdate", HINT_DATE) W("published", HINT_DATE) W("read", HINT_RELATED)
	W("recirc", HINT_RELATED) W("recommend", HINT_RELATED) W("recommendation", HINT_RELATED)
	W("recommendations", HINT_RELATED) W("recommended", HINT_RELATED) W("rel", HINT_RELATED)
	W("related", HINT_RELATED) W("relevant", HINT_RELATED) W("replies", HINT_COMMENT)
	W("reply", HINT_COMMENT) W("respond", HINT_COMMENT) 
	W("share", HINT_SHARE) W("shares", HINT_SHARE) W("sharing", HINT_SHARE)
	W("side", HINT_SIDE) W("sidebar", HINT_SIDE) W("signin", HINT_POPUP)
	W("signup", HINT_POPUP) W("skip", HINT_UNSEEN) W("slogan", HINT_FOOTER)
	W("social", HINT_SHARE) W("sponsor", HINT_AD) W("sponsored", HINT_AD)
	W("sr", HINT_UNSEEN) W("story", HINT_CONTENT) W("subscribe", HINT_POPUP)
	W("subscription", HINT_POPUP) W("taboola", HINT_AD) W("tag", HINT_TAGS)
	W("tags", HINT_TAGS) W("teaser", HINT_RELATED) W("teasers", HINT_RELATED)
	W("term", HINT_TERM) W("text", HINT_CONTENT) W("time", HINT_DATE)
	W("timestamp", HINT_DATE) W("tit", HINT_TITLE) W("title", HINT_TITLE) W("toc", HINT_NAV)
	W("toolbar", HINT_NAV) W("tools", HINT_NAV) W("tooltip", HINT_TERM) W("topbar", HINT_NAV)
	W("trending", HINT_RELATED) W("txt", HINT_CONTENT) W("visuallyhidden", HINT_UNSEEN)
	W("widget", HINT_SIDE) W("widgets", HINT_SIDE) W("writer", HINT_BYLINE)
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

/* A word behind one of these tells what an element has or stands under, not what it is. */
static bool
is_relation(struct str word)
{
	static const struct str relations[] = {STR_INIT("has"), STR_INIT("no"), STR_INIT("not"),
	    STR_INIT("under"), STR_INIT("with"), STR_INIT("without")};
	for (size_t i = 0; i < sizeof relations / sizeof *relations; i++)
		if (str_eq(word, relations[i]))
			return true;
	return false;
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
	bool utility = false, related = false, screen = false, first = true;
	for (size_t i = 0; i <= value.len; i++) {
		char c = i < value.len ? value.ptr[i] : ' ';
		bool boundary = !ascii_is_alpha(c) ||
				(i > 0 && ascii_is_upper(c) && !ascii_is_upper(value.ptr[i - 1]));
		if (boundary && len > 0) {
			struct str found = {word, len};
			bool edge = str_eq(found, STR("bottom")) &&
				    (!first || (i + 1 < value.len && c == '-' &&
						   ascii_is_digit(value.ptr[i + 1])));
			if (!related && !edge && len < MOST_WORD)
				of_name |= hints_of_word(letters, found);
			if (screen && str_eq(found, STR("reader")))
				of_name |= HINT_UNSEEN;
			screen = str_eq(found, STR("screen"));
			related = is_relation(found);
			first = false;
			len = 0;
		}
		utility = utility || c == ':';
		if (ascii_is_space(c)) {
			hints |= utility ? 0 : of_name;
			of_name = 0;
			utility = related = screen = false;
			first = true;
		}
		if (ascii_is_alpha(c)) {
			if (len < MOST_WORD)
				word[len] = ascii_lower(c);
			len += len < MOST_WORD;
		}
	}
	return hints;
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
