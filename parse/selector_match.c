/* SPDX-License-Identifier: MIT */
/* selector_match.c - compiled selectors run over a page: sets of elements, one walk a step */
#include <assert.h>
#include <string.h>

#include "lib/ascii.h"
#include "parse/selector.h"
#include "parse/selector_code.h"
#include "parse/selector_index.h"

/* Each level of parentheses holds what its list has found so far and the selector at work. */
#define MOST_SETS (2 * (SELECTOR_MAX_DEPTH + 1))

struct selector_page {
	struct arena *arena;
	const struct dom *dom;
	uint64_t steps;
	bool *sets[MOST_SETS]; /* by node; each made when the stack first reaches it */
	bool *spare;           /* where moves write to */
	bool has_siblings, has_text;
	struct selector_siblings siblings;
	struct selector_text text;
};

struct selector_page *
selector_page_new(struct arena *arena, const struct dom *dom)
{
	struct selector_page *page = arena_alloc(arena, sizeof *page);
	page->arena = arena;
	page->dom = dom;
	page->spare = arena_alloc(arena, dom->n * sizeof *page->spare);
	return page;
}

/* ---- finding a text, a character a step ---- */

struct search {
	const struct selector_op *op;
	struct str text;
	size_t at, k; /* the next character; how much of the value ends before it */
};

/* Where the next occurrence begins; occurrences may overlap. */
static size_t
find_next(struct search *search)
{
	const struct selector_op *op = search->op;
	while (search->at < search->text.len) {
		char c = search->text.ptr[search->at++];
		c = op->nocase ? ascii_lower(c) : c;
		if (search->k == op->value.len)
			search->k = op->failure[search->k - 1];
		while (search->k > 0 && c != op->value.ptr[search->k])
			search->k = op->failure[search->k - 1];
		search->k += c == op->value.ptr[search->k];
		if (search->k == op->value.len)
			return search->at - search->k;
	}
	return STR_NOT_FOUND;
}

static bool
has_text(const struct selector_op *op, struct str text)
{
	struct search search = {op, text, 0, 0};
	return find_next(&search) != STR_NOT_FOUND;
}

/* ---- tests ---- */

static bool
equals(const struct selector_op *op, struct str text)
{
	return op->nocase ? str_eq_nocase(text, op->value) : str_eq(text, op->value);
}

static bool
has_token(const struct selector_op *op, struct str tokens)
{
	for (size_t i = 0; i < tokens.len; i++) {
		size_t from = i;
		while (i < tokens.len && !ascii_is_space(tokens.ptr[i]))
			i++;
		if (i > from && equals(op, str_slice(tokens, from, i)))
			return true;
	}
	return false;
}

static bool
fits(const struct selector_op *op, struct str text)
{
	size_t len = op->value.len;
	switch (op->match) {
	case SELECTOR_EXISTS:
		return true;
	case SELECTOR_EQUALS:
		return equals(op, text);
	case SELECTOR_HAS_TOKEN:
		return has_token(op, text);
	case SELECTOR_IS_LANGUAGE:
		return equals(op, text) || (text.len > len && text.ptr[len] == '-' &&
					       equals(op, str_slice(text, 0, len)));
	case SELECTOR_STARTS:
		return len > 0 && equals(op, str_slice(text, 0, len));
	case SELECTOR_ENDS:
		return len > 0 && len <= text.len &&
		       equals(op, str_slice(text, text.len - len, text.len));
	case SELECTOR_HAS_TEXT:
		return len > 0 && has_text(op, text);
	}
	return false;
}

/* Inside <svg> the parser gives some attributes capitals, which are no case for selectors. */
static bool
fits_attribute(struct selector_page *page, const struct selector_op *op, uint32_t i)
{
	const struct dom_node *node = &page->dom->nodes[i];
	page->steps += node->n_attributes;
	for (uint16_t j = 0; j < node->n_attributes; j++) {
		if (!str_eq_nocase(node->attributes[j].name, op->name))
			continue;
		page->steps += node->attributes[j].value.len;
		return fits(op, node->attributes[j].value);
	}
	return false;
}

