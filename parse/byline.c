/* SPDX-License-Identifier: MIT */
/* byline.c - who wrote the article and when, as the page shows it beside the title or at the end */
#include "parse/byline.h"

#include "lib/ascii.h"
#include "parse/compare.h"
#include "parse/date.h"
#include "parse/names.h"
#include "parse/person.h"

#define WINDOW_BEFORE   4   /* segments before the title */
#define WINDOW_AFTER    16  /* after the title, until the body has begun */
#define WINDOW_IN_BODY  3   /* first and last segments of the body */
#define WINDOW_END      6   /* after the body */
#define MOST_LINE_CHARS 160 /* a longer line is prose */

/* A range of segments in which a byline may stand. */
struct window {
	size_t from, to;
};

static size_t
minus(size_t a, size_t b)
{
	return a > b ? a - b : 0;
}

/* Around the title, then after the body. */
static void
make_windows(const struct page *page, struct window windows[2])
{
	size_t n = page->segments.n, title = page->title_at;
	bool has_body = page->body_to > page->body_from;
	size_t start = title != PAGE_NONE ? title : page->body_from;
	size_t stop = start + WINDOW_AFTER;
	if (has_body && page->body_from >= start && stop > page->body_from + WINDOW_IN_BODY)
		stop = page->body_from + WINDOW_IN_BODY;
	windows[0] = (struct window){minus(start, WINDOW_BEFORE), stop < n ? stop : n};
	size_t end = has_body ? page->body_to : n;
	size_t last = end + WINDOW_END;
	windows[1] = (struct window){minus(end, WINDOW_IN_BODY), last < n ? last : n};
	if (windows[1].from < windows[0].to)
		windows[1].from = windows[0].to;
}

static bool
may_be_byline(const struct page *page, const struct segment *segment)
{
	uint32_t hints = page->hints.inherited[segment->block];
	return !segment->hidden && segment->all.chars > 0 &&
	       segment->all.chars <= MOST_LINE_CHARS && segment->use != SEGMENT_TITLE &&
	       segment->use != SEGMENT_RELATED && segment->use != SEGMENT_TERM &&
	       !(hints & (HINT_NAV | HINT_COMMENT | HINT_FOOTER | HINT_UNSEEN));
}

/* Whether a name is the site's, an organisation's, or no name at all. */
static bool
is_no_author(const struct page *page, struct str name)
{
	if (name.len == 0 || compare_key(page->arena, name).len == 0)
		return true;
	if (compare_same(page->arena, name, page->article->title))
		return true;
	for (size_t i = 0; i < page->facts.n; i++) {
		const struct fact *fact = &page->facts.items[i];
		if (fact->field == FACT_SITE_NAME && compare_same(page->arena, name, fact->value))
			return true;
	}
	/* "_site" at the end of <title> names the site where nothing else does. */
	const struct fact *title = facts_first(&page->facts, FACT_TITLE, "title");
	if (title && page->article->title.len > 0 && name.len < title->value.len &&
	    str_ends(compare_key(page->arena, title->value), compare_key(page->arena, name)) &&
	    !compare_same(page->arena, title->value, page->article->title))
		return true;
	return false;
}

static bool
add_author(struct page *page, const struct person *person)
{
	struct person_list *authors = &page->article->authors;
	if (is_no_author(page, person->name))
		return false;
	for (size_t i = 0; i < authors->n; i++)
		if (compare_same(page->arena, authors->items[i].name, person->name))
			return false;
	*ARENA_PUSH(page->arena, authors) = *person;
	return true;
}

/* A person's card is several segments in a row: name, title, hospital. */
static size_t
card_end(const struct page *page, size_t from, size_t to)
{
	size_t at = from;
	while (at < to && may_be_byline(page, &page->segments.items[at]) &&
	       page->segments.items[at].all.sentences == 0)
		at++;
	return at;
}

