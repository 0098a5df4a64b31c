/* SPDX-License-Identifier: MIT */
/* features.c - what is known of each segment, as numbers for the learned weights */
#include "parse/features.h"

#include <math.h>

#include "lib/ascii.h"
#include "lib/unicode.h"
#include "parse/compare.h"
#include "parse/label.h"
#include "parse/rough.h"

#define LEN(array) (sizeof(array) / sizeof *(array))

struct sums {
	double units, chars, link_chars, prose; /* of all segments before this one */
};

enum { IN_ARTICLE = 1, IN_MAIN = 2, IN_FORM = 4 };

struct table {
	const struct page *page;
	float *row;          /* of the segment at hand */
	struct sums *before; /* n + 1 of them */
	double *rough;
	bool *in_rough_body;
	uint32_t main;          /* the element with the most rough weight */
	double main_units;      /* of its segments */
	struct str stated_body; /* key of structured data's articleBody */
	struct str description; /* key */
	struct str title;       /* key */
	uint8_t *repeated;
	uint8_t *inside; /* by node: IN_ARTICLE, IN_MAIN, IN_FORM of it or an ancestor */
	size_t title_points;
	uint32_t n_articles;
};

static double
units_of(const struct measure *m)
{
	return m->cjk + 1.6 * (m->words - m->cjk);
}

static double
log_of(double x)
{
	return log2(1 + x);
}

/* ---- what is computed once a page ---- */

static void
sum_up(struct table *t)
{
	const struct segment_list *list = &t->page->segments;
	t->before = arena_alloc(t->page->arena, (list->n + 1) * sizeof *t->before);
	for (size_t i = 0; i < list->n; i++) {
		const struct segment *segment = &list->items[i];
		struct sums *next = &t->before[i + 1];
		double units = units_of(&segment->all);
		*next = t->before[i];
		next->units += units;
		next->chars += segment->all.chars;
		next->link_chars += segment->link_chars;
		if (segment->all.sentences > 0 && segment_link_density(segment) < 0.5)
			next->prose += units;
	}
}

static void
find_repeated(struct table *t)
{
	const struct segment_list *list = &t->page->segments;
	size_t n_slots = 4;
	while (n_slots < 2 * list->n)
		n_slots *= 2;
	uint32_t *slots = arena_alloc(t->page->arena, n_slots * sizeof *slots);
	t->repeated = arena_alloc(t->page->arena, list->n + 1);
	for (size_t i = 0; i < list->n; i++) {
		struct str text = list->items[i].text;
		if (text.len == 0)
			continue;
		size_t at = str_hash(text) & (n_slots - 1);
		while (slots[at] && !str_eq(list->items[slots[at] - 1].text, text))
			at = (at + 1) & (n_slots - 1);
		if (slots[at])
			t->repeated[slots[at] - 1] = t->repeated[i] = 1;
		else
			slots[at] = (uint32_t)i + 1;
	}
}

/* The element whose segments have the largest sum of rough weights; the innermost of equals. */
static uint32_t
find_main(const struct table *t)
{
	const struct page *page = t->page;
	double *sum = arena_alloc(page->arena, (page->segments.n + 1) * sizeof *sum);
	for (size_t i = 0; i < page->segments.n; i++)
		sum[i + 1] = sum[i] + t->rough[i];
	uint32_t best = 0;
	double most = 0;
	for (uint32_t node = 0; node < page->dom.n; node++) {
		if (tag_role(page->dom.nodes[node].tag) != TAG_BLOCK)
			continue;
		double weight = sum[segment_at(&page->segments, page->dom.nodes[node].end)] -
				sum[segment_at(&page->segments, node)];
		if (weight >= most) {
			most = weight;
			best = node;
		}
	}
	return best;
}

