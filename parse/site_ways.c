/* SPDX-License-Identifier: MIT */
/* site_ways.c - selectors that might find an element on every page of its site, the firmest first
 */
#include "parse/site_ways.h"

#include "lib/ascii.h"
#include "parse/site_names.h"
#include "parse/text.h"

#define MOST_WAYS    1500 /* of one field: more are no better */
#define MOST_NAMES   6    /* classes of one element that are looked at */
#define MOST_ABOVE   7    /* ancestors that a selector may begin with */
#define LONGEST_WORD 60   /* of an attribute */
#define FIRM_COST    4    /* what an ancestor may cost */
#define PLACE_COST   30
#define PLAIN_COST   9  /* a tag that says nothing: div, p, span; below something that does */
#define LONE_COST    16 /* the same, wherever it stands */

static const struct {
	enum tag tag;
	int cost;
} telling_tags[] = {{TAG_H1, 2}, {TAG_TIME, 3}, {TAG_ARTICLE, 3}, {TAG_MAIN, 3}, {TAG_ADDRESS, 4},
    {TAG_FIGURE, 5}, {TAG_H2, 6}, {TAG_H3, 6}, {TAG_BODY, 15}};

/* Attributes whose values are words of a standard. */
static const struct {
	const char *name;
	enum tag tag; /* only of this; TAG_NONE: any */
	int cost;
} telling_attributes[] = {{"itemprop", TAG_NONE, 1}, {"property", TAG_META, 1},
    {"name", TAG_META, 1}, {"rel", TAG_A, 2}, {"rel", TAG_LINK, 2}, {"role", TAG_NONE, 5}};

/* Of `rel`, those that say how to treat a link and not what it is. */
static const struct str treatments[] = {STR_INIT("nofollow"), STR_INIT("noopener"),
    STR_INIT("noreferrer"), STR_INIT("external"), STR_INIT("ugc"), STR_INIT("sponsored")};

static bool
has_way(const struct site_ways *ways, struct str selector)
{
	for (size_t i = 0; i < ways->n; i++)
		if (str_eq(ways->items[i].selector, selector))
			return true;
	return false;
}

static void
add(struct site_ways *ways, struct arena *arena, struct str selector, int cost)
{
	if (ways->n < MOST_WAYS && !has_way(ways, selector))
		*ARENA_PUSH(arena, ways) = (struct site_way){selector, cost};
}

/* The name of the element; absent when it is not one that selectors can have as it stands. */
static struct str
name_of(const struct dom *dom, uint32_t node)
{
	const struct dom_node *element = &dom->nodes[node];
	if (element->tag != TAG_OTHER)
		return tag_name(element->tag);
	bool plain = element->text.len > 0;
	for (size_t i = 0; i < element->text.len; i++)
		plain = plain && (ascii_is_alpha(element->text.ptr[i]) ||
				     (i > 0 && element->text.ptr[i] == '-'));
	return plain ? element->text : (struct str){NULL, 0};
}

static int
tag_cost(enum tag tag)
{
	for (size_t i = 0; i < sizeof telling_tags / sizeof *telling_tags; i++)
		if (telling_tags[i].tag == tag)
			return telling_tags[i].cost;
	return PLAIN_COST;
}

static void
add_names(struct site_ways *own, struct arena *arena, const struct dom *dom, uint32_t node)
{
	struct str id = str_trim(dom_attribute(dom, node, "id"));
	struct str classes = text_fold(arena, dom_attribute(dom, node, "class"));
	struct str tag = name_of(dom, node);
	enum site_name name = site_name_judge(id);
	if (name != SITE_NAME_MADE)
		add(own, arena, arena_printf(arena, "#%.*s", STR_ARGS(id)),
		    name == SITE_NAME_GIVEN ? 1 : 3);
	for (int i = 0; i < MOST_NAMES && classes.len > 0; i++) {
		struct str class = str_cut(&classes, ' ');
		name = site_name_judge(class);
		int cost = name == SITE_NAME_GIVEN ? 2 : 7;
		if (name == SITE_NAME_MADE)
			continue;
		add(own, arena, arena_printf(arena, ".%.*s", STR_ARGS(class)), cost);
		if (tag.len > 0)
			add(own, arena,
			    arena_printf(arena, "%.*s.%.*s", STR_ARGS(tag), STR_ARGS(class)),
			    cost + 1);
	}
}