static void
mark(struct page *page, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (page->segments.items[i].use == SEGMENT_FREE ||
		    page->segments.items[i].use == SEGMENT_BODY)
			page->segments.items[i].use = SEGMENT_BYLINE;
}

/* The whole body: who answers a question has his card beside the answer. */
static struct window
inside_body(const struct page *page)
{
	return (struct window){page->body_from, page->body_to};
}

/* One line that is a person by itself, or a card over several lines. */
static bool
find_person(struct page *page, struct window window)
{
	struct person person;
	for (size_t i = window.from; i < window.to; i++) {
		const struct segment *segment = &page->segments.items[i];
		size_t end = card_end(page, i, window.to);
		if (end == i)
			continue;
		for (size_t to = end; to > i; to--) {
			uint32_t last = page->segments.items[to - 1].to;
			/* What a run does not say, no shorter one from the same start says. */
			if (!person_read(page->arena, &page->dom, segment->from, last, &person))
				break;
			/* The shortest run that says as much is the card. */
			struct person shorter;
			while (to - 1 > i &&
			       person_read(page->arena, &page->dom, segment->from,
				   page->segments.items[to - 2].to, &shorter) &&
			       person_is_as_full(&shorter, &person))
				to--;
			if (!add_author(page, &person))
				break;
			mark(page, i, to);
			return true;
		}
	}
	return false;
}

static bool
find_names(struct page *page, struct window window)
{
	size_t before = page->article->authors.n;
	bool announced = false; /* by the line before */
	for (size_t i = window.from; i < window.to; i++) {
		const struct segment *segment = &page->segments.items[i];
		struct person_list people = {NULL, 0};
		if (!may_be_byline(page, segment))
			continue;
		uint32_t hints = page->hints.inherited[segment->block];
		bool hinted = announced || (hints & HINT_BYLINE) != 0;
		announced = names_are_announced(segment->text);
		if (announced)
			continue;
		names_read(page->arena, &page->dom, segment, hinted, &people);
		for (size_t j = 0; j < people.n; j++)
			add_author(page, &people.items[j]);
		if (page->article->authors.n > before) {
			mark(page, i, i + 1);
			return true;
		}
	}
	return false;
}

static bool
is_listed(const struct page *page, const struct person_list *list, struct str name)
{
	for (size_t i = 0; i < list->n; i++)
		if (compare_same(page->arena, list->items[i].name, name))
			return true;
	return false;
}

/*
 * Where the windows have nothing: a byline anywhere on the page, if all bylines name the same
 * people.  Bylines that disagree are those of other articles, or of the readers.
 */
static bool
find_agreed_names(struct page *page)
{
	struct person_list agreed = {NULL, 0};
	bool announced = false;
	for (size_t i = 0; i < page->segments.n; i++) {
		const struct segment *segment = &page->segments.items[i];
		struct person_list people = {NULL, 0};
		uint32_t hints = page->hints.inherited[segment->block];
		if (!may_be_byline(page, segment) || hints & HINT_RELATED)
			continue;
		bool hinted = announced || (hints & HINT_BYLINE) != 0;
		announced = names_are_announced(segment->text);
		if (announced)
			continue;
		names_read(page->arena, &page->dom, segment, hinted, &people);
		bool first = agreed.n == 0;
		for (size_t j = 0; j < people.n; j++) {
			/* A word alone in a box called "author" is mostly a label. */
			if ((hinted && str_find_char(people.items[j].name, ' ') == STR_NOT_FOUND) ||
			    is_no_author(page, people.items[j].name) ||
			    is_listed(page, &agreed, people.items[j].name))
				continue;
			if (!first)
				return false;
			*ARENA_PUSH(page->arena, &agreed) = people.items[j];
		}
	}
	for (size_t i = 0; i < agreed.n; i++)
		add_author(page, &agreed.items[i]);
	return agreed.n > 0;
}

