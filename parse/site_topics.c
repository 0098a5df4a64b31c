/* SPDX-License-Identifier: MIT */
/* site_topics.c - what a proposed profile is about: fields, their keys, and when two are the same
 */
#include "parse/site_topics.h"

#include <stddef.h>

#include "parse/compare.h"

#define SAME_SHARE                                                                                 \
	0.9 /* of characters of a body, of teasers: the rest may be a caption, a button */
#define NONE OVERRULE_N_KEYS

static const struct str nothing = {NULL, 0};

/* ---- texts ---- */

static struct str
text_of(const struct site_topic *topic, const struct article *article)
{
	return *(const struct str *)((const char *)article + topic->offset);
}

static struct str
sample_text(const struct site_topic *topic, struct arena *arena, const struct article *article)
{
	(void)arena;
	return text_of(topic, article);
}

static bool
same_text(const struct site_topic *topic, struct arena *arena, const struct article *a,
    const struct article *b)
{
	(void)arena;
	return str_eq(text_of(topic, a), text_of(topic, b));
}

/* ---- authors ---- */

static struct str
sample_authors(const struct site_topic *topic, struct arena *arena, const struct article *article)
{
	struct str names = nothing;
	(void)topic;
	for (size_t i = 0; i < article->authors.n; i++)
		names = arena_printf(arena, "%.*s%s%.*s", STR_ARGS(names), i > 0 ? ", " : "",
		    STR_ARGS(article->authors.items[i].name));
	return names;
}

static bool
same_authors(const struct site_topic *topic, struct arena *arena, const struct article *a,
    const struct article *b)
{
	return str_eq(sample_authors(topic, arena, a), sample_authors(topic, arena, b));
}

/* ---- body ---- */

static struct str
sample_body(const struct site_topic *topic, struct arena *arena, const struct article *article)
{
	(void)topic;
	(void)arena;
	for (size_t i = 0; i < article->blocks.n; i++)
		if (article->blocks.items[i].text.len > 0)
			return article->blocks.items[i].text;
	return nothing;
}

static size_t
body_bytes(const struct block_list *blocks)
{
	size_t bytes = 0;
	for (size_t i = 0; i < blocks->n; i++)
		bytes += blocks->items[i].text.len;
	return bytes;
}

/* Bytes of the blocks that both have, in their order as far as it is the same. */
static size_t
common_bytes(const struct block_list *a, const struct block_list *b)
{
	size_t bytes = 0, at = 0;
	for (size_t i = 0; i < a->n; i++) {
		size_t j = a->items[i].text.len > 0 ? at : b->n; /* figures, tables */
		while (j < b->n && !str_eq(a->items[i].text, b->items[j].text))
			j++;
		if (j == b->n)
			continue;
		bytes += a->items[i].text.len;
		at = j + 1;
	}
	return bytes;
}

static bool
is_most(size_t common, size_t a, size_t b)
{
	return 2.0 * (double)common >= SAME_SHARE * (double)(a + b);
}

static bool
same_body(const struct site_topic *topic, struct arena *arena, const struct article *a,
    const struct article *b)
{
	(void)topic;
	(void)arena;
	return is_most(
	    common_bytes(&a->blocks, &b->blocks), body_bytes(&a->blocks), body_bytes(&b->blocks));
}

/* ---- related ---- */

static struct str
sample_related(const struct site_topic *topic, struct arena *arena, const struct article *article)
{
	(void)topic;
	if (article->related.n == 0)
		return nothing;
	return arena_printf(arena, "%zu, the first: %.*s", article->related.n,
	    STR_ARGS(article->related.items[0].title));
}

/* The same article, and its teaser where there was one. */
static bool
same_item(struct arena *arena, const struct related *a, const struct related *b)
{
	return str_eq(a->url, b->url) && compare_same(arena, a->title, b->title) &&
	       (!a->teaser.ptr || b->teaser.ptr);
}

static bool
same_related(const struct site_topic *topic, struct arena *arena, const struct article *a,
    const struct article *b)
{
	size_t common = 0;
	(void)topic;
	for (size_t i = 0; i < a->related.n; i++) {
		size_t j = 0;
		while (j < b->related.n &&
		       !same_item(arena, &a->related.items[i], &b->related.items[j]))
			j++;
		common += j < b->related.n;
	}
	return is_most(common, a->related.n, b->related.n);
}

#define TEXT(name, key)                                                                            \
	{                                                                                          \
#name, {key, NONE, NONE }, offsetof(struct article, name), sample_text, same_text  \
	}
const struct site_topic site_topics[SITE_N_TOPICS] = {
    TEXT(title, OVERRULE_TITLE),
    {"authors", {OVERRULE_AUTHORS, NONE, NONE}, 0, sample_authors, same_authors},
    TEXT(date_published, OVERRULE_DATE_PUBLISHED),
    TEXT(date_modified, OVERRULE_DATE_MODIFIED),
    {"body", {OVERRULE_BODY, OVERRULE_REMOVE, NONE}, 0, sample_body, same_body},
    {"related", {OVERRULE_RELATED_ITEM, OVERRULE_RELATED_TITLE, OVERRULE_RELATED_TEASER}, 0,
	sample_related, same_related},
    TEXT(next_page, OVERRULE_NEXT_PAGE),
    TEXT(site_name, OVERRULE_SITE_NAME),
    TEXT(description, OVERRULE_DESCRIPTION),
    TEXT(image, OVERRULE_IMAGE),
};
#undef TEXT

struct str
site_topic_source(const struct site_topic *topic, const struct article *article)
{
	struct str source = STR("");
	for (size_t i = 0; i < article->evidence.n; i++)
		if (str_eq(article->evidence.items[i].field, str_from(topic->name)))
			source = article->evidence.items[i].source; /* the last word counts */
	return source;
}