static bool
fits_type(const struct dom_node *node, const struct selector_op *op)
{
	return node->tag == op->tag && (op->tag != TAG_OTHER || str_eq(node->text, op->name));
}

/* Whether the place is a * k + b for a k of 0, 1, 2 ... */
static bool
fits_nth(struct selector_page *page, const struct selector_op *op, uint32_t i)
{
	int64_t place = page->siblings.place[op->backwards][op->of_type][i];
	int64_t rest = place - op->b;
	return op->a == 0 ? rest == 0 : rest % op->a == 0 && rest / op->a >= 0;
}

/* Without elements and text; white space is none (Selectors 4). */
static bool
is_empty(struct selector_page *page, uint32_t i)
{
	const struct dom *dom = page->dom;
	for (uint32_t j = i + 1; j < dom->nodes[i].end; j++) {
		page->steps += dom->nodes[j].text.len;
		if (dom->nodes[j].tag != TAG_NONE || !str_is_blank(dom->nodes[j].text))
			return false;
	}
	return true;
}

static bool
passes(struct selector_page *page, const struct selector_op *op, uint32_t i)
{
	switch (op->code) {
	case SELECTOR_TYPE:
		return fits_type(&page->dom->nodes[i], op);
	case SELECTOR_ATTRIBUTE:
		return fits_attribute(page, op, i);
	case SELECTOR_NTH:
		return fits_nth(page, op, i);
	case SELECTOR_EMPTY:
		return is_empty(page, i);
	default:
		return i == 0; /* SELECTOR_ROOT */
	}
}

static void
test(struct selector_page *page, const struct selector_op *op, bool *set)
{
	for (uint32_t i = 0; i < page->dom->n; i++)
		if (set[i])
			set[i] = passes(page, op, i);
}

static void
test_scope(struct selector_page *page, const struct selector_nodes *scope, bool *set)
{
	uint32_t root[] = {0};
	struct selector_nodes only_root = {root, 1};
	scope = scope ? scope : &only_root;
	size_t next = 0;
	for (uint32_t i = 0; i < page->dom->n; i++) {
		bool in = next < scope->n && scope->items[next] == i;
		set[i] = set[i] && in;
		next += in;
	}
}

/* Nodes stand in the order of their texts, so one walk over the text serves them all. */
static void
test_contains(struct selector_page *page, const struct selector_op *op, bool *set)
{
	const struct selector_text *text = &page->text;
	struct search search = {op, text->text, 0, 0};
	size_t found = find_next(&search);
	page->steps += text->text.len;
	for (uint32_t i = 0; i < page->dom->n; i++) {
		while (found != STR_NOT_FOUND && found < text->at[i])
			found = find_next(&search);
		set[i] = set[i] && found != STR_NOT_FOUND &&
			 found + op->value.len <= text->at[page->dom->nodes[i].end];
	}
}

/* ---- moves ---- */

/* To descendants or children: what stands before in the page decides what comes after. */
static void
move_down(const struct dom *dom, const bool *from, bool *to, bool far)
{
	to[0] = false;
	for (uint32_t i = 1; i < dom->n; i++) {
		uint32_t parent = dom->nodes[i].parent;
		to[i] = dom->nodes[i].tag != TAG_NONE && (from[parent] || (far && to[parent]));
	}
}

static void
move_up(const struct dom *dom, const bool *from, bool *to, bool far)
{
	memset(to, 0, dom->n * sizeof *to);
	for (uint32_t i = dom->n; i-- > 1;)
		if (from[i] || (far && to[i]))
			to[dom->nodes[i].parent] = true;
}

static void
move_after(const struct selector_page *page, const bool *from, bool *to, bool far)
{
	for (uint32_t i = 0; i < page->dom->n; i++) {
		bool element = page->dom->nodes[i].tag != TAG_NONE;
		uint32_t before = element ? page->siblings.previous[i] : DOM_NONE;
		to[i] = before != DOM_NONE && (from[before] || (far && to[before]));
	}
}

static void
move_before(const struct selector_page *page, const bool *from, bool *to, bool far)
{
	memset(to, 0, page->dom->n * sizeof *to);
	for (uint32_t i = page->dom->n; i-- > 0;)
		if ((from[i] || (far && to[i])) && page->siblings.previous[i] != DOM_NONE)
			to[page->siblings.previous[i]] = true;
}

