/* SPDX-License-Identifier: MIT */
/* dateline.c - when the article was published and modified */
#include "parse/dateline.h"

#include "lib/ascii.h"
#include "parse/date_choice.h"
#include "parse/trace.h"

struct dates {
	struct page *page;
	const struct date_context *context;
	struct sighting_list seen;
};

static void
add(struct dates *dates, const struct sighting *sighting)
{
	static const char *const fields[] = {
	    "date_published", "date_published", "date_modified", "date_published"};
	struct page *page = dates->page;
	if (page->trace)
		trace_add(page, fields[sighting->label], sighting->source,
		    date_print(page->arena, &sighting->date),
		    sighting->label == DATE_OF_OTHER ? "of something else" : NULL);
	if (sighting->label != DATE_OF_OTHER)
		*ARENA_PUSH(page->arena, &dates->seen) = *sighting;
}

static void
add_shown(struct dates *dates, const struct date *date, enum date_label label, const char *source)
{
	add(dates, &(struct sighting){*date, label, source, false});
}

/* All dates of a line. */
static void
dates_of_line(struct dates *dates, struct str line, const char *source)
{
	struct date_found found;
	while (date_find(line, dates->context, &found)) {
		add_shown(dates, &found.date, found.label, source);
		line = str_slice(line, found.to, line.len);
	}
}

static void
dates_of_window(struct dates *dates, struct window window)
{
	struct page *page = dates->page;
	for (size_t i = window.from; i < window.to; i++) {
		struct segment *segment = &page->segments.items[i];
		struct date_found found;
		if (!byline_may_be(page, segment) ||
		    !date_find(segment->text, dates->context, &found))
			continue;
		dates_of_line(dates, segment->text, "byline");
		/* A line that is little but a date is part of the byline, not of the article. */
		if (found.to - found.from > segment->text.len / 4 ||
		    (found.from == 0 && segment->all.sentences == 0))
			byline_mark(page, i, i + 1);
	}
}

/* The <time> elements in or around the texts of a window. */
static void
dates_of_times(struct dates *dates, struct window window)
{
	const struct page *page = dates->page;
	if (window.from >= window.to)
		return;
	uint32_t from = page->segments.items[window.from].from;
	uint32_t to = page->segments.items[window.to - 1].to;
	for (uint32_t i = from; i < to; i++) {
		struct date date;
		for (uint32_t node = i; page->dom.nodes[i].tag == TAG_NONE && node != 0;
		     node = dom_parent(&page->dom, node)) {
			if (page->dom.nodes[node].tag == TAG_TIME &&
			    date_read(
				dom_attribute(&page->dom, node, "datetime"), dates->context, &date))
				add_shown(dates, &date, DATE_UNLABELLED, "time");
			if (tag_role(page->dom.nodes[node].tag) == TAG_BLOCK)
				break;
		}
	}
}

static void
dates_of_facts(struct dates *dates)
{
	const struct facts *facts = &dates->page->facts;
	for (size_t i = 0; i < facts->n; i++) {
		const struct fact *fact = &facts->items[i];
		struct sighting sighting = {.source = fact->source, .stated = true};
		if (fact->field != FACT_PUBLISHED && fact->field != FACT_MODIFIED)
			continue;
		sighting.label = fact->field == FACT_MODIFIED ? DATE_MODIFIED : DATE_PUBLISHED;
		if (date_read(fact->value, dates->context, &sighting.date) ||
		    date_read_epoch(fact->value, dates->context, &sighting.date))
			add(dates, &sighting);
	}
}

/* Where neither the head nor the byline knows, a line that is called a date does. */
static void
dates_of_hints(struct dates *dates)
{
	const struct page *page = dates->page;
	for (size_t i = 0; i < page->segments.n && !date_choice_is_made(&dates->seen); i++) {
		const struct segment *segment = &page->segments.items[i];
		uint32_t hints = page->hints.inherited[segment->block];
		if ((hints & (HINT_DATE | HINT_META | HINT_BYLINE)) && !(hints & HINT_RELATED) &&
		    byline_may_be(page, segment))
			dates_of_line(dates, segment->text, "hint");
	}
}

/* A line of the article, or above it, that is nothing but a date; a line anywhere that says what
 * date it gives. */
static void
date_of_lines(struct dates *dates)
{
	const struct page *page = dates->page;
	for (size_t i = 0; i < page->segments.n && !date_choice_is_made(&dates->seen); i++) {
		const struct segment *segment = &page->segments.items[i];
		uint32_t hints = page->hints.inherited[segment->block];
		struct date_found found;
		struct date date;
		if (hints & HINT_RELATED || !byline_may_be(page, segment))
			continue;
		if (i < page->body_to && date_read(segment->text, dates->context, &date))
			add_shown(dates, &date, DATE_UNLABELLED, "line");
		else if (date_find(segment->text, dates->context, &found) &&
			 found.label != DATE_UNLABELLED)
			dates_of_line(dates, segment->text, "line");
	}
}

/* /2025/12/17/ or 2025-12-17 in the address. */
static void
date_of_url(struct dates *dates)
{
	struct page *page = dates->page;
	struct str url = page->url ? page->url->href : (struct str){NULL, 0};
	for (size_t i = 0; i + 10 <= url.len; i++) {
		struct str day = arena_copy(page->arena, str_slice(url, i, i + 10));
		struct date date;
		if ((i > 0 && ascii_is_digit(url.ptr[i - 1])) || !ascii_is_digit(day.ptr[0]))
			continue;
		if (day.ptr[4] == day.ptr[7] && (day.ptr[4] == '/' || day.ptr[4] == '-') &&
		    date_read(day, dates->context, &date)) {
			add_shown(dates, &date, DATE_UNLABELLED, "url");
			return;
		}
	}
}

void
dateline_find(struct page *page, const struct bylines *bylines)
{
	const struct date_context context = {page->article->language, page->now};
	struct dates dates = {.page = page, .context = &context};
	struct date_choice choice;
	dates_of_facts(&dates);
	/* What stands before the title may be of another article. */
	struct window before = bylines->at_title, behind = bylines->at_title;
	if (page->title_at != PAGE_NONE)
		before.to = behind.from = page->title_at;
	else
		before.to = before.from;
	dates_of_times(&dates, behind);
	dates_of_window(&dates, behind);
	dates_of_times(&dates, before);
	dates_of_window(&dates, before);
	if (!date_choice_is_made(&dates.seen))
		dates_of_window(&dates, bylines->at_end);
	date_of_url(&dates);
	if (!date_choice_is_made(&dates.seen))
		dates_of_hints(&dates);
	if (!date_choice_is_made(&dates.seen))
		date_of_lines(&dates);
	date_choice_make(&choice, &dates.seen, page->article->language);
	if (choice.published) {
		page->article->date_published = date_print(page->arena, &choice.published_date);
		page_evidence(page, "date_published", choice.published->source);
	}
	if (choice.modified) {
		page->article->date_modified = date_print(page->arena, &choice.modified_date);
		page_evidence(page, "date_modified", choice.modified->source);
	}
}
