/* SPDX-License-Identifier: MIT */
/* names.c - authors' names out of the bylines of Latin-script pages and out of lists of names */
#include "parse/names.h"

#include <string.h>

#include "lib/ascii.h"
#include "lib/unicode.h"
#include "parse/text.h"

#define MOST_NAME_WORDS 5
#define MOST_NAME_BYTES 64
#define MOST_PEOPLE     12
#define LEN(array)      (sizeof(array) / sizeof *(array))

/* What announces an author.  Without case; a space or a colon follows. */
static const struct str announcers[] = {STR_INIT("by"), STR_INIT("written by"),
    STR_INIT("posted by"), STR_INIT("author"), STR_INIT("authors"), STR_INIT("story by"),
    STR_INIT("text by"), STR_INIT("words by"), STR_INIT("article by"), STR_INIT("review by"),
    STR_INIT("reported by"), STR_INIT("authored by"), STR_INIT("guest post by"), STR_INIT("von"),
    STR_INIT("autor"), STR_INIT("autorin"), STR_INIT("text"), STR_INIT("ein beitrag von"),
    STR_INIT("par"), STR_INIT("auteur"), STR_INIT("por"), STR_INIT("di"), STR_INIT("door"),
    STR_INIT("av"), STR_INIT("af"), STR_INIT("作者"), STR_INIT("文/"), STR_INIT("文｜"),
    STR_INIT("记者"), STR_INIT("記者"), STR_INIT("撰文"), STR_INIT("作 者")};

/* Between two names. */
static const struct str joints[] = {STR_INIT(" and "), STR_INIT(" und "), STR_INIT(" et "),
    STR_INIT(" y "), STR_INIT(" & "), STR_INIT(", "), STR_INIT("; "), STR_INIT(";"),
    STR_INIT(" | "), STR_INIT("、"), STR_INIT("，"), STR_INIT(" / "), STR_INIT(" on "),
    STR_INIT(" für "), STR_INIT(" for ")};

/* Words no name contains. */
static const struct str no_names[] = {STR_INIT("the"), STR_INIT("staff"), STR_INIT("editor"),
    STR_INIT("editors"), STR_INIT("team"), STR_INIT("admin"), STR_INIT("redaktion"),
    STR_INIT("desk"), STR_INIT("news"), STR_INIT("updated"), STR_INIT("published"),
    STR_INIT("read"), STR_INIT("share"), STR_INIT("comments"), STR_INIT("min"), STR_INIT("http"),
    STR_INIT("www"), STR_INIT("anonymous"), STR_INIT("unknown"), STR_INIT("contributor"),
    STR_INIT("monday"), STR_INIT("tuesday"), STR_INIT("wednesday"), STR_INIT("thursday"),
    STR_INIT("friday"), STR_INIT("saturday"), STR_INIT("sunday"), STR_INIT("mon"), STR_INIT("tue"),
    STR_INIT("wed"), STR_INIT("thu"), STR_INIT("fri"), STR_INIT("sat"), STR_INIT("sun"),
    STR_INIT("webpage"), STR_INIT("tweet"), STR_INIT("home"), STR_INIT("copyright"),
    STR_INIT("author"), STR_INIT("by"), STR_INIT("von"), STR_INIT("no"), STR_INIT("more"),
    STR_INIT("posts"), STR_INIT("view"), STR_INIT("all"), STR_INIT("about"), STR_INIT("last"),
    STR_INIT("member"), STR_INIT("guest"), STR_INIT("category"), STR_INIT("subscribe"),
    STR_INIT("follow"), STR_INIT("facebook"), STR_INIT("twitter"), STR_INIT("youtube"),
    STR_INIT("instagram"), STR_INIT("linkedin"), STR_INIT("pinterest"), STR_INIT("tiktok"),
    STR_INIT("whatsapp"), STR_INIT("reddit"), STR_INIT("rss"), STR_INIT("email")};

static bool
is_no_name_word(struct str word)
{
	for (size_t i = 0; i < LEN(no_names); i++)
		if (str_eq_nocase(word, no_names[i]))
			return true;
	return false;
}

/* A name starts each word with a capital (particles apart) and holds no digits or odd marks. */
static bool
is_name(struct str text)
{
	size_t words = 0, capitals = 0;
	if (text.len < 2 || text.len > MOST_NAME_BYTES)
		return false;
	struct str rest = text;
	while (rest.ptr) {
		struct str word = str_cut(&rest, ' ');
		if (word.len == 0)
			continue;
		if (is_no_name_word(word))
			return false;
		words++;
		size_t at = 0;
		uint32_t first = unicode_next(word, &at);
		capitals += unicode_is_upper(first) || unicode_is_cjk(first);
	}
	for (size_t i = 0; i < text.len; i++)
		if (ascii_is_digit(text.ptr[i]) ||
		    str_find_char(STR("@:/\\?!<>{}[]|\"+=*_#"), text.ptr[i]) != STR_NOT_FOUND)
			return false;
	return words >= 1 && words <= MOST_NAME_WORDS && capitals * 2 >= words && capitals > 0;
}