static void
find_inside(struct table *t)
{
	const struct dom *dom = &t->page->dom;
	t->inside = arena_alloc(t->page->arena, dom->n);
	for (uint32_t node = 0; node < dom->n; node++) {
		enum tag tag = dom->nodes[node].tag;
		t->n_articles += tag == TAG_ARTICLE;
		t->inside[node] =
		    (uint8_t)((tag == TAG_ARTICLE ? IN_ARTICLE : 0) |
			      (tag == TAG_MAIN ? IN_MAIN : 0) | (tag == TAG_FORM ? IN_FORM : 0));
		if (node > 0)
			t->inside[node] |= t->inside[dom->nodes[node].parent];
	}
}

static struct str
key_of_fact(const struct page *page, enum fact_field field)
{
	const struct fact *fact = facts_first(&page->facts, field, NULL);
	return fact ? compare_key(page->arena, fact->value) : (struct str){NULL, 0};
}

static void
prepare(struct table *t)
{
	const struct page *page = t->page;
	sum_up(t);
	find_repeated(t);
	t->rough = arena_alloc(page->arena, (page->segments.n + 1) * sizeof *t->rough);
	rough_weights(page, t->rough);
	t->in_rough_body = arena_alloc(page->arena, page->segments.n + 1);
	label_segments(page, t->rough, ROUGH_CHANGE_COST, t->in_rough_body);
	t->main = find_main(t);
	t->main_units = t->before[segment_at(&page->segments, page->dom.nodes[t->main].end)].units -
			t->before[segment_at(&page->segments, t->main)].units;
	t->stated_body = key_of_fact(page, FACT_BODY);
	t->description = key_of_fact(page, FACT_DESCRIPTION);
	t->title = compare_key(page->arena, page->article->title);
	t->title_points = unicode_count(t->title);
	find_inside(t);
}

/* ---- the groups of features of one segment ---- */

static double
capitals_share(struct str text)
{
	size_t words = 0, capitals = 0;
	bool inside = false;
	for (size_t i = 0; i < text.len;) {
		uint32_t c = unicode_next(text, &i);
		bool letter = c >= 0x80 || ascii_is_alpha((char)c);
		if (letter && !inside) {
			words++;
			capitals += unicode_is_upper(c);
		}
		inside = letter;
	}
	return words ? (double)capitals / (double)words : 0;
}

static bool
ends_sentence(struct str text)
{
	static const struct str ends[] = {STR_INIT("."), STR_INIT("!"), STR_INIT("?"),
	    STR_INIT(":"), STR_INIT("。"), STR_INIT("！"), STR_INIT("？"), STR_INIT("："),
	    STR_INIT("…"), STR_INIT("”"), STR_INIT("\""), STR_INIT("；")};
	for (size_t i = 0; i < LEN(ends); i++)
		if (str_ends(text, ends[i]))
			return true;
	return false;
}

static bool
is_copyright(const struct segment *segment)
{
	struct str text = segment->text;
	const struct measure *m = &segment->all;
	static const struct str signs[] = {STR_INIT("版权"), STR_INIT("版權"), STR_INIT("备案")};
	static const struct str words[] = {
	    STR_INIT("copyright"), STR_INIT("all rights reserved"), STR_INIT("alle rechte")};
	if (m->chars > m->cjk + m->letters + m->digits && str_find(text, STR("©")) != STR_NOT_FOUND)
		return true;
	for (size_t i = 0; i < LEN(signs) && m->cjk > 1; i++)
		if (str_find(text, signs[i]) != STR_NOT_FOUND)
			return true;
	for (size_t i = 0; i < LEN(words) && m->letters >= words[i].len - 4; i++)
		if (str_find_nocase(text, words[i]) != STR_NOT_FOUND)
			return true;
	return false;
}