static void
move(struct selector_page *page, enum selector_code code, bool **set)
{
	const bool *from = *set;
	bool *to = page->spare;
	if (code == SELECTOR_DESCENDANTS || code == SELECTOR_CHILDREN)
		move_down(page->dom, from, to, code == SELECTOR_DESCENDANTS);
	else if (code == SELECTOR_ANCESTORS || code == SELECTOR_PARENTS)
		move_up(page->dom, from, to, code == SELECTOR_ANCESTORS);
	else if (code == SELECTOR_NEXT || code == SELECTOR_FOLLOWING)
		move_after(page, from, to, code == SELECTOR_FOLLOWING);
	else
		move_before(page, from, to, code == SELECTOR_PRECEDING);
	page->spare = *set;
	*set = to;
}

/* ---- the stack of sets ---- */

static void
merge(const struct dom *dom, enum selector_code code, bool *below, const bool *top)
{
	for (uint32_t i = 0; i < dom->n; i++) {
		if (code == SELECTOR_OR)
			below[i] = below[i] || top[i];
		else
			below[i] = below[i] && top[i] == (code == SELECTOR_AND);
	}
}

static void
fill(struct selector_page *page, bool **set)
{
	if (!*set)
		*set = arena_alloc(page->arena, page->dom->n * sizeof **set);
	for (uint32_t i = 0; i < page->dom->n; i++)
		(*set)[i] = page->dom->nodes[i].tag != TAG_NONE;
}

/* Makes what the step needs to know of the page. */
static void
prepare(struct selector_page *page, enum selector_code code)
{
	bool siblings = code == SELECTOR_NTH || code == SELECTOR_NEXT ||
			code == SELECTOR_FOLLOWING || code == SELECTOR_PREVIOUS ||
			code == SELECTOR_PRECEDING;
	if (siblings && !page->has_siblings) {
		selector_siblings_build(&page->siblings, page->arena, page->dom);
		page->has_siblings = true;
	}
	if (code == SELECTOR_CONTAINS && !page->has_text) {
		selector_text_build(&page->text, page->arena, page->dom);
		page->has_text = true;
	}
}

static void
step(struct selector_page *page, const struct selector_op *op, const struct selector_nodes *scope,
    bool **set)
{
	prepare(page, op->code);
	if (op->code >= SELECTOR_DESCENDANTS && op->code <= SELECTOR_PRECEDING)
		move(page, op->code, set);
	else if (op->code == SELECTOR_SCOPE)
		test_scope(page, scope, *set);
	else if (op->code == SELECTOR_CONTAINS)
		test_contains(page, op, *set);
	else
		test(page, op, *set);
}

static void
collect(struct selector_page *page, const bool *set, struct selector_nodes *found)
{
	for (uint32_t i = 0; i < page->dom->n; i++)
		if (set[i])
			*ARENA_PUSH(page->arena, found) = i;
}

bool
selector_find(const struct selector *selector, struct selector_page *page,
    const struct selector_nodes *scope, struct selector_nodes *found)
{
	size_t n = 0; /* sets on the stack */
	*found = (struct selector_nodes){NULL, 0};
	for (size_t i = 0; i < selector->ops.n; i++) {
		const struct selector_op *op = &selector->ops.items[i];
		page->steps += page->dom->n;
		if (page->steps > SELECTOR_MAX_STEPS)
			return false;
		if (op->code == SELECTOR_ALL) {
			assert(n < MOST_SETS);
			fill(page, &page->sets[n++]);
		} else if (op->code <= SELECTOR_WITHOUT) {
			n--;
			merge(page->dom, op->code, page->sets[n - 1], page->sets[n]);
		} else {
			step(page, op, scope, &page->sets[n - 1]);
		}
	}
	assert(n == 1);
	collect(page, page->sets[0], found);
	return true;
}

size_t
selector_nodes_at(const struct selector_nodes *nodes, uint32_t from)
{
	size_t low = 0, high = nodes->n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (nodes->items[middle] < from)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
