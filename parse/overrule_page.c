/* SPDX-License-Identifier: MIT */
/* overrule_page.c - a compiled profile at work on one page: what it selects becomes the record */
#include <stddef.h>
#include <string.h>

#include "parse/compare.h"
#include "parse/overrule.h"
#include "parse/overrule_rules.h"
#include "parse/overrule_value.h"
#include "parse/related.h"

#define EVIDENCE   "profile"
#define LEN(array) (sizeof(array) / sizeof *(array))

#define MOST_TRIES 100 /* matches of one key that say nothing, before the next way is tried */

struct overruled {
	const struct overrule *overrule;
	struct selector_nodes *found; /* by rule: what it selects and `remove` leaves */
	bool has_body;                /* the profile has chosen the body */
};

/* A part of the page: an item, or all of it. */
struct part {
	uint32_t from, to;
};

/* ---- finding ---- */

/* Leaves out what lies inside the match before. */
static void
keep_outermost(const struct dom *dom, struct selector_nodes *found)
{
	size_t n = 0;
	for (size_t i = 0, end = 0; i < found->n; i++) {
		if (found->items[i] < end)
			continue;
		end = dom->nodes[found->items[i]].end;
		found->items[n++] = found->items[i];
	}
	found->n = n;
}

static void
find(struct overruled *overruled, struct selector_page *page, size_t rule,
    const struct selector_nodes *scope)
{
	/* A page on which the search gives up has nothing that the profile knows. */
	if (!selector_find(
		overruled->overrule->items[rule].selector, page, scope, &overruled->found[rule]))
		overruled->found[rule].n = 0;
}

/* What the first rule of a key finds that finds anything. */
static const struct selector_nodes *
found_first(const struct overruled *overruled, enum overrule_key key)
{
	static const struct selector_nodes nothing = {NULL, 0};
	for (size_t i = 0; i < overruled->overrule->n; i++)
		if (overruled->overrule->items[i].key == key && overruled->found[i].n > 0)
			return &overruled->found[i];
	return &nothing;
}

static void
find_all(struct overruled *overruled, struct selector_page *page, const struct dom *dom)
{
	const struct overrule *overrule = overruled->overrule;
	for (size_t i = 0; i < overrule->n; i++) {
		const struct overrule_key_row *row = &overrule_keys[overrule->items[i].key];
		if (row->item != OVERRULE_N_KEYS)
			continue;
		find(overruled, page, i, NULL);
		if (row->all)
			keep_outermost(dom, &overruled->found[i]);
	}
	for (size_t i = 0; i < overrule->n; i++) {
		enum overrule_key item = overrule_keys[overrule->items[i].key].item;
		if (item != OVERRULE_N_KEYS)
			find(overruled, page, i,
			    overrule->has[item] ? found_first(overruled, item) : NULL);
	}
}

/* ---- removing ---- */

static void
mark_removed(const struct overruled *overruled, const struct dom *dom, bool *removed)
{
	for (size_t i = 0; i < overruled->overrule->n; i++) {
		const struct selector_nodes *found = &overruled->found[i];
		if (overruled->overrule->items[i].key != OVERRULE_REMOVE)
			continue;
		for (size_t j = 0; j < found->n; j++) {
			uint32_t node = found->items[j];
			if (!removed[node])
				memset(removed + node, true, dom->nodes[node].end - node);
		}
	}
}

static void
drop_removed(struct selector_nodes *found, const bool *removed)
{
	size_t n = 0;
	for (size_t i = 0; i < found->n; i++)
		if (!removed[found->items[i]])
			found->items[n++] = found->items[i];
	found->n = n;
}

/* A block that is removed still parts what stands before and after it. */
static void
empty_node(struct dom *dom, uint32_t i, bool is_root)
{
	struct dom_node *node = &dom->nodes[i];
	node->n_attributes = 0;
	if (node->tag == TAG_NONE)
		node->text.len = 0;
	else if (!is_root || tag_role(node->tag) != TAG_BLOCK)
		node->tag = TAG_TEMPLATE;
}

struct overruled *
overrule_prepare(const struct overrule *overrule, struct page *page)
{
	if (!overrule)
		return NULL;
	struct dom *dom = &page->dom;
	struct overruled *overruled = arena_alloc(page->arena, sizeof *overruled);
	bool *removed = arena_alloc(page->arena, dom->n * sizeof *removed);
	overruled->overrule = overrule;
	overruled->found = arena_alloc(page->arena, (overrule->n + 1) * sizeof *overruled->found);
	find_all(overruled, selector_page_new(page->arena, dom), dom);
	mark_removed(overruled, dom, removed);
	for (size_t i = 0; i < overrule->n; i++)
		drop_removed(&overruled->found[i], removed);
	for (uint32_t i = 0; i < dom->n; i++)
		if (removed[i])
			empty_node(dom, i, i == 0 || !removed[dom->nodes[i].parent]);
	return overruled;
}

