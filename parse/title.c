/* SPDX-License-Identifier: MIT */
/* title.c - the article's title, without the site's name */
#include "parse/title.h"

#include "parse/compare.h"
#include "parse/trace.h"

#define MOST_TITLE_CHARS 220
#define SURE_SHARE       0.5 /* of a head's title that a heading says: it is no accident */
#define LEN(array)       (sizeof(array) / sizeof *(array))

/* Between a title and the names of channel and site.  The bare marks need no space around them. */
static const struct str separators[] = {STR_INIT(" | "), STR_INIT(" - "),
    STR_INIT(" \xE2\x80\x93 "), STR_INIT(" \xE2\x80\x94 "), STR_INIT(" :: "),
    STR_INIT(" \xC2\xBB "), STR_INIT(" \xC2\xB7 "), STR_INIT(" \xE2\x80\xA2 "), STR_INIT("--"),
    STR_INIT("_"), STR_INIT("|"), STR_INIT("\xEF\xBD\x9C"), STR_INIT(" / "),
    STR_INIT("\xE2\x80\x94\xE2\x80\x94")};

/* The last separator of `title`: where it begins, and its length in *len. */
static size_t
last_separator(struct str title, size_t *len)
{
	size_t best = STR_NOT_FOUND;
	for (size_t i = 0; i < LEN(separators); i++) {
		for (size_t from = 0; from < title.len;) {
			size_t at = str_find(str_slice(title, from, title.len), separators[i]);
			if (at == STR_NOT_FOUND)
				break;
			at += from;
			if (best == STR_NOT_FOUND || at > best) {
				best = at;
				*len = separators[i].len;
			}
			from = at + separators[i].len;
		}
	}
	return best;
}

/* Whether a part of a title is nothing but the site's name. */
static bool
is_site(struct arena *arena, struct str part, struct str site)
{
	struct str a = compare_key(arena, part), b = compare_key(arena, site);
	if (a.len == 0)
		return true;
	if (b.len == 0)
		return false;
	return str_eq(a, b) ||
	       (b.len >= 4 && str_find(a, b) != STR_NOT_FOUND && a.len < 3 * b.len) ||
	       (a.len >= 4 && str_find(b, a) != STR_NOT_FOUND);
}

struct str
title_without_site(struct arena *arena, struct str title, struct str site)
{
	size_t len = 0;
	for (;;) {
		size_t at = last_separator(title, &len);
		if (at == STR_NOT_FOUND || at == 0)
			return title;
		struct str head = str_trim(str_slice(title, 0, at));
		struct str tail = str_trim(str_slice(title, at + len, title.len));
		bool drop = site.ptr ? is_site(arena, tail, site)
				     : measure_of(head).chars > measure_of(tail).chars;
		if (!drop || head.len == 0)
			return title;
		title = head;
	}
}

static struct str
site_name(const struct page *page)
{
	const struct fact *fact = facts_first(&page->facts, FACT_SITE_NAME, NULL);
	return fact ? fact->value : (struct str){NULL, 0};
}

static bool
has_length_of_title(const struct segment *segment)
{
	return !segment->hidden && segment->all.chars >= 2 &&
	       segment->all.chars <= MOST_TITLE_CHARS;
}

static bool
may_be_title(const struct page *page, const struct segment *segment)
{
	uint32_t hints = page->hints.inherited[segment->block];
	return has_length_of_title(segment) &&
	       !(hints & (HINT_NAV | HINT_FOOTER | HINT_COMMENT | HINT_POPUP | HINT_UNSEEN));
}

/* The keys of the head's titles. */
static struct str_list
keys_of_titles(const struct page *page)
{
	struct str_list keys = {NULL, 0};
	for (size_t i = 0; i < page->facts.n; i++)
		if (page->facts.items[i].field == FACT_TITLE)
			*ARENA_PUSH(page->arena, &keys) =
			    compare_key(page->arena, page->facts.items[i].value);
	return keys;
}

