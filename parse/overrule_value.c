/* SPDX-License-Identifier: MIT */
/* overrule_value.c - what an element that a profile names says: a text, an address, a date, people
 */
#include "parse/overrule_value.h"

#include "lib/unicode.h"
#include "parse/date.h"
#include "parse/image.h"
#include "parse/names.h"
#include "parse/person.h"
#include "parse/text.h"

#define MOST_LABEL_CHARS 8

static const struct str none = {NULL, 0};

static struct str
unless_empty(struct str text)
{
	return text.len > 0 ? text : none;
}

static struct str
attribute(const struct page *page, uint32_t node, const char *name)
{
	return unless_empty(text_fold(page->arena, dom_attribute(&page->dom, node, name)));
}

struct str
overrule_text(const struct page *page, uint32_t node)
{
	switch (page->dom.nodes[node].tag) {
	case TAG_META:
		return attribute(page, node, "content");
	case TAG_IMG:
		return attribute(page, node, "alt");
	default:
		return unless_empty(dom_text(&page->dom, page->arena, node));
	}
}

struct str
overrule_unlabelled(const struct page *page, uint32_t node)
{
	static const struct str colons[] = {STR_INIT(":"), STR_INIT("\xEF\xBC\x9A")};
	struct str text = overrule_text(page, node);
	for (size_t i = 0; i < sizeof colons / sizeof *colons; i++) {
		size_t at = str_find(text, colons[i]);
		if (at == STR_NOT_FOUND || unicode_count(str_slice(text, 0, at)) > MOST_LABEL_CHARS)
			continue;
		struct str rest = str_trim(str_slice(text, at + colons[i].len, text.len));
		if (rest.len > 0)
			return rest;
	}
	return text;
}

static uint32_t
first_link(const struct dom *dom, uint32_t node)
{
	for (uint32_t i = node; i < dom->nodes[node].end; i++)
		if (dom->nodes[i].tag != TAG_NONE && dom_attribute(dom, i, "href").ptr)
			return i;
	return dom_closest(dom, node, TAG_A);
}

struct str
overrule_link(const struct page *page, uint32_t node)
{
	if (page->dom.nodes[node].tag == TAG_META)
		return page_link(page, attribute(page, node, "content"));
	uint32_t link = first_link(&page->dom, node);
	if (link == DOM_NONE)
		return none;
	return page_link(page, dom_attribute(&page->dom, link, "href"));
}

struct str
overrule_image(const struct page *page, uint32_t node)
{
	if (page->dom.nodes[node].tag == TAG_META)
		return page_link(page, attribute(page, node, "content"));
	uint32_t img = dom_find(&page->dom, node, page->dom.nodes[node].end, TAG_IMG);
	if (img == DOM_NONE)
		return none;
	struct str source = image_source(page, img);
	return source.ptr ? source : page_link(page, attribute(page, img, "src"));
}

struct str
overrule_date(const struct page *page, uint32_t node)
{
	static const char *const names[] = {"datetime", "content"};
	const struct dom *dom = &page->dom;
	struct date_context context = {page->article->language, page->now};
	struct date date;
	struct date_found found;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (date_read(attribute(page, node, names[i]), &context, &date))
			return date_print(page->arena, &date);
	uint32_t time = dom_find(dom, node, dom->nodes[node].end, TAG_TIME);
	if (time != DOM_NONE && date_read(attribute(page, time, "datetime"), &context, &date))
		return date_print(page->arena, &date);
	if (date_find(overrule_text(page, node), &context, &found))
		return date_print(page->arena, &found.date);
	return none;
}

void
overrule_people(const struct page *page, uint32_t node, struct person_list *people)
{
	struct person person = {.name = {NULL, 0}};
	struct str text = overrule_text(page, node);
	size_t before = people->n;
	if (!text.ptr)
		return;
	bool is_element = page->dom.nodes[node].tag != TAG_META;
	if (is_element &&
	    person_read(page->arena, &page->dom, node, page->dom.nodes[node].end, &person)) {
		*ARENA_PUSH(page->arena, people) = person;
		return;
	}
	names_split(page->arena, text, people);
	if (people->n == before)
		ARENA_PUSH(page->arena, people)->name = overrule_unlabelled(page, node);
}