/* ---- values ---- */

static struct part
part_of(const struct page *page, uint32_t node)
{
	return (struct part){node, page->dom.nodes[node].end};
}

static struct part
whole(const struct page *page)
{
	return (struct part){0, page->dom.n};
}

/* The first element of a key in the part that says something; its value, and itself in *at. */
static struct str
first_value(const struct overruled *overruled, const struct page *page, enum overrule_key key,
    struct part part, overrule_value *value, uint32_t *at)
{
	for (size_t i = 0; i < overruled->overrule->n; i++) {
		const struct selector_nodes *found = &overruled->found[i];
		if (overruled->overrule->items[i].key != key)
			continue;
		size_t first = selector_nodes_at(found, part.from);
		for (size_t j = first;
		     j < found->n && j < first + MOST_TRIES && found->items[j] < part.to; j++) {
			struct str text = value(page, found->items[j]);
			if (!text.ptr)
				continue;
			*at = found->items[j];
			return text;
		}
	}
	return (struct str){NULL, 0};
}

static void
set_evidence(struct page *page, const char *field)
{
	struct evidence_list *list = &page->article->evidence;
	for (size_t i = 0; i < list->n; i++) {
		if (!str_eq(list->items[i].field, str_from(field)))
			continue;
		list->items[i].source = STR(EVIDENCE);
		return;
	}
	page_evidence(page, field, EVIDENCE);
}

/* ---- title ---- */

/* The segment that shows the title: in the element itself or, for <meta>, with the same words. */
static size_t
segment_of_title(const struct page *page, uint32_t node, struct str title)
{
	size_t first = segment_at(&page->segments, node);
	if (first < page->segments.n &&
	    page->segments.items[first].from < page->dom.nodes[node].end)
		return first;
	for (size_t i = 0; i < page->segments.n; i++)
		if (compare_same(page->arena, page->segments.items[i].text, title))
			return i;
	return PAGE_NONE;
}

void
overrule_title(const struct overruled *overruled, struct page *page)
{
	uint32_t node;
	if (!overruled)
		return;
	struct str title =
	    first_value(overruled, page, OVERRULE_TITLE, whole(page), overrule_text, &node);
	if (!title.ptr)
		return;
	page->article->title = title;
	set_evidence(page, "title");
	size_t at = segment_of_title(page, node, title);
	if (at == PAGE_NONE)
		return; /* what was found before is at least another form of it */
	if (page->title_at != PAGE_NONE)
		page->segments.items[page->title_at].use = SEGMENT_FREE;
	page->title_at = at;
	page->segments.items[at].use = SEGMENT_TITLE;
}

/* ---- body ---- */

/* Segments that lie wholly in the elements of a key. */
static void
claim(const struct overruled *overruled, struct page *page, enum overrule_key key,
    enum segment_use use)
{
	const struct selector_nodes *found = found_first(overruled, key);
	for (size_t i = 0; i < found->n; i++) {
		struct part part = part_of(page, found->items[i]);
		size_t at = segment_at(&page->segments, part.from);
		for (; at < page->segments.n && page->segments.items[at].from < part.to; at++) {
			struct segment *segment = &page->segments.items[at];
			if (segment->to > part.to || segment->use == SEGMENT_TITLE)
				continue;
			segment->use = use;
			segment->in_teaser = segment->truncated = use == SEGMENT_RELATED;
		}
	}
}

/* All that a container shows is body, but for what other fields have and for mere buttons. */
static void
take_container(struct page *page, struct part part)
{
	size_t at = segment_at(&page->segments, part.from);
	for (; at < page->segments.n && page->segments.items[at].from < part.to; at++) {
		struct segment *segment = &page->segments.items[at];
		if (segment->is_button ||
		    (segment->use != SEGMENT_FREE && segment->use != SEGMENT_RELATED))
			continue;
		segment->use = SEGMENT_BODY;
		segment->in_teaser = segment->truncated = false;
	}
}

