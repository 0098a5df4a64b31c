/* SPDX-License-Identifier: MIT */
/* extract.c - one page's HTML in, its article record out */
#include "parse/extract.h"

#include "parse/authors.h"
#include "parse/blocks.h"
#include "parse/body.h"
#include "parse/dateline.h"
#include "parse/disclaimer.h"
#include "parse/kind.h"
#include "parse/links.h"
#include "parse/overrule.h"
#include "parse/page.h"
#include "parse/related.h"
#include "parse/state.h"
#include "parse/term_card.h"
#include "parse/text.h"
#include "parse/title.h"

/* Whether a list of robots directives has this one; "agent: directive" is for that agent alone. */
static bool
has_directive(struct str list, const char *directive)
{
	while (list.ptr)
		if (str_eq_nocase(str_trim(str_cut(&list, ',')), str_from(directive)))
			return true;
	return false;
}

static bool
asks(const struct page *page, struct str robots_tag, const char *directive)
{
	if (has_directive(robots_tag, directive))
		return true;
	for (size_t i = 0; i < page->facts.n; i++)
		if (page->facts.items[i].field == FACT_ROBOTS &&
		    has_directive(page->facts.items[i].value, directive))
			return true;
	return false;
}

static struct str
fact_or_none(const struct page *page, enum fact_field field)
{
	const struct fact *fact = facts_first(&page->facts, field, NULL);
	return fact ? fact->value : (struct str){NULL, 0};
}

static void
take_keywords(struct page *page)
{
	struct str rest = fact_or_none(page, FACT_KEYWORDS);
	while (rest.ptr) {
		struct str word = str_trim(str_cut(&rest, ','));
		if (word.len > 0)
			*ARENA_PUSH(page->arena, &page->article->keywords) = word;
	}
}

static void
take_facts(struct page *page)
{
	struct article *article = page->article;
	article->language = fact_or_none(page, FACT_LANGUAGE);
	article->description = fact_or_none(page, FACT_DESCRIPTION);
	article->image = page_link(page, fact_or_none(page, FACT_IMAGE));
	article->canonical_url = page_link(page, fact_or_none(page, FACT_CANONICAL));
	take_keywords(page);
}

/* A <base href> changes what the page's links mean. */
static void
apply_base(struct page *page)
{
	uint32_t base = dom_find(&page->dom, 0, page->dom.n, TAG_BASE);
	if (base == DOM_NONE)
		return;
	struct url *url = arena_alloc(page->arena, sizeof *url);
	struct str href = dom_attribute(&page->dom, base, "href");
	if (href.ptr && url_join(page->arena, page->base, href, url) == URL_OK)
		page->base = url;
}

void
extract_prepare(struct page *page, struct arena *arena, struct str html, struct str url,
    const struct overrule *overrule, struct trace *trace)
{
	*page = (struct page){.arena = arena, .title_at = PAGE_NONE, .trace = trace};
	struct url *own = arena_alloc(arena, sizeof *own);
	if (url_join(arena, NULL, url, own) == URL_OK)
		page->url = page->base = own;
	page->article = arena_alloc(arena, sizeof *page->article);
	if (overrule)
		dom_build_whole(&page->dom, arena, html); /* selectors may ask for any attribute */
	else
		dom_build(&page->dom, arena, html);
	apply_base(page);
	page->overruled = overrule_prepare(overrule, page);
	facts_collect(&page->facts, arena, &page->dom);
	hints_collect(&page->hints, arena, &page->dom);
	segment_page(&page->segments, arena, &page->dom);
	take_facts(page);
	title_find(page);
	overrule_title(page->overruled, page);
	facts_drop_strangers(&page->facts, arena, page->article->title,
	    page->url ? page->url->href : (struct str){NULL, 0});
	related_find(page);
	term_card_find(page);
}

struct page *
extract_all(struct arena *arena, const struct extract_input *input)
{
	struct page *page = arena_alloc(arena, sizeof *page);
	const struct overrule *overrule =
	    input->overrules ? overrules_find(input->overrules, arena, input->url) : NULL;
	extract_prepare(page, arena, input->html, input->url, overrule, input->trace);
	page->now = input->now;
	if (!input->keep_noindex &&
	    (asks(page, input->robots_tag, "noindex") || asks(page, input->robots_tag, "none")))
		return NULL;
	if (!overrule_body(page->overruled, page))
		body_find(page);
	related_fill(page);
	disclaimer_find(page);
	struct bylines bylines = byline_windows(page);
	authors_find(page, &bylines);
	dateline_find(page, &bylines);
	blocks_build(page);
	const char *hidden_body = state_fill(page);
	page_evidence(page, "body",
	    hidden_body                   ? hidden_body
	    : page->article->blocks.n > 0 ? "generic"
					  : "none");
	kind_find(page);
	links_find(page, asks(page, input->robots_tag, "nofollow"));
	overrule_fill(page->overruled, page);
	page->article->extractor = STR(WINNOW_VERSION);
	return page;
}

bool
extract_page(struct arena *arena, const struct extract_input *input, struct record *record)
{
	const struct page *page = extract_all(arena, input);
	if (page)
		record->article = *page->article;
	return page != NULL;
}