static void
fill_text(struct table *t, const struct segment *segment)
{
	const struct measure *m = &segment->all;
	double chars = m->chars ? m->chars : 1;
	float *f = t->row;
	f[FEATURE_UNITS] = (float)log_of(units_of(m));
	f[FEATURE_SENTENCES] = (float)fmin(m->sentences, 20);
	f[FEATURE_COMMAS] = (float)fmin(m->commas, 20);
	f[FEATURE_LINK_DENSITY] = (float)segment_link_density(segment);
	f[FEATURE_N_LINKS] = (float)fmin(segment->n_links, 20);
	f[FEATURE_BOLD] = (float)(segment->bold_chars / chars);
	f[FEATURE_DIGITS] = (float)(m->digits / chars);
	f[FEATURE_CJK] = (float)(m->cjk / chars);
	f[FEATURE_CAPITALS] = (float)capitals_share(segment->text);
	f[FEATURE_ENDS_SENTENCE] = ends_sentence(segment->text);
	f[FEATURE_SYMBOLS] = (float)((m->chars - m->cjk - m->letters - m->digits) / chars);
	f[FEATURE_COPYRIGHT] = is_copyright(segment);
	f[FEATURE_HEADING] = (float)segment->heading;
	f[FEATURE_TAG_P] = segment->tag == TAG_P;
	f[FEATURE_TAG_LI] = segment->tag == TAG_LI;
	f[FEATURE_TAG_CELL] = segment->tag == TAG_TD || segment->tag == TAG_TH;
	f[FEATURE_TAG_DIV] =
	    segment->tag == TAG_DIV || segment->tag == TAG_SECTION || segment->tag == TAG_ARTICLE;
	f[FEATURE_CODE_OR_QUOTE] = segment->preformatted || segment->in_quote;
	f[FEATURE_IN_LIST] = segment->in_list;
	f[FEATURE_IN_TABLE] = segment->in_table;
	f[FEATURE_IN_CAPTION] = segment->in_caption;
	f[FEATURE_AFTER_BREAK] = segment->breaks_before;
}

static unsigned
steps_between(const struct dom *dom, uint32_t a, uint32_t b)
{
	uint32_t common = a;
	while (common != 0 && (b < common || b >= dom->nodes[common].end))
		common = dom_parent(dom, common);
	return dom->nodes[a].depth + dom->nodes[b].depth - 2 * dom->nodes[common].depth;
}

static void
fill_place(struct table *t, size_t at)
{
	const struct page *page = t->page;
	const struct segment *segment = &page->segments.items[at];
	size_t n = page->segments.n;
	double all = t->before[n].units;
	unsigned inside = t->inside[segment->block];
	float *f = t->row;
	f[FEATURE_DEPTH] = (float)page->dom.nodes[segment->block].depth;
	f[FEATURE_POSITION] = (float)at / (float)n;
	f[FEATURE_UNITS_BEFORE] = (float)(t->before[at].units / (all > 0 ? all : 1));
	f[FEATURE_N_SEGMENTS] = (float)log_of((double)n);
	f[FEATURE_PAGE_UNITS] = (float)log_of(all);
	f[FEATURE_FROM_TITLE] = -1000;
	f[FEATURE_TITLE_DISTANCE] = 100;
	if (page->title_at != PAGE_NONE) {
		const struct segment *title = &page->segments.items[page->title_at];
		f[FEATURE_FROM_TITLE] = (float)at - (float)page->title_at;
		f[FEATURE_TITLE_DISTANCE] =
		    (float)steps_between(&page->dom, title->block, segment->block);
	}
	f[FEATURE_IN_MAIN] =
	    segment->block >= t->main && segment->block < page->dom.nodes[t->main].end;
	f[FEATURE_MAIN_SHARE] = (float)(t->main_units / (all > 0 ? all : 1));
	f[FEATURE_IN_ARTICLE] = (inside & IN_ARTICLE) != 0;
	f[FEATURE_N_ARTICLES] = (float)fmin(t->n_articles, 20);
	f[FEATURE_IN_MAIN_TAG] = (inside & IN_MAIN) != 0;
	f[FEATURE_IN_FORM] = (inside & IN_FORM) != 0;
}