bool
overrule_body(struct overruled *overruled, struct page *page)
{
	if (!overruled)
		return false;
	const struct selector_nodes *containers = found_first(overruled, OVERRULE_BODY);
	for (size_t i = 0; i < containers->n; i++)
		take_container(page, part_of(page, containers->items[i]));
	claim(overruled, page, OVERRULE_RELATED_ITEM, SEGMENT_RELATED);
	claim(overruled, page, OVERRULE_TERM_ITEM, SEGMENT_TERM);
	claim(overruled, page, OVERRULE_AUTHORS, SEGMENT_BYLINE);
	page->body_from = page->body_to = 0;
	for (size_t i = page->segments.n; i-- > 0;) {
		if (page->segments.items[i].use != SEGMENT_BODY)
			continue;
		page->body_from = i;
		page->body_to = page->body_to ? page->body_to : i + 1;
	}
	overruled->has_body = page->body_to > 0;
	return overruled->has_body;
}

/* ---- the other fields ---- */

/* Fields that are one text. */
struct field {
	enum overrule_key key;
	const char *name;
	size_t offset;
	overrule_value *value;
};

static const struct field fields[] = {
    {OVERRULE_DATE_PUBLISHED, "date_published", offsetof(struct article, date_published),
	overrule_date},
    {OVERRULE_DATE_MODIFIED, "date_modified", offsetof(struct article, date_modified),
	overrule_date},
    {OVERRULE_SITE_NAME, "site_name", offsetof(struct article, site_name), overrule_text},
    {OVERRULE_DESCRIPTION, "description", offsetof(struct article, description), overrule_text},
    {OVERRULE_IMAGE, "image", offsetof(struct article, image), overrule_image},
    {OVERRULE_NEXT_PAGE, "next_page", offsetof(struct article, next_page), overrule_link},
};

static const struct field author_fields[] = {
    {OVERRULE_AUTHOR_JOB_TITLE, NULL, offsetof(struct person, job_title), overrule_unlabelled},
    {OVERRULE_AUTHOR_AFFILIATION, NULL, offsetof(struct person, affiliation), overrule_unlabelled},
    {OVERRULE_AUTHOR_GRADE, NULL, offsetof(struct person, affiliation_grade), overrule_unlabelled},
    {OVERRULE_AUTHOR_DEPARTMENT, NULL, offsetof(struct person, department), overrule_unlabelled},
};

static void
fill_texts(const struct overruled *overruled, struct page *page)
{
	for (size_t i = 0; i < LEN(fields); i++) {
		uint32_t node;
		struct str text = first_value(
		    overruled, page, fields[i].key, whole(page), fields[i].value, &node);
		if (!text.ptr)
			continue;
		*(struct str *)((char *)page->article + fields[i].offset) = text;
		set_evidence(page, fields[i].name);
	}
}

/* Each element is a keyword; one element may hold several, parted by commas. */
static void
fill_keywords(const struct overruled *overruled, struct page *page)
{
	const struct selector_nodes *found = found_first(overruled, OVERRULE_KEYWORDS);
	struct str_list words = {NULL, 0};
	for (size_t i = 0; i < found->n; i++) {
		struct str rest = overrule_text(page, found->items[i]);
		while (rest.ptr) {
			struct str word = str_trim(str_cut(&rest, ','));
			if (word.len > 0)
				*ARENA_PUSH(page->arena, &words) = word;
		}
	}
	if (words.n == 0)
		return;
	page->article->keywords = words;
	set_evidence(page, "keywords");
}

/* What the profile has keys for comes from them alone, the rest from the generic rules. */
static void
fill_person(const struct overruled *overruled, const struct page *page, struct part part,
    struct person *person)
{
	for (size_t i = 0; i < LEN(author_fields); i++) {
		const struct field *field = &author_fields[i];
		uint32_t node;
		if (overruled->overrule->has[field->key])
			*(struct str *)((char *)person + field->offset) =
			    first_value(overruled, page, field->key, part, field->value, &node);
	}
}

static void
read_author(const struct overruled *overruled, const struct page *page, uint32_t item,
    struct person_list *people)
{
	size_t before = people->n;
	struct part part = part_of(page, item);
	uint32_t node;
	overrule_people(page, item, people);
	if (people->n == before)
		return;
	fill_person(overruled, page, part, &people->items[before]);
	if (!overruled->overrule->has[OVERRULE_AUTHOR_NAME])
		return;
	struct person_list named = {NULL, 0};
	if (first_value(overruled, page, OVERRULE_AUTHOR_NAME, part, overrule_text, &node).ptr)
		overrule_people(page, node, &named);
	people->n = before + (named.n > 0);
	if (named.n > 0)
		people->items[before].name = named.items[0].name;
}

