/* SPDX-License-Identifier: MIT */
/* site_draft.c - a proposed profile as a file, with the evidence in its comments */
#include "parse/site_draft.h"

#include <string.h>

#include "lib/unicode.h"

#define SHOWN_POINTS 60   /* of a value in a comment */
#define MOST_POINTS  1500 /* of one that a test could have: a line is 8 KiB at most */

struct draft {
	const struct site_pages *pages;
	const struct site_proposals *proposals;
	const struct site_proof *proof;
	struct arena *arena;
	struct io_out *out;
};

#define PRINT(draft, ...) io_out_add((draft)->out, arena_printf((draft)->arena, __VA_ARGS__))

/* One line, without what could steer a terminal. */
static struct str
shortened(struct arena *arena, struct str text, size_t n_points)
{
	struct str head = unicode_prefix(text, n_points);
	char *line = arena_take(arena, head.len + 3);
	for (size_t i = 0; i < head.len; i++) {
		unsigned char c = (unsigned char)head.ptr[i];
		line[i] = c < 0x20 || c == 0x7F ? ' ' : (char)c;
	}
	if (head.len == text.len)
		return (struct str){line, head.len};
	memcpy(line + head.len, "\xe2\x80\xa6", 3);
	return (struct str){line, head.len + 3};
}

static struct str
shown(struct arena *arena, struct str text)
{
	return shortened(arena, text, SHOWN_POINTS);
}

static bool
is_host_new(const struct site_pages *pages, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (str_eq(pages->items[i].page->url->host, pages->items[at].page->url->host))
			return false;
	return true;
}

static void
write_head(const struct draft *draft)
{
	PRINT(draft, "; Proposed by winnow-site new from %zu page%s. Read it before you use it:\n",
	    draft->pages->n, draft->pages->n == 1 ? "" : "s");
	for (size_t i = 0; i < draft->pages->n; i++)
		PRINT(draft, ";     %.*s\n",
		    STR_ARGS(shown(draft->arena, draft->pages->items[i].page->url->href)));
	PRINT(draft,
	    "; Above each key stands what winnow finds without a profile and how it knows,\n"
	    "; and on how many of the pages that have it this profile gives the same.\n"
	    "; winnow-profile(5) has the other sections: [fetch], [scope], [normalize].\n"
	    "\n[site]\nhosts =");
	for (size_t i = 0; i < draft->pages->n; i++)
		if (is_host_new(draft->pages, i))
			PRINT(draft, " %.*s", STR_ARGS(draft->pages->items[i].page->url->host));
	PRINT(draft, "\n\n[parse]\n");
}

/* "title: "Why backs hurt" (h1)": of the first page that has one. */
static bool
write_sample(const struct draft *draft, const struct site_topic *topic)
{
	for (size_t i = 0; i < draft->pages->n; i++) {
		const struct article *article = draft->pages->items[i].page->article;
		struct str sample = topic->sample(topic, draft->arena, article);
		struct str source = site_topic_source(topic, article);
		if (!sample.ptr)
			continue;
		PRINT(draft, "; %s: %.*s", topic->name, STR_ARGS(shown(draft->arena, sample)));
		if (source.len > 0)
			PRINT(draft, " (%.*s)", STR_ARGS(source));
		PRINT(draft, "\n");
		return true;
	}
	return false;
}

/* What was tried and changed something else on a page is worth a look. */
static void
write_dropped(const struct draft *draft, const struct site_topic *topic)
{
	for (size_t i = 0; i < draft->proposals->n; i++) {
		const struct site_proposal *proposal = &draft->proposals->items[i];
		for (int j = 0; j < SITE_TOPIC_KEYS; j++)
			if (proposal->dropped && proposal->key == topic->keys[j])
				PRINT(draft, "; not the same with: %.*s = %.*s\n",
				    STR_ARGS(overrule_keys[proposal->key].name),
				    STR_ARGS(proposal->selector));
	}
}

/* The values of one key; true when there is one. */
static bool
write_key(const struct draft *draft, enum overrule_key key)
{
	bool any = false;
	for (size_t i = 0; i < draft->proposals->n; i++) {
		const struct site_proposal *proposal = &draft->proposals->items[i];
		if (proposal->key != key || proposal->dropped)
			continue;
		if (overrule_keys[key].item == OVERRULE_N_KEYS)
			PRINT(draft, "; finds at most %zu element%s a page\n", proposal->n_matches,
			    proposal->n_matches == 1 ? "" : "s");
		PRINT(draft, "%.*s = %.*s\n", STR_ARGS(overrule_keys[key].name),
		    STR_ARGS(proposal->selector));
		any = true;
	}
	return any;
}

static void
write_topic(const struct draft *draft, int at)
{
	const struct site_topic *topic = &site_topics[at];
	struct str name = overrule_keys[topic->keys[0]].name;
	bool any = false;
	if (!write_sample(draft, topic)) {
		PRINT(draft, "; %s: on none of the pages\n;%.*s =\n", topic->name, STR_ARGS(name));
		return;
	}
	PRINT(
	    draft, "; the same on %zu of %zu\n", draft->proof->same[at], draft->proof->wanted[at]);
	for (int i = 0; i < SITE_TOPIC_KEYS; i++)
		if (topic->keys[i] != OVERRULE_N_KEYS)
			any = write_key(draft, topic->keys[i]) || any;
	write_dropped(draft, topic);
	if (!any)
		PRINT(draft, "; no selector gives it on all pages\n;%.*s =\n", STR_ARGS(name));
}

/* What a test of a stored page could say, commented out: whoever reads the page knows better. */
static void
write_test(const struct draft *draft, size_t at)
{
	const struct site_page *page = &draft->pages->items[at];
	const struct article *article = page->page->article;
	struct arena *arena = draft->arena;
	const struct {
		const char *key;
		struct str value;
	} lines[] = {
	    {"page", page->source},
	    {"url", page->page->url->href},
	    {"title", article->title},
	    {"authors", site_topics[1].sample(&site_topics[1], arena, article)},
	    {"date_published", article->date_published},
	    {"page_kind", article->page_kind},
	};
	PRINT(draft, ";[test page-%zu]\n", at + 1);
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		PRINT(draft, ";%s = %.*s\n", lines[i].key,
		    STR_ARGS(shortened(arena, lines[i].value, MOST_POINTS)));
	PRINT(draft, ";related = %zu\n", article->related.n);
}

void
site_draft_write(const struct site_pages *pages, const struct site_proposals *proposals,
    const struct site_proof *proof, struct io_out *out)
{
	const struct draft draft = {pages, proposals, proof, pages->arena, out};
	write_head(&draft);
	for (int i = 0; i < SITE_N_TOPICS; i++)
		write_topic(&draft, i);
	PRINT(&draft,
	    "\n; Store the pages beside the profile and take the ';' off, once the values\n"
	    "; are what a reader would say; winnow-site check tries them.\n");
	for (size_t i = 0; i < pages->n; i++)
		write_test(&draft, i);
	io_out_commit(out);
}