static void
fill_hints(struct table *t, const struct segment *segment)
{
	static const struct {
		enum feature feature;
		uint32_t hint;
	} rows[] = {{FEATURE_H_CONTENT, HINT_CONTENT}, {FEATURE_H_NAV, HINT_NAV},
	    {FEATURE_H_HEADER, HINT_HEADER}, {FEATURE_H_FOOTER, HINT_FOOTER},
	    {FEATURE_H_SIDE, HINT_SIDE}, {FEATURE_H_COMMENT, HINT_COMMENT},
	    {FEATURE_H_RELATED, HINT_RELATED}, {FEATURE_H_AD, HINT_AD},
	    {FEATURE_H_SHARE, HINT_SHARE}, {FEATURE_H_POPUP, HINT_POPUP},
	    {FEATURE_H_BYLINE, HINT_BYLINE}, {FEATURE_H_DATE, HINT_DATE},
	    {FEATURE_H_META, HINT_META}, {FEATURE_H_TITLE, HINT_TITLE},
	    {FEATURE_H_CAPTION, HINT_CAPTION}, {FEATURE_H_TAGS, HINT_TAGS},
	    {FEATURE_H_UNSEEN, HINT_UNSEEN}};
	const struct dom *dom = &t->page->dom;
	/* 2: on the block itself or near it; 1: further out; 0: nowhere. */
	uint32_t block = segment->block;
	uint32_t parent = dom_parent(dom, block);
	uint32_t near = t->page->hints.own[block];
	if (parent != DOM_NONE)
		near |= t->page->hints.own[parent];
	uint32_t all = t->page->hints.inherited[block];
	for (size_t i = 0; i < LEN(rows); i++)
		t->row[rows[i].feature] =
		    (float)(((all & rows[i].hint) != 0) + ((near & rows[i].hint) != 0));
	t->row[FEATURE_H_CONTENT_NEAR] = (near & HINT_CONTENT) != 0;
}

/* Texts of half the title's length or less are not alike, and most texts of a page are short. */
static bool
is_like_title(const struct table *t, const struct segment *segment)
{
	const struct page *page = t->page;
	if (segment->all.chars >= 300 || 2 * segment->all.chars < t->title_points ||
	    page->article->title.len == 0)
		return false;
	return compare_keys_alike(compare_key(page->arena, segment->text), t->title);
}

static void
fill_said(struct table *t, size_t at)
{
	const struct page *page = t->page;
	const struct segment *segment = &page->segments.items[at];
	struct str head = str_slice(t->description, 0, 40), key = {NULL, 0};
	float *f = t->row;
	if (t->stated_body.len > 0 || head.len >= 20)
		key = compare_key(page->arena, str_slice(segment->text, 0, 400));
	f[FEATURE_LIKE_TITLE] = is_like_title(t, segment);
	f[FEATURE_HAS_STATED_BODY] = t->stated_body.len > 0;
	f[FEATURE_IN_STATED_BODY] = t->stated_body.len > 0 && key.len >= 12 &&
				    str_find(t->stated_body, key) != STR_NOT_FOUND;
	f[FEATURE_IN_DESCRIPTION] =
	    head.len >= 20 && (str_find(key, head) != STR_NOT_FOUND ||
				  (key.len >= 40 && str_find(t->description,
							str_slice(key, 0, 40)) != STR_NOT_FOUND));
	f[FEATURE_USED] = (float)(segment->use == SEGMENT_RELATED || segment->use == SEGMENT_TERM) +
			  (float)segment->truncated;
	f[FEATURE_HIDDEN] = segment->hidden;
	f[FEATURE_REPEATED] = t->repeated[at];
}

struct around {
	double units, links, prose, segments;
};

/* Sums over the segments below an element. */
static struct around
below(const struct table *t, uint32_t node)
{
	const struct page *page = t->page;
	size_t from = segment_at(&page->segments, node);
	size_t to = segment_at(&page->segments, page->dom.nodes[node].end);
	const struct sums *a = &t->before[from], *b = &t->before[to];
	struct around around = {.units = b->units - a->units, .segments = (double)(to - from)};
	double chars = b->chars - a->chars;
	around.links = chars > 0 ? (b->link_chars - a->link_chars) / chars : 0;
	around.prose = around.units > 0 ? (b->prose - a->prose) / around.units : 0;
	return around;
}

