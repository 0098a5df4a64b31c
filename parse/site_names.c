/* SPDX-License-Identifier: MIT */
/* site_names.c - which ids and class names a selector may lean on */
#include "parse/site_names.h"

#include "lib/ascii.h"

#define LONGEST_NAME  40 /* tools that make names from contents make longer ones */
#define SHORTEST_HASH 5  /* letters that no word would have so; with capitals one fewer */

/* Words of states, scripts and looks, as they stand between hyphens, underscores and capitals. */
static const struct str states[] = {STR_INIT("active"), STR_INIT("current"), STR_INIT("selected"),
    STR_INIT("open"), STR_INIT("opened"), STR_INIT("closed"), STR_INIT("hidden"), STR_INIT("show"),
    STR_INIT("loaded"), STR_INIT("loading"), STR_INIT("lazy"), STR_INIT("lazyload"),
    STR_INIT("visible"), STR_INIT("first"), STR_INIT("last"), STR_INIT("odd"), STR_INIT("even"),
    STR_INIT("is"), STR_INIT("has"), STR_INIT("js"), STR_INIT("no"), STR_INIT("on"),
    STR_INIT("cur"), STR_INIT("animated"), STR_INIT("ng"), STR_INIT("css"), STR_INIT("sc"),
    STR_INIT("jsx"), STR_INIT("svelte"), STR_INIT("astro"), STR_INIT("emotion")};
static const struct str looks[] = {STR_INIT("container"), STR_INIT("row"), STR_INIT("col"),
    STR_INIT("column"), STR_INIT("columns"), STR_INIT("grid"), STR_INIT("flex"),
    STR_INIT("wrapper"), STR_INIT("wrap"), STR_INIT("inner"), STR_INIT("outer"), STR_INIT("left"),
    STR_INIT("right"), STR_INIT("center"), STR_INIT("top"), STR_INIT("bottom"), STR_INIT("clear"),
    STR_INIT("clearfix"), STR_INIT("clr"), STR_INIT("fl"), STR_INIT("fr"), STR_INIT("float"),
    STR_INIT("pull"), STR_INIT("block"), STR_INIT("inline"), STR_INIT("box"), STR_INIT("text"),
    STR_INIT("font"), STR_INIT("bold"), STR_INIT("italic"), STR_INIT("small"), STR_INIT("large"),
    STR_INIT("big"), STR_INIT("red"), STR_INIT("blue"), STR_INIT("green"), STR_INIT("gray"),
    STR_INIT("grey"), STR_INIT("black"), STR_INIT("white"), STR_INIT("mt"), STR_INIT("mb"),
    STR_INIT("ml"), STR_INIT("mr"), STR_INIT("mx"), STR_INIT("my"), STR_INIT("pt"), STR_INIT("pb"),
    STR_INIT("pl"), STR_INIT("pr"), STR_INIT("px"), STR_INIT("py"), STR_INIT("margin"),
    STR_INIT("padding"), STR_INIT("width"), STR_INIT("height"), STR_INIT("full"), STR_INIT("half"),
    STR_INIT("mobile"), STR_INIT("desktop"), STR_INIT("responsive"), STR_INIT("span"),
    STR_INIT("div"), STR_INIT("item"), STR_INIT("link"), STR_INIT("icon"), STR_INIT("img"),
    STR_INIT("line"), STR_INIT("layout"), STR_INIT("default")};

static bool
is_among(const struct str *words, size_t n, struct str word)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq_nocase(words[i], word))
			return true;
	return false;
}
#define IS_AMONG(words, word) is_among(words, sizeof(words) / sizeof *(words), word)

static bool
is_vowel(char c)
{
	static const struct str vowels = STR_INIT("aeiouy");
	return str_find_char(vowels, ascii_lower(c)) != STR_NOT_FOUND;
}

/* Letters that change case like a hash ("bdVaJa"), or have no vowel where words have some. */
static bool
is_hash(struct str piece)
{
	size_t n_vowels = 0, n_turns = 0, n_capitals = 0;
	for (size_t i = 0; i < piece.len; i++) {
		n_vowels += is_vowel(piece.ptr[i]);
		n_capitals += ascii_is_upper(piece.ptr[i]);
		n_turns +=
		    i > 0 && ascii_is_upper(piece.ptr[i]) != ascii_is_upper(piece.ptr[i - 1]);
	}
	if (piece.len + (n_capitals > 0) < SHORTEST_HASH)
		return false;
	return n_vowels == 0 || 3 * n_turns >= piece.len + 2;
}

/* The next word of the name: up to a hyphen, an underscore, or a capital after a small letter. */
static struct str
next_word(struct str name, size_t *at)
{
	size_t from = *at, to = from;
	while (to < name.len && ascii_is_alpha(name.ptr[to]) &&
	       (to == from || !ascii_is_upper(name.ptr[to]) || ascii_is_upper(name.ptr[to - 1])))
		to++;
	*at = to < name.len && !ascii_is_alpha(name.ptr[to]) ? to + 1 : to;
	return str_slice(name, from, to);
}

static bool
has_hash(struct str name)
{
	struct str rest = name;
	while (rest.len > 0) {
		size_t end = 0;
		while (end < rest.len && ascii_is_alpha(rest.ptr[end]))
			end++;
		if (is_hash(str_slice(rest, 0, end)))
			return true;
		rest = str_slice(rest, end + 1, rest.len);
	}
	return false;
}

enum site_name
site_name_judge(struct str name)
{
	size_t n_words = 0, n_looks = 0;
	if (name.len < 2 || name.len > LONGEST_NAME || !ascii_is_alpha(name.ptr[0]))
		return SITE_NAME_MADE;
	for (size_t i = 0; i < name.len; i++)
		if (!ascii_is_alpha(name.ptr[i]) && name.ptr[i] != '-' && name.ptr[i] != '_')
			return SITE_NAME_MADE;
	if (has_hash(name))
		return SITE_NAME_MADE;
	for (size_t at = 0; at < name.len;) {
		struct str word = next_word(name, &at);
		if (IS_AMONG(states, word))
			return SITE_NAME_MADE;
		n_words += word.len > 0;
		n_looks += word.len > 0 && IS_AMONG(looks, word);
	}
	return n_looks == n_words ? SITE_NAME_LOOKS : SITE_NAME_GIVEN;
}