static bool
authors_of_facts(struct page *page, const char *source)
{
	for (size_t i = 0; i < page->facts.n; i++) {
		const struct fact *fact = &page->facts.items[i];
		if (fact->field != FACT_AUTHOR || !str_eq(str_from(fact->source), str_from(source)))
			continue;
		struct person_list people = {NULL, 0};
		if (fact->person.name.ptr)
			*ARENA_PUSH(page->arena, &people) = fact->person;
		else
			names_split(page->arena, fact->value, &people);
		for (size_t j = 0; j < people.n; j++)
			add_author(page, &people.items[j]);
	}
	return page->article->authors.n > 0;
}

/* What structured data knows more of a person that the byline names. */
static void
fill_gaps(struct page *page)
{
	for (size_t i = 0; i < page->article->authors.n; i++) {
		struct person *author = &page->article->authors.items[i];
		for (size_t j = 0; j < page->facts.n; j++) {
			const struct person *other = &page->facts.items[j].person;
			if (page->facts.items[j].field == FACT_AUTHOR && other->name.ptr &&
			    compare_same(page->arena, other->name, author->name))
				person_fill(author, other);
		}
	}
}

static void
find_authors(struct page *page, const struct window windows[2])
{
	const char *source = NULL;
	if (find_person(page, windows[0]) || find_names(page, windows[0]))
		source = "byline";
	else if (authors_of_facts(page, "json-ld"))
		source = "json-ld";
	else if (authors_of_facts(page, "microdata"))
		source = "microdata";
	else if (authors_of_facts(page, "meta"))
		source = "meta";
	else if (find_person(page, windows[1]) || find_person(page, inside_body(page)) ||
		 find_agreed_names(page))
		source = "byline";
	for (size_t i = 0; !source && i < page->self.n; i++)
		add_author(page, &page->self.items[i]);
	if (!source && page->article->authors.n > 0)
		source = "self-teaser";
	fill_gaps(page);
	if (source)
		page_evidence(page, "authors", source);
}

struct dates {
	struct date published, modified;
	const char *published_from, *modified_from;
};

static void
take_date(struct dates *dates, const struct date *date, enum date_label label, const char *source)
{
	if (label == DATE_MODIFIED && !dates->modified_from) {
		dates->modified = *date;
		dates->modified_from = source;
	} else if (label != DATE_MODIFIED && !dates->published_from) {
		dates->published = *date;
		dates->published_from = source;
	}
}

static void
dates_of_window(struct page *page, struct window window, const struct date_context *context,
    struct dates *dates)
{
	for (size_t i = window.from; i < window.to; i++) {
		struct segment *segment = &page->segments.items[i];
		struct date_found found;
		struct str rest = segment->text;
		if (!may_be_byline(page, segment) || !date_find(rest, context, &found))
			continue;
		take_date(dates, &found.date, found.label, "byline");
		struct date_found next;
		for (rest = str_slice(rest, found.to, rest.len); date_find(rest, context, &next);
		     rest = str_slice(rest, next.to, rest.len))
			take_date(dates, &next.date, next.label, "byline");
		/* A line that is little but a date is part of the byline, not of the article. */
		if (found.to - found.from > segment->text.len / 4 ||
		    (found.from == 0 && segment->all.sentences == 0))
			mark(page, i, i + 1);
	}
}

static void
dates_of_times(struct page *page, struct window window, const struct date_context *context,
    struct dates *dates)
{
	if (window.from >= window.to)
		return;
	uint32_t from = page->segments.items[window.from].from;
	uint32_t to = page->segments.items[window.to - 1].to;
	for (uint32_t i = from; i < to; i++) {
		struct date date;
		for (uint32_t node = i; page->dom.nodes[i].tag == TAG_NONE && node != 0;
		     node = dom_parent(&page->dom, node)) {
			if (page->dom.nodes[node].tag == TAG_TIME &&
			    date_read(dom_attribute(&page->dom, node, "datetime"), context, &date))
				take_date(dates, &date, DATE_UNLABELLED, "time");
			if (tag_role(page->dom.nodes[node].tag) == TAG_BLOCK)
				break;
		}
	}
}

