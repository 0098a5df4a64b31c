/* SPDX-License-Identifier: MIT */
/* dateline.c - when the article was published and modified */
#include "parse/dateline.h"

#include "lib/ascii.h"
#include "parse/date.h"

struct dates {
	struct date published, modified;
	const char *published_from, *modified_from;
	bool labelled; /* the page says of the published one that it is */
};

static void
take_date(struct dates *dates, const struct date *date, enum date_label label, const char *source)
{
	if (label == DATE_OF_PERSON)
		return;
	if (label == DATE_MODIFIED && !dates->modified_from) {
		dates->modified = *date;
		dates->modified_from = source;
	} else if (label != DATE_MODIFIED && !dates->published_from) {
		dates->published = *date;
		dates->published_from = source;
		dates->labelled = label == DATE_PUBLISHED;
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
		if (!byline_may_be(page, segment) || !date_find(rest, context, &found))
			continue;
		take_date(dates, &found.date, found.label, "byline");
		struct date_found next;
		for (rest = str_slice(rest, found.to, rest.len); date_find(rest, context, &next);
		     rest = str_slice(rest, next.to, rest.len))
			take_date(dates, &next.date, next.label, "byline");
		/* A line that is little but a date is part of the byline, not of the article. */
		if (found.to - found.from > segment->text.len / 4 ||
		    (found.from == 0 && segment->all.sentences == 0))
			byline_mark(page, i, i + 1);
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
		    fact->field == FACT_MODIFIED ? DATE_MODIFIED : DATE_UNLABELLED, fact->source);
	}
}

/* Where neither the head nor the byline knows, a line that is called a date does, or that says what
 * was done on it ("Published on"). */
static void
dates_of_hints(struct page *page, const struct date_context *context, struct dates *dates)
{
	for (size_t i = 0; i < page->segments.n && !dates->published_from; i++) {
		const struct segment *segment = &page->segments.items[i];
		uint32_t hints = page->hints.inherited[segment->block];
		bool hinted = (hints & (HINT_DATE | HINT_META | HINT_BYLINE)) != 0;
		struct date_found found;
		if (!(hints & HINT_RELATED) && byline_may_be(page, segment) &&
		    date_find(segment->text, context, &found) &&
		    (hinted || found.label != DATE_UNLABELLED))
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
		if (!(hints & HINT_RELATED) && byline_may_be(page, segment) &&
		    date_read(segment->text, context, &date))
			take_date(dates, &date, DATE_UNLABELLED, "line");
	}
}

/* /2025/12/17/ or 2025-12-17 in the address. */
static bool
read_url(const struct page *page, const struct date_context *context, struct date *date)
{
	struct str url = page->url;
	for (size_t i = 0; i + 10 <= url.len; i++) {
		struct str day = arena_copy(page->arena, str_slice(url, i, i + 10));
		if ((i > 0 && ascii_is_digit(url.ptr[i - 1])) || !ascii_is_digit(day.ptr[0]))
			continue;
		if (day.ptr[4] == day.ptr[7] && (day.ptr[4] == '/' || day.ptr[4] == '-') &&
		    date_read(day, context, date))
			return true;
	}
	return false;
}

static bool
same_day(const struct date *a, const struct date *b)
{
	return a->year == b->year && a->month == b->month && a->day == b->day;
}

/*
 * Whether the day that the page shows beside its title is better than what its head states. Content
 * systems state when they wrote the page out or moved it: then the stated day is that of the last
 * change, or later than what readers are told.  An older stated day is believed: what is shown may
 * be a revision without the word.
 */
static bool
is_shown_better(const struct dates *stated, const struct dates *shown)
{
	if (!stated->published_from || !shown->published_from ||
	    same_day(&stated->published, &shown->published))
		return false;
	if (shown->labelled)
		return true;
	return date_compare(&shown->published, &stated->published) < 0;
}

/*
 * An address has the day of the site's own zone, and keeps it when the article changes.  A stated
 * day after it is that of UTC, when it is the next one, or that of the last change.
 */
static void
weigh_url(struct page *page, const struct date_context *context, struct dates *dates)
{
	struct date date;
	if (!read_url(page, context, &date))
		return;
	if (dates->published_from) {
		struct date next = dates->published;
		bool changed = dates->modified_from && same_day(&next, &dates->modified);
		next.has_time = false;
		if (dates->labelled || date_compare(&date, &next) >= 0 ||
		    !(changed || date_days_between(&date, &next) == 1))
			return;
		dates->published_from = NULL;
	}
	take_date(dates, &date, DATE_UNLABELLED, "url");
}

void
dateline_find(struct page *page, const struct bylines *bylines)
{
	struct dates dates = {0};
	struct date_context context = {page->article->language, page->now};
	dates_of_facts(page, &context, &dates);
	struct dates shown = {0};
	/* What stands before the title may be of another article: it comes last. */
	struct window before = bylines->at_title, after = bylines->at_title;
	if (page->title_at != PAGE_NONE && page->title_at < after.to)
		before.to = after.from = page->title_at;
	else
		before.to = before.from;
	dates_of_times(page, after, &context, &shown);
	dates_of_window(page, after, &context, &shown);
	dates_of_times(page, before, &context, &shown);
	dates_of_window(page, before, &context, &shown);
	if (is_shown_better(&dates, &shown)) {
		dates.published_from = NULL;
	}
	if (shown.published_from)
		take_date(&dates, &shown.published,
		    shown.labelled ? DATE_PUBLISHED : DATE_UNLABELLED, shown.published_from);
	if (shown.modified_from)
		take_date(&dates, &shown.modified, DATE_MODIFIED, shown.modified_from);
	if (!dates.published_from)
		dates_of_window(page, bylines->at_end, &context, &dates);
	if (!dates.published_from)
		dates_of_hints(page, &context, &dates);
	weigh_url(page, &context, &dates);
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
