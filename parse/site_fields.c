/* SPDX-License-Identifier: MIT */
/* site_fields.c - the fields of a page that are one text, and its authors */
#include "parse/site_fields.h"

#include "lib/unicode.h"

#define MOST_WAYS    3  /* values of a key that stand one after the other */
#define MOST_TARGETS 16 /* elements of a page that say the same */
#define MOST_NODES   40 /* of an element that says a field, and little else */
#define MOST_CARD    60 /* of an author's card */
#define MOST_CHARS   300
#define MOST_TRIES   100 /* as when a profile is used: overrule_page.c */

void
site_fields_ways(struct site_search *search, const struct site_field *field, int most,
    struct site_proposals *proposals)
{
	struct site_choice choice;
	site_search_begin(search);
	for (int i = 0; i < most && site_search_next(search, field, &choice); i++)
		*ARENA_PUSH(search->arena, proposals) =
		    (struct site_proposal){field->key, choice.selector, choice.n_matches, false};
}

/* ---- one text ---- */

static struct str
wanted_text(const struct site_field *field, const struct page *view)
{
	return *(const struct str *)((const char *)view->article + field->offset);
}

static void
text_targets(const struct site_search *search, const struct site_field *field,
    const struct page *view, struct selector_nodes *nodes)
{
	struct str wanted = wanted_text(field, view);
	(void)search;
	for (uint32_t i = 1; wanted.ptr && i < view->dom.n && nodes->n < MOST_TARGETS; i++) {
		const struct dom_node *node = &view->dom.nodes[i];
		if (node->tag != TAG_NONE && node->end - i <= MOST_NODES &&
		    str_eq(field->value(view, i), wanted))
			*ARENA_PUSH(view->arena, nodes) = i;
	}
}

static double
judge_text(const struct site_search *search, const struct site_field *field,
    const struct page *view, const struct selector_nodes *found)
{
	struct str wanted = wanted_text(field, view);
	(void)search;
	for (size_t i = 0; i < found->n && i < MOST_TRIES; i++) {
		struct str text = field->value(view, found->items[i]);
		if (text.ptr)
			return wanted.ptr && str_eq(text, wanted) ? 1 : SITE_WRONG;
	}
	return 0;
}

#define TEXT(k, member, val)                                                                       \
	{                                                                                          \
		.key = k, .single = true, .targets = text_targets, .judge = judge_text,            \
		.offset = offsetof(struct article, member), .value = val                           \
	}
static const struct site_field texts[] = {
    TEXT(OVERRULE_TITLE, title, overrule_text),
    TEXT(OVERRULE_DATE_PUBLISHED, date_published, overrule_date),
    TEXT(OVERRULE_DATE_MODIFIED, date_modified, overrule_date),
    TEXT(OVERRULE_SITE_NAME, site_name, overrule_text),
    TEXT(OVERRULE_DESCRIPTION, description, overrule_text),
    TEXT(OVERRULE_IMAGE, image, overrule_image),
    TEXT(OVERRULE_NEXT_PAGE, next_page, overrule_link),
};
#undef TEXT

void
site_fields_texts(struct site_search *search, struct site_proposals *proposals)
{
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		site_fields_ways(search, &texts[i], MOST_WAYS, proposals);
}

/* ---- authors ---- */

static bool
is_named(const struct person_list *people, struct str name)
{
	for (size_t i = 0; i < people->n; i++)
		if (str_eq(people->items[i].name, name))
			return true;
	return false;
}

/* An element that names one or more of the authors and nobody else. */
static bool
names_authors(const struct page *view, uint32_t node)
{
	struct person_list people = {NULL, 0};
	struct str text = overrule_text(view, node);
	if (!text.ptr || unicode_has(text, MOST_CHARS))
		return false;
	overrule_people(view, node, &people);
	for (size_t i = 0; i < people.n; i++)
		if (!is_named(&view->article->authors, people.items[i].name))
			return false;
	return people.n > 0;
}

static void
author_targets(const struct site_search *search, const struct site_field *field,
    const struct page *view, struct selector_nodes *nodes)
{
	(void)search;
	(void)field;
	if (view->article->authors.n == 0)
		return;
	for (uint32_t i = 1; i < view->dom.n && nodes->n < MOST_TARGETS; i++) {
		const struct dom_node *node = &view->dom.nodes[i];
		if (node->tag != TAG_NONE && node->end - i <= MOST_CARD && names_authors(view, i))
			*ARENA_PUSH(view->arena, nodes) = i;
	}
}

static bool
has_same_parts(const struct person *a, const struct person *b)
{
	return str_eq(a->job_title, b->job_title) && str_eq(a->affiliation, b->affiliation) &&
	       str_eq(a->affiliation_grade, b->affiliation_grade) &&
	       str_eq(a->department, b->department);
}

static double
judge_authors(const struct site_search *search, const struct site_field *field,
    const struct page *view, const struct selector_nodes *found)
{
	const struct person_list *wanted = &view->article->authors;
	struct person_list people = {NULL, 0};
	struct selector_nodes outer = *found;
	double worth = 1;
	(void)search;
	(void)field;
	site_search_outermost(&view->dom, &outer);
	for (size_t i = 0; i < outer.n && people.n <= wanted->n; i++)
		overrule_people(view, outer.items[i], &people);
	if (people.n == 0)
		return 0;
	if (people.n != wanted->n)
		return SITE_WRONG;
	for (size_t i = 0; i < people.n; i++) {
		if (!str_eq(people.items[i].name, wanted->items[i].name))
			return SITE_WRONG;
		if (!has_same_parts(&people.items[i], &wanted->items[i]))
			worth = 0.9;
	}
	return worth;
}

void
site_fields_authors(struct site_search *search, struct site_proposals *proposals)
{
	static const struct site_field field = {
	    .key = OVERRULE_AUTHORS, .targets = author_targets, .judge = judge_authors};
	site_fields_ways(search, &field, MOST_WAYS, proposals);
}