/* Without an item around each author the page is one, and the parts belong to the first name. */
static void
read_names(const struct overruled *overruled, const struct page *page, struct person_list *people)
{
	const struct selector_nodes *found = found_first(overruled, OVERRULE_AUTHOR_NAME);
	for (size_t i = 0, end = 0; i < found->n; i++) {
		if (found->items[i] < end)
			continue; /* inside the one before */
		end = page->dom.nodes[found->items[i]].end;
		overrule_people(page, found->items[i], people);
	}
	if (people->n > 0)
		fill_person(overruled, page, whole(page), &people->items[0]);
}

static void
fill_authors(const struct overruled *overruled, struct page *page)
{
	const struct selector_nodes *items = found_first(overruled, OVERRULE_AUTHORS);
	struct person_list people = {NULL, 0};
	for (size_t i = 0; i < items->n; i++)
		read_author(overruled, page, items->items[i], &people);
	if (!overruled->overrule->has[OVERRULE_AUTHORS])
		read_names(overruled, page, &people);
	if (people.n == 0)
		return;
	page->article->authors = people;
	set_evidence(page, "authors");
}

/* ---- items: related articles, terms ---- */

/* A title or an address that the profile has no key for is that of the item's first link. */
static void
read_related(const struct overruled *overruled, const struct page *page, uint32_t item,
    struct related *related)
{
	struct part part = part_of(page, item);
	const bool *has = overruled->overrule->has;
	uint32_t node = dom_find(&page->dom, item, part.to, TAG_A);
	node = node == DOM_NONE ? item : node;
	related->title =
	    has[OVERRULE_RELATED_TITLE]
		? first_value(overruled, page, OVERRULE_RELATED_TITLE, part, overrule_text, &node)
		: overrule_text(page, node);
	related->url =
	    has[OVERRULE_RELATED_URL]
		? first_value(overruled, page, OVERRULE_RELATED_URL, part, overrule_link, &node)
		: overrule_link(page, item);
	related->teaser =
	    first_value(overruled, page, OVERRULE_RELATED_TEASER, part, overrule_text, &node);
	related->teaser_truncated = related->teaser.ptr && related_is_truncated(related->teaser);
	if (first_value(overruled, page, OVERRULE_RELATED_AUTHOR, part, overrule_text, &node).ptr)
		overrule_people(page, node, &related->authors);
}

/* The page's own teaser is no related article; it lends its authors where nobody is named. */
static void
fill_related(const struct overruled *overruled, struct page *page)
{
	const struct selector_nodes *items = found_first(overruled, OVERRULE_RELATED_ITEM);
	struct related_list list = {NULL, 0};
	for (size_t i = 0; i < items->n; i++) {
		struct related related = {.title = {NULL, 0}};
		read_related(overruled, page, items->items[i], &related);
		if (!related.title.ptr)
			continue;
		if (!compare_same(page->arena, related.title, page->article->title)) {
			*ARENA_PUSH(page->arena, &list) = related;
		} else if (page->article->authors.n == 0 && related.authors.n > 0) {
			page->article->authors = related.authors;
			page_evidence(page, "authors", "self-teaser");
		}
	}
	if (items->n == 0)
		return;
	page->article->related = list;
	set_evidence(page, "related");
}

static void
fill_terms(const struct overruled *overruled, struct page *page)
{
	const struct selector_nodes *items = found_first(overruled, OVERRULE_TERM_ITEM);
	struct term_list list = {NULL, 0};
	for (size_t i = 0; i < items->n; i++) {
		struct part part = part_of(page, items->items[i]);
		uint32_t node;
		struct term term = {.url = overrule_link(page, items->items[i])};
		term.term = first_value(overruled, page, OVERRULE_TERM, part, overrule_text, &node);
		term.definition = first_value(
		    overruled, page, OVERRULE_TERM_DEFINITION, part, overrule_text, &node);
		if (term.term.ptr)
			*ARENA_PUSH(page->arena, &list) = term;
	}
	if (list.n == 0)
		return;
	page->article->terms = list;
	set_evidence(page, "terms");
}

void
overrule_fill(const struct overruled *overruled, struct page *page)
{
	if (!overruled || overruled->overrule->n == 0)
		return;
	page->article->profile = overruled->overrule->profile->name;
	fill_texts(overruled, page);
	fill_keywords(overruled, page);
	fill_authors(overruled, page);
	fill_related(overruled, page);
	fill_terms(overruled, page);
	if (overruled->has_body)
		set_evidence(page, "body");
}