static void
dates_of_facts(struct page *page, const struct date_context *context, struct dates *dates)
{
	for (size_t i = 0; i < page->facts.n; i++) {
		const struct fact *fact = &page->facts.items[i];
		struct date date;
		if (fact->field != FACT_PUBLISHED && fact->field != FACT_MODIFIED)
			continue;
		if (!date_read(fact->value, context, &date) &&
		    !date_read_epoch(fact->value, context, &date))
			continue;
		take_date(dates, &date,
		    fact->field == FACT_MODIFIED ? DATE_MODIFIED : DATE_PUBLISHED, fact->source);
	}
}

/* Where neither the head nor the byline knows, a line that is called a date does. */
static void
dates_of_hints(struct page *page, const struct date_context *context, struct dates *dates)
{
	for (size_t i = 0; i < page->segments.n && !dates->published_from; i++) {
		const struct segment *segment = &page->segments.items[i];
		uint32_t hints = page->hints.inherited[segment->block];
		struct date_found found;
		if (!(hints & (HINT_DATE | HINT_META | HINT_BYLINE)) || hints & HINT_RELATED)
			continue;
		if (may_be_byline(page, segment) && date_find(segment->text, context, &found))
			take_date(dates, &found.date, found.label, "hint");
	}
}

/* A line of the article, or above it, that is nothing but a date. */
static void
date_of_line(struct page *page, const struct date_context *context, struct dates *dates)
{
	for (size_t i = 0; i < page->body_to && !dates->published_from; i++) {
		const struct segment *segment = &page->segments.items[i];
		uint32_t hints = page->hints.inherited[segment->block];
		struct date date;
		if (!(hints & HINT_RELATED) && may_be_byline(page, segment) &&
		    date_read(segment->text, context, &date))
			take_date(dates, &date, DATE_UNLABELLED, "line");
	}
}

/* /2025/12/17/ or 2025-12-17 in the address. */
static void
date_of_url(struct page *page, const struct date_context *context, struct dates *dates)
{
	struct str url = page->url;
	for (size_t i = 0; i + 10 <= url.len && !dates->published_from; i++) {
		struct str day = arena_copy(page->arena, str_slice(url, i, i + 10));
		struct date date;
		if ((i > 0 && ascii_is_digit(url.ptr[i - 1])) || !ascii_is_digit(day.ptr[0]))
			continue;
		if (day.ptr[4] == day.ptr[7] && (day.ptr[4] == '/' || day.ptr[4] == '-') &&
		    date_read(day, context, &date))
			take_date(dates, &date, DATE_UNLABELLED, "url");
	}
}

static void
find_dates(struct page *page, const struct window windows[2])
{
	struct dates dates = {0};
	struct date_context context = {page->article->language, page->now};
	dates_of_facts(page, &context, &dates);
	dates_of_times(page, windows[0], &context, &dates);
	dates_of_window(page, windows[0], &context, &dates);
	if (!dates.published_from)
		dates_of_window(page, windows[1], &context, &dates);
	if (!dates.published_from)
		dates_of_hints(page, &context, &dates);
	if (!dates.published_from)
		date_of_url(page, &context, &dates);
	if (!dates.published_from && !dates.modified_from)
		date_of_line(page, &context, &dates);
	if (dates.published_from) {
		page->article->date_published = date_print(page->arena, &dates.published);
		page_evidence(page, "date_published", dates.published_from);
	}
	if (dates.modified_from) {
		page->article->date_modified = date_print(page->arena, &dates.modified);
		page_evidence(page, "date_modified", dates.modified_from);
	}
}

void
byline_find(struct page *page)
{
	struct window windows[2];
	make_windows(page, windows);
	find_authors(page, windows);
	find_dates(page, windows);
}