/* How well the head's titles confirm a text: the longest one that contains it or is alike. */
static double
confirmation(const struct page *page, const struct str_list *titles, struct str text)
{
	double best = 0;
	struct str key = compare_key(page->arena, text);
	for (size_t i = 0; i < titles->n; i++) {
		struct str other = titles->items[i];
		double share = 0;
		if (key.len > 0 && str_find(other, key) != STR_NOT_FOUND)
			share = (double)key.len / (double)other.len;
		else if (compare_keys_alike(key, other))
			share = 0.6 * compare_keys_dice(key, other);
		best = share > best ? share : best;
	}
	return best;
}

/* Headings count more than other lines, and the higher the more. */
static double
rank(const struct page *page, const struct segment *segment)
{
	static const double by_level[] = {0.55, 1.0, 0.9, 0.8, 0.7, 0.65, 0.6};
	double rank = by_level[segment->heading];
	if (segment->heading == 0 && page->hints.inherited[segment->block] & HINT_TITLE)
		rank += 0.2;
	return rank * (1.0 - 0.5 * segment_link_density(segment));
}

static const char *
source_of(const struct segment *segment)
{
	static const char *const levels[] = {"line", "h1", "h2", "h3", "h4", "h5", "h6"};
	return levels[segment->heading];
}

static size_t
best_confirmed(struct page *page, double *best)
{
	size_t found = PAGE_NONE;
	struct str_list titles = keys_of_titles(page);
	*best = 0.2; /* less shared than this is an accident */
	for (size_t i = 0; i < page->segments.n; i++) {
		const struct segment *segment = &page->segments.items[i];
		if (!may_be_title(page, segment))
			continue;
		double score = confirmation(page, &titles, segment->text) * rank(page, segment);
		if (score > 0)
			trace_score(page, "title", source_of(segment), segment->text, score);
		if (score > *best) {
			*best = score;
			found = i;
		}
	}
	return found;
}

/* A main heading that says what the head says is the title in whatever box it stands: some pages
 * are one form from end to end. */
static size_t
confirmed_h1(const struct page *page)
{
	size_t found = PAGE_NONE;
	struct str_list titles = keys_of_titles(page);
	double best = SURE_SHARE;
	for (size_t i = 0; i < page->segments.n; i++) {
		const struct segment *segment = &page->segments.items[i];
		if (segment->heading != 1 || !has_length_of_title(segment))
			continue;
		double score = confirmation(page, &titles, segment->text);
		if (score > best) {
			best = score;
			found = i;
		}
	}
	return found;
}

static size_t
lone_h1(const struct page *page)
{
	size_t found = PAGE_NONE;
	for (size_t i = 0; i < page->segments.n; i++) {
		if (page->segments.items[i].heading != 1 ||
		    !may_be_title(page, &page->segments.items[i]))
			continue;
		if (found != PAGE_NONE)
			return PAGE_NONE;
		found = i;
	}
	return found;
}

static void
set_title(struct page *page, struct str title, const char *source)
{
	page->article->title = title;
	page_evidence(page, "title", source);
}

static void
title_of_head(struct page *page)
{
	static const char *const sources[] = {"json-ld", "og", "meta", "twitter", "title"};
	for (size_t i = 0; i < LEN(sources); i++) {
		const struct fact *fact = facts_first(&page->facts, FACT_TITLE, sources[i]);
		if (!fact)
			continue;
		struct str title = title_without_site(page->arena, fact->value, site_name(page));
		trace_add(page, "title", sources[i], title, NULL);
		set_title(page, title, sources[i]);
		return;
	}
}

void
title_find(struct page *page)
{
	double score;
	page->article->site_name = site_name(page);
	page->title_at = best_confirmed(page, &score);
	if (page->title_at == PAGE_NONE || score < SURE_SHARE) {
		size_t h1 = confirmed_h1(page);
		page->title_at = h1 != PAGE_NONE ? h1 : page->title_at;
	}
	if (page->title_at == PAGE_NONE)
		page->title_at = lone_h1(page);
	if (page->title_at == PAGE_NONE) {
		title_of_head(page);
		return;
	}
	struct segment *segment = &page->segments.items[page->title_at];
	segment->use = SEGMENT_TITLE;
	set_title(page, segment->text, source_of(segment));
}