static void
fill_around(struct table *t, const struct segment *segment)
{
	const struct dom *dom = &t->page->dom;
	uint32_t nodes[5] = {segment->block};
	for (size_t i = 1; i < LEN(nodes); i++)
		nodes[i] = nodes[i - 1] == 0 ? 0 : dom_parent(dom, nodes[i - 1]);
	struct around parent = below(t, nodes[1]), grand = below(t, nodes[2]);
	struct around great = below(t, nodes[4]);
	double all = t->before[t->page->segments.n].units;
	float *f = t->row;
	f[FEATURE_SIBLINGS] = (float)log_of(parent.segments);
	f[FEATURE_PARENT_UNITS] = (float)log_of(parent.units);
	f[FEATURE_PARENT_LINKS] = (float)parent.links;
	f[FEATURE_PARENT_PROSE] = (float)parent.prose;
	f[FEATURE_GRAND_UNITS] = (float)log_of(grand.units);
	f[FEATURE_GRAND_LINKS] = (float)grand.links;
	f[FEATURE_GRAND_PROSE] = (float)grand.prose;
	f[FEATURE_GREAT_SHARE] = (float)(great.units / (all > 0 ? all : 1));
	f[FEATURE_GREAT_LINKS] = (float)great.links;
}

static double
mean_rough(const struct table *t, size_t at, size_t reach)
{
	size_t n = t->page->segments.n, from = at > reach ? at - reach : 0;
	size_t to = at + reach + 1 < n ? at + reach + 1 : n;
	double sum = 0;
	for (size_t i = from; i < to; i++)
		sum += t->rough[i];
	return sum / (double)(to - from);
}

static void
fill_neighbours(struct table *t, size_t at)
{
	const struct segment *segment = &t->page->segments.items[at];
	float *f = t->row;
	f[FEATURE_PREVIOUS_DISTANCE] = f[FEATURE_NEXT_DISTANCE] = 50;
	if (at > 0) {
		f[FEATURE_PREVIOUS_UNITS] = (float)log_of(units_of(&segment[-1].all));
		f[FEATURE_PREVIOUS_LINKS] = (float)segment_link_density(&segment[-1]);
		f[FEATURE_PREVIOUS_ROUGH] = (float)t->rough[at - 1];
		f[FEATURE_PREVIOUS_DISTANCE] =
		    (float)steps_between(&t->page->dom, segment[-1].block, segment->block);
	}
	if (at + 1 < t->page->segments.n) {
		f[FEATURE_NEXT_UNITS] = (float)log_of(units_of(&segment[1].all));
		f[FEATURE_NEXT_LINKS] = (float)segment_link_density(&segment[1]);
		f[FEATURE_NEXT_ROUGH] = (float)t->rough[at + 1];
		f[FEATURE_NEXT_DISTANCE] =
		    (float)steps_between(&t->page->dom, segment->block, segment[1].block);
	}
	f[FEATURE_ROUGH] = (float)t->rough[at];
	f[FEATURE_IN_ROUGH_BODY] = t->in_rough_body[at];
	f[FEATURE_AROUND_ROUGH] = (float)mean_rough(t, at, 2);
	f[FEATURE_FAR_ROUGH] = (float)mean_rough(t, at, 7);
}

float *
features_fill(const struct page *page)
{
	struct table t = {.page = page};
	size_t n = page->segments.n;
	float *all = arena_alloc(page->arena, (n + 1) * FEATURE_N * sizeof *all);
	prepare(&t);
	for (size_t i = 0; i < n; i++) {
		t.row = all + i * FEATURE_N;
		fill_text(&t, &page->segments.items[i]);
		fill_place(&t, i);
		fill_hints(&t, &page->segments.items[i]);
		fill_said(&t, i);
		fill_around(&t, &page->segments.items[i]);
		fill_neighbours(&t, i);
	}
	return all;
}