/* A value that needs no escapes. */
static bool
is_word(struct str value)
{
	for (size_t i = 0; i < value.len; i++)
		if (!ascii_is_alnum(value.ptr[i]) && value.ptr[i] != ':' && value.ptr[i] != '.' &&
		    value.ptr[i] != '_' && value.ptr[i] != '-')
			return false;
	for (size_t i = 0; i < sizeof treatments / sizeof *treatments; i++)
		if (str_eq_nocase(value, treatments[i]))
			return false;
	return value.len > 0 && value.len <= LONGEST_WORD;
}

static void
add_attributes(struct site_ways *own, struct arena *arena, const struct dom *dom, uint32_t node)
{
	struct str tag = name_of(dom, node);
	for (size_t i = 0; i < sizeof telling_attributes / sizeof *telling_attributes; i++) {
		const char *name = telling_attributes[i].name;
		enum tag only = telling_attributes[i].tag;
		struct str value = dom_attribute(dom, node, name);
		if ((only == TAG_NONE || only == dom->nodes[node].tag) && is_word(value))
			add(own, arena,
			    arena_printf(
				arena, "%.*s[%s=\"%.*s\"]", STR_ARGS(tag), name, STR_ARGS(value)),
			    telling_attributes[i].cost);
	}
}

/* What the element itself offers. */
static void
own_ways(struct site_ways *own, struct arena *arena, const struct dom *dom, uint32_t node)
{
	add_names(own, arena, dom, node);
	add_attributes(own, arena, dom, node);
	struct str tag = name_of(dom, node);
	if (tag.len > 0)
		add(own, arena, tag, tag_cost(dom->nodes[node].tag));
}

static int
place_of_type(const struct dom *dom, uint32_t node)
{
	int place = 1;
	uint32_t parent = dom_parent(dom, node);
	for (uint32_t i = dom_first_child(dom, parent); i != DOM_NONE && i != node;
	     i = dom_next_sibling(dom, i))
		place += dom->nodes[i].tag == dom->nodes[node].tag;
	return place;
}

/* Below an ancestor: anywhere, and for a parent right below. */
static void
add_below(struct site_ways *ways, struct arena *arena, const struct dom *dom, uint32_t node,
    const struct site_ways *own, uint32_t above)
{
	struct site_ways theirs = {NULL, 0};
	bool is_parent = above == dom_parent(dom, node);
	struct str tag = name_of(dom, node);
	own_ways(&theirs, arena, dom, above);
	for (size_t i = 0; i < theirs.n; i++) {
		const struct site_way *their = &theirs.items[i];
		if (their->cost > FIRM_COST)
			continue;
		for (size_t j = 0; j < own->n; j++) {
			const struct site_way *way = &own->items[j];
			add(ways, arena,
			    arena_printf(arena, "%.*s %.*s", STR_ARGS(their->selector),
				STR_ARGS(way->selector)),
			    their->cost + way->cost + 2);
			if (is_parent)
				add(ways, arena,
				    arena_printf(arena, "%.*s > %.*s", STR_ARGS(their->selector),
					STR_ARGS(way->selector)),
				    their->cost + way->cost + 3);
		}
		if (is_parent && tag.len > 0 && dom->nodes[node].tag != TAG_OTHER)
			add(ways, arena,
			    arena_printf(arena, "%.*s > %.*s:nth-of-type(%d)",
				STR_ARGS(their->selector), STR_ARGS(tag), place_of_type(dom, node)),
			    their->cost + PLACE_COST);
	}
}

void
site_ways_add(struct site_ways *ways, struct arena *arena, const struct dom *dom, uint32_t node)
{
	struct site_ways own = {NULL, 0};
	own_ways(&own, arena, dom, node);
	for (size_t i = 0; i < own.n; i++)
		add(ways, arena, own.items[i].selector,
		    own.items[i].cost < PLAIN_COST ? own.items[i].cost : LONE_COST);
	uint32_t above = dom_parent(dom, node);
	for (int i = 0; i < MOST_ABOVE && above != DOM_NONE && above != 0; i++) {
		add_below(ways, arena, dom, node, &own, above);
		above = dom_parent(dom, above);
	}
}

/* By insertion: they come nearly sorted, and the order of equals must stay. */
void
site_ways_sort(struct site_ways *ways)
{
	for (size_t i = 1; i < ways->n; i++) {
		struct site_way way = ways->items[i];
		size_t at = i;
		for (; at > 0 && ways->items[at - 1].cost > way.cost; at--)
			ways->items[at] = ways->items[at - 1];
		ways->items[at] = way;
	}
}
