/* SPDX-License-Identifier: MIT */
/* authors.c - the people who wrote the article */
#include "parse/authors.h"

#include "parse/compare.h"
#include "parse/names.h"
#include "parse/person.h"
#include "parse/trace.h"

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

/* Whether the list has someone of that name. */
static bool
is_listed(const struct page *page, const struct person_list *list, struct str name)
{
	for (size_t i = 0; i < list->n; i++)
		if (compare_same(page->arena, list->items[i].name, name))
			return true;
	return false;
}

static bool
add_author(struct page *page, const struct person *person)
{
	struct person_list *authors = &page->article->authors;
	const char *refused = is_no_author(page, person->name)         ? "no person's name"
			      : is_listed(page, authors, person->name) ? "named already"
								       : NULL;
	trace_add(page, "authors", "", person->name, refused);
	if (refused)
		return false;
	*ARENA_PUSH(page->arena, authors) = *person;
	return true;
}

/* A person's card is several segments in a row: name, title, hospital. */
static size_t
card_end(const struct page *page, size_t from, size_t to)
{
	size_t at = from;
	while (at < to && byline_may_be(page, &page->segments.items[at]) &&
	       page->segments.items[at].all.sentences == 0)
		at++;
	return at;
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
			byline_mark(page, i, to);
			return true;
		}
	}
	return false;
}

/* What one segment after the other says of names. */
struct reader {
	struct person_list people; /* whom the segment at hand names */
	bool hinted;               /* its box is called a byline, or the line before it says so */
	bool announced;            /* it says so itself, of the next line */
};

/* Whether the segment can name someone. */
static bool
read_names(struct page *page, const struct segment *segment, struct reader *reader)
{
	uint32_t hints = page->hints.inherited[segment->block];
	/* The names in a headline are those it is about. */
	bool headline = segment->heading == 1 || (segment->heading == 2 && !(hints & HINT_BYLINE));
	if (!byline_may_be(page, segment) || headline)
		return false;
	reader->people = (struct person_list){NULL, 0};
	reader->hinted = reader->announced || (hints & HINT_BYLINE) != 0;
	reader->announced = names_are_announced(segment->text);
	if (reader->announced)
		return false;
	names_read(page->arena, &page->dom, segment, reader->hinted, &reader->people);
	return true;
}

static bool
find_names(struct page *page, struct window window)
{
	size_t before = page->article->authors.n;
	struct reader reader = {.announced = false};
	for (size_t i = window.from; i < window.to; i++) {
		if (!read_names(page, &page->segments.items[i], &reader))
			continue;
		for (size_t j = 0; j < reader.people.n; j++)
			add_author(page, &reader.people.items[j]);
		if (page->article->authors.n > before) {
			byline_mark(page, i, i + 1);
			return true;
		}
	}
	return false;
}

/* Adds to `agreed` whom a byline far from the title names; false when others were named before. */
static bool
agree(struct page *page, const struct reader *reader, struct person_list *agreed)
{
	bool first = agreed->n == 0;
	for (size_t i = 0; i < reader->people.n; i++) {
		struct str name = reader->people.items[i].name;
		/* A word alone in a box called "author" is mostly a label. */
		if ((reader->hinted && str_find_char(name, ' ') == STR_NOT_FOUND) ||
		    is_no_author(page, name) || is_listed(page, agreed, name))
			continue;
		if (!first)
			return false;
		*ARENA_PUSH(page->arena, agreed) = reader->people.items[i];
	}
	return true;
}

/*
 * Where the windows have nothing: a byline anywhere on the page, if all bylines name the same
 * people.  Bylines that disagree are those of other articles, or of the readers.
 */
static bool
find_agreed_names(struct page *page)
{
	struct person_list agreed = {NULL, 0};
	struct reader reader = {.announced = false};
	for (size_t i = 0; i < page->segments.n; i++) {
		const struct segment *segment = &page->segments.items[i];
		if (!(page->hints.inherited[segment->block] & HINT_RELATED) &&
		    read_names(page, segment, &reader) && !agree(page, &reader, &agreed))
			return false;
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

void
authors_find(struct page *page, const struct bylines *bylines)
{
	const char *source = NULL;
	if (find_person(page, bylines->at_title) || find_names(page, bylines->at_title))
		source = "byline";
	else if (authors_of_facts(page, "json-ld"))
		source = "json-ld";
	else if (authors_of_facts(page, "microdata"))
		source = "microdata";
	else if (authors_of_facts(page, "meta"))
		source = "meta";
	else if (find_person(page, bylines->at_end) || find_person(page, inside_body(page)) ||
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