/* Cuts the text before the next joint off *rest. */
static struct str
cut_joint(struct str *rest)
{
	size_t best = STR_NOT_FOUND, len = 0;
	for (size_t i = 0; i < LEN(joints); i++) {
		size_t at = str_find_nocase(*rest, joints[i]);
		if (at != STR_NOT_FOUND && (best == STR_NOT_FOUND || at < best)) {
			best = at;
			len = joints[i].len;
		}
	}
	struct str piece = str_slice(*rest, 0, best);
	*rest =
	    best == STR_NOT_FOUND ? (struct str){NULL, 0} : str_slice(*rest, best + len, rest->len);
	return str_trim(piece);
}

/* White space folded, no-break spaces too. */
static struct str
fold_spaces(struct arena *arena, struct str text)
{
	struct text line;
	text_init(&line, arena);
	for (size_t i = 0; i < text.len;) {
		size_t from = i;
		bool space = unicode_is_space(unicode_next(text, &i));
		text_add(&line, space ? STR(" ") : str_slice(text, from, i));
	}
	return text_done(&line);
}

bool
names_are_announced(struct str line)
{
	line = str_trim(line);
	if (str_ends(line, STR(":")))
		line = str_trim(str_slice(line, 0, line.len - 1));
	for (size_t i = 0; i < LEN(announcers); i++)
		if (str_eq_nocase(line, announcers[i]))
			return true;
	return false;
}

void
names_split(struct arena *arena, struct str text, struct person_list *people)
{
	text = fold_spaces(arena, text);
	struct str rest = text;
	while (rest.ptr && people->n < MOST_PEOPLE) {
		struct str piece = cut_joint(&rest);
		struct str bare = piece;
		for (size_t i = 0; i < LEN(announcers); i++) {
			struct str a = announcers[i];
			if (str_starts_nocase(piece, a) && piece.len > a.len &&
			    (piece.ptr[a.len] == ' ' || piece.ptr[a.len] == ':'))
				bare = str_trim(str_slice(piece, a.len + 1, piece.len));
		}
		if (is_name(bare))
			ARENA_PUSH(arena, people)->name = arena_copy(arena, bare);
	}
}

/* The text after an announcer at the head of a line; absent when there is none. */
static struct str
after_announcer(struct str line)
{
	for (size_t i = 0; i < LEN(announcers); i++) {
		struct str a = announcers[i];
		if (!str_starts_nocase(line, a))
			continue;
		struct str rest = str_slice(line, a.len, line.len);
		bool wide = (unsigned char)a.ptr[0] >= 0x80;
		struct str colon = STR("：");
		if (str_starts(rest, colon))
			return str_trim(str_slice(rest, colon.len, rest.len));
		if (rest.len > 0 && (rest.ptr[0] == ':' || rest.ptr[0] == ' ' || wide)) {
			rest = rest.ptr[0] == ':' ? str_slice(rest, 1, rest.len) : rest;
			return str_trim(rest);
		}
	}
	return (struct str){NULL, 0};
}

/* A colon, narrow or wide, at or behind `at`; its length in *len. */
static size_t
find_colon(struct str line, size_t at, size_t *len)
{
	for (; at < line.len; at++) {
		*len = line.ptr[at] == ':' ? 1 : strlen("：");
		if (line.ptr[at] == ':' || str_starts(str_slice(line, at, line.len), STR("：")))
			return at;
	}
	return STR_NOT_FOUND;
}

/* Where the word that ends at `end` begins. */
static size_t
word_begins(struct str line, size_t end)
{
	while (end > 0) {
		size_t before = end;
		if (unicode_is_space(unicode_previous(line, &before)))
			break;
		end = before;
	}
	return end;
}

/* What announces an author inside a line; "by" alone does not: "Reviewed by: ...". */
static const struct str labels[] = {STR_INIT("author"), STR_INIT("authors"), STR_INIT("autor"),
    STR_INIT("autorin"), STR_INIT("auteur"), STR_INIT("autore"), STR_INIT("written by"),
    STR_INIT("authored by"), STR_INIT("posted by"), STR_INIT("作者"), STR_INIT("记者"),
    STR_INIT("記者"), STR_INIT("撰文"), STR_INIT("撰稿")};

static bool
ends_with_word(struct str text, struct str word)
{
	size_t at = text.len - word.len;
	return text.len >= word.len && str_eq_nocase(str_slice(text, at, text.len), word) &&
	       (at == 0 || text.ptr[at - 1] == ' ' || (unsigned char)word.ptr[0] >= 0x80);
}

/* The text behind such a label: "Date: ... Author: Jane Doe". */
static struct str
after_label(struct str line)
{
	size_t len;
	for (size_t at = 0; (at = find_colon(line, at, &len)) != STR_NOT_FOUND; at += len) {
		struct str before = str_slice(line, 0, at);
		for (size_t i = 0; i < LEN(labels); i++)
			if (ends_with_word(before, labels[i]))
				return str_slice(line, at + len, line.len);
	}
	return (struct str){NULL, 0};
}

/* Behind a date, or a mark that parts the line: "June 3, 2024 by Jane Doe". */
static struct str
after_date(struct str line)
{
	static const struct str words[] = {
	    STR_INIT(" by "), STR_INIT(" von "), STR_INIT(" par "), STR_INIT(" por ")};
	for (size_t i = 0; i < LEN(words); i++) {
		size_t at = str_find_nocase(line, words[i]);
		if (at == STR_NOT_FOUND || at == 0)
			continue;
		char before = line.ptr[at - 1];
		if (ascii_is_digit(before) || str_find_char(STR("|-"), before) != STR_NOT_FOUND ||
		    str_ends(str_slice(line, 0, at), STR("·")))
			return str_slice(line, at + words[i].len, line.len);
	}
	return (struct str){NULL, 0};
}

/* Where a word begins that says what comes next, behind the names of a line; or the length. */
static size_t
find_next_part(struct str names)
{
	static const struct str words[] = {STR_INIT("updated"), STR_INIT("published"),
	    STR_INIT("posted"), STR_INIT("modified"), STR_INIT("reviewed"), STR_INIT("last"),
	    STR_INIT("aktualisiert"), STR_INIT("publié"), STR_INIT("actualizado")};
	struct str rest = names;
	while (rest.ptr) {
		struct str word = str_cut(&rest, ' ');
		for (size_t i = 0; i < LEN(words); i++)
			if (str_eq_nocase(word, words[i]))
				return (size_t)(word.ptr - names.ptr);
	}
	return names.len;
}

/* Names up to the next label ("Source: ...") and to a bureau ("張偉／台北報導"). */
static struct str
before_label(struct str names)
{
	size_t len, colon = find_colon(names, 0, &len);
	if (colon != STR_NOT_FOUND)
		names = str_slice(names, 0, word_begins(names, colon));
	names = str_slice(names, 0, str_find(names, STR("／")));
	names = str_slice(names, 0, find_next_part(names));
	for (size_t end = names.len; end > 0; names.len = end) {
		uint32_t last = unicode_previous(names, &end);
		if (!unicode_is_space(last) && (last >= 0x80 || !strchr("|,-/", (int)last)))
			break;
	}
	return names;
}

/* By its rel, or by the path of its address. */
static bool
leads_to_author(const struct dom *dom, uint32_t a)
{
	static const struct str paths[] = {STR_INIT("/author/"), STR_INIT("/authors/"),
	    STR_INIT("/autor/"), STR_INIT("/autoren/"), STR_INIT("/people/"),
	    STR_INIT("/contributor"), STR_INIT("/staff/"), STR_INIT("/profile/"),
	    STR_INIT("/writers/"), STR_INIT("/journalist"), STR_INIT("/user/"), STR_INIT("/team/"),
	    STR_INIT("/by/"), STR_INIT("/auteur/")};
	struct str href = dom_attribute(dom, a, "href");
	if (str_find(dom_attribute(dom, a, "rel"), STR("author")) != STR_NOT_FOUND)
		return true;
	for (size_t i = 0; i < LEN(paths); i++)
		if (str_find_nocase(href, paths[i]) != STR_NOT_FOUND)
			return true;
	return false;
}

/* Links to authors name them whole. */
static void
read_links(struct arena *arena, const struct dom *dom, const struct segment *segment,
    struct person_list *people)
{
	for (uint32_t i = segment->from; i < segment->to; i++) {
		uint32_t a = dom->nodes[i].tag == TAG_A ? i : dom_closest(dom, i, TAG_A);
		if (a == DOM_NONE || !leads_to_author(dom, a))
			continue;
		names_split(arena, dom_text(dom, arena, a), people);
		i = dom->nodes[a].end - 1;
	}
}

struct str
names_of_line(struct str line, bool hinted)
{
	struct str names = after_announcer(line);
	if (!names.ptr)
		names = after_label(line);
	if (!names.ptr)
		names = after_date(line);
	if (!names.ptr && hinted)
		names = line;
	return before_label(str_slice(names, 0, str_find_char(names, '\n')));
}

void
names_read(struct arena *arena, const struct dom *dom, const struct segment *segment, bool hinted,
    struct person_list *people)
{
	read_links(arena, dom, segment, people);
	if (people->n > 0)
		return;
	names_split(arena, names_of_line(segment->text, hinted), people);
}
