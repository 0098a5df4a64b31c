/* SPDX-License-Identifier: MIT */
/* segment.c - a page cut into its lines of text: the unit that every finder works on */
#include "parse/segment.h"

#include "lib/ascii.h"
#include "parse/text.h"

/* A line this short that is wholly bold before a <br> is a heading of its own. */
#define BOLD_LINE_CHARS 60

/* A line this short is a button with its count or label if two fifths of it are one. */
#define BUTTON_LINE_CHARS 30

struct cutter {
	const struct dom *dom;
	struct arena *arena;
	struct segment_list *list;
	/* the segment being built */
	struct text text;
	uint32_t from, to;
	uint32_t link_chars, button_chars, bold_chars, n_links, chars;
	bool preformatted, after_break;
	int n_breaks; /* <br> since the last character */
	/* where the walk is */
	uint32_t block, button_end, link_end, bold_end, pre_end, quote_end, list_end, table_end,
	    caption_end;
	int heading;
	uint32_t heading_end;
};

static void
start(struct cutter *cut)
{
	text_init(&cut->text, cut->arena);
	cut->from = cut->to = DOM_NONE;
	cut->link_chars = cut->button_chars = cut->bold_chars = cut->n_links = cut->chars = 0;
}

static struct segment *
push(struct cutter *cut, uint32_t from, uint32_t to, enum tag tag)
{
	struct segment *segment = ARENA_PUSH(cut->arena, cut->list);
	segment->from = from;
	segment->to = to;
	segment->block = cut->block;
	segment->tag = tag;
	segment->heading = from < cut->heading_end ? cut->heading : 0;
	segment->hidden = cut->dom->nodes[from].hidden;
	segment->preformatted = from < cut->pre_end;
	segment->in_list = from < cut->list_end;
	segment->in_quote = from < cut->quote_end;
	segment->in_table = from < cut->table_end;
	segment->in_caption = from < cut->caption_end;
	segment->breaks_before = cut->after_break;
	return segment;
}

static void
flush(struct cutter *cut, bool at_break)
{
	struct str text = text_done(&cut->text);
	if (cut->chars > 0) {
		struct segment *segment =
		    push(cut, cut->from, cut->to, cut->dom->nodes[cut->block].tag);
		segment->text = text;
		segment->all = measure_of(text);
		segment->link_chars = cut->link_chars;
		segment->is_button =
		    cut->button_chars == cut->chars ||
		    (cut->chars <= BUTTON_LINE_CHARS && 5 * cut->button_chars >= 2 * cut->chars);
		segment->bold_chars = cut->bold_chars;
		segment->n_links = cut->n_links;
	}
	cut->after_break = at_break;
	cut->n_breaks = 0;
	start(cut);
}

/* U+3000 twice, or no-break and em spaces twice: the indent of a Chinese paragraph. */
static bool
is_indented(struct str text)
{
	static const struct str spaces[] = {
	    STR_INIT("\xE3\x80\x80"), STR_INIT("\xC2\xA0"), STR_INIT("\xE2\x80\x83")};
	int n = 0;
	while (text.len > 0 && ascii_is_space(text.ptr[0]))
		text = str_slice(text, 1, text.len);
	for (size_t i = 0; i < sizeof spaces / sizeof *spaces;) {
		if (str_starts(text, spaces[i])) {
			text = str_slice(text, spaces[i].len, text.len);
			n++;
			i = 0;
		} else {
			i++;
		}
	}
	return n >= 2;
}

static void
add_text(struct cutter *cut, uint32_t at)
{
	struct str raw = cut->dom->nodes[at].text;
	uint32_t chars = measure_chars(raw);
	if (cut->n_breaks > 0 && chars > 0) {
		bool bold = cut->chars <= BOLD_LINE_CHARS && cut->bold_chars == cut->chars;
		if (cut->n_breaks > 1 || is_indented(raw) || bold)
			flush(cut, true);
		else
			text_break(&cut->text);
		cut->n_breaks = 0;
	}
	if (at < cut->pre_end)
		text_add_raw(&cut->text, raw);
	else
		text_add(&cut->text, raw);
	if (chars == 0)
		return;
	if (cut->from == DOM_NONE)
		cut->from = at;
	cut->to = at + 1;
	cut->chars += chars;
	cut->link_chars += at < cut->link_end ? chars : 0;
	cut->button_chars += at < cut->button_end ? chars : 0;
	cut->bold_chars += at < cut->bold_end ? chars : 0;
}

static bool
leads_nowhere(struct str href)
{
	href = str_trim(href);
	return str_eq(href, STR("#")) || str_starts_nocase(href, STR("javascript:"));
}

static void
enter_inline(struct cutter *cut, uint32_t at)
{
	const struct dom_node *node = &cut->dom->nodes[at];
	switch (node->tag) {
	case TAG_A:
		if (dom_attribute(cut->dom, at, "href").ptr && at >= cut->link_end) {
			cut->link_end = node->end;
			cut->n_links++;
		}
		if (leads_nowhere(dom_attribute(cut->dom, at, "href")))
			cut->button_end = node->end;
		break;
	case TAG_BUTTON:
		cut->button_end = node->end;
		break;
	case TAG_B:
	case TAG_STRONG:
		if (node->end > cut->bold_end)
			cut->bold_end = node->end;
		break;
	default:
		break;
	}
}

static void
enter_block(struct cutter *cut, uint32_t at)
{
	const struct dom_node *node = &cut->dom->nodes[at];
	flush(cut, false);
	cut->block = at;
	if (tag_heading_level(node->tag) && at >= cut->heading_end) {
		cut->heading = tag_heading_level(node->tag);
		cut->heading_end = node->end;
	}
	uint32_t *ends[] = {[0] = node->tag == TAG_PRE ? &cut->pre_end : NULL,
	    [1] = node->tag == TAG_BLOCKQUOTE ? &cut->quote_end : NULL,
	    [2] = node->tag == TAG_LI || node->tag == TAG_DD || node->tag == TAG_DT ? &cut->list_end
										    : NULL,
	    [3] = node->tag == TAG_TABLE ? &cut->table_end : NULL,
	    [4] =
		node->tag == TAG_FIGCAPTION || node->tag == TAG_CAPTION ? &cut->caption_end : NULL};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (ends[i] && node->end > *ends[i])
			*ends[i] = node->end;
}

static void
enter(struct cutter *cut, uint32_t *at)
{
	const struct dom_node *node = &cut->dom->nodes[*at];
	if (node->tag == TAG_NONE) {
		add_text(cut, *at);
		return;
	}
	switch (tag_role(node->tag)) {
	case TAG_SILENT:
		*at = node->end - 1;
		break;
	case TAG_BLOCK:
		enter_block(cut, *at);
		break;
	case TAG_BREAK:
		cut->n_breaks += cut->chars > 0;
		if (*at < cut->pre_end)
			text_add_raw(&cut->text, STR("\n"));
		break;
	case TAG_VOID:
		if (node->tag == TAG_IMG)
			push(cut, *at, *at + 1, TAG_IMG);
		break;
	case TAG_INLINE:
		enter_inline(cut, *at);
		break;
	}
}

static void
leave_blocks(struct cutter *cut, uint32_t at)
{
	while (at >= cut->dom->nodes[cut->block].end && cut->block != 0) {
		flush(cut, false);
		cut->block = dom_parent(cut->dom, cut->block);
		while (tag_role(cut->dom->nodes[cut->block].tag) != TAG_BLOCK && cut->block != 0)
			cut->block = dom_parent(cut->dom, cut->block);
	}
}

static void
cut_page(struct cutter *cut, uint32_t body)
{
	uint32_t end = cut->dom->nodes[body].end;
	cut->block = body;
	start(cut);
	for (uint32_t at = body + 1; at < end; at++) {
		const struct dom_node *node = &cut->dom->nodes[at];
		leave_blocks(cut, at);
		if (node->hidden && !cut->dom->nodes[cut->block].hidden &&
		    tag_role(node->tag) != TAG_BLOCK)
			at = node->end - 1;
		else
			enter(cut, &at);
	}
	flush(cut, false);
}

/* ---- twins: hidden blocks that repeat what is shown ---- */

#define TWIN_BYTES 12  /* shorter texts repeat by chance */
#define TWIN_SHARE 0.5 /* of a hidden element's text: it is a twin as a whole */

struct shown {
	const struct segment_list *list;
	uint32_t *slots; /* index + 1 of shown segments, by hash of their text */
	size_t n_slots;
};

static size_t
slot_of(const struct shown *shown, struct str text)
{
	size_t at = str_hash(text) & (shown->n_slots - 1);
	while (shown->slots[at] && !str_eq(shown->list->items[shown->slots[at] - 1].text, text))
		at = (at + 1) & (shown->n_slots - 1);
	return at;
}

static void
collect_shown(struct shown *shown, struct arena *arena, const struct segment_list *list)
{
	shown->list = list;
	shown->n_slots = 4;
	while (shown->n_slots < 2 * list->n)
		shown->n_slots *= 2;
	shown->slots = arena_alloc(arena, shown->n_slots * sizeof *shown->slots);
	for (size_t i = 0; i < list->n; i++)
		if (!list->items[i].hidden && list->items[i].text.len >= TWIN_BYTES)
			shown->slots[slot_of(shown, list->items[i].text)] = (uint32_t)i + 1;
}

static bool
is_shown(const struct shown *shown, const struct segment *segment)
{
	return segment->text.len >= TWIN_BYTES && shown->slots[slot_of(shown, segment->text)];
}

/* The outermost hidden element around a hidden segment. */
static uint32_t
hidden_root(const struct dom *dom, const struct segment *segment)
{
	uint32_t root = segment->block;
	while (root != 0 && dom->nodes[dom_parent(dom, root)].hidden)
		root = dom_parent(dom, root);
	return root;
}

static void
mark_twins(struct segment_list *list, struct arena *arena, const struct dom *dom)
{
	struct shown shown;
	collect_shown(&shown, arena, list);
	for (size_t i = 0; i < list->n;) {
		if (!list->items[i].hidden) {
			i++;
			continue;
		}
		uint32_t end = dom->nodes[hidden_root(dom, &list->items[i])].end;
		size_t to = i, all = 0, repeated = 0;
		for (; to < list->n && list->items[to].from < end; to++) {
			all += list->items[to].all.chars;
			if (is_shown(&shown, &list->items[to]))
				repeated += list->items[to].all.chars;
		}
		bool whole = (double)repeated >= TWIN_SHARE * (double)all;
		for (size_t j = i; j < to; j++)
			if (whole || is_shown(&shown, &list->items[j]))
				list->items[j].use = SEGMENT_TWIN;
		i = to > i ? to : i + 1;
	}
}

static void
index_nodes(struct segment_list *list, struct arena *arena, const struct dom *dom)
{
	list->at = arena_alloc(arena, dom->n * sizeof *list->at);
	list->n_nodes = dom->n;
	for (uint32_t node = 0, at = 0; node < dom->n; node++) {
		while (at < list->n && list->items[at].from < node)
			at++;
		list->at[node] = at;
	}
}

void
segment_page(struct segment_list *list, struct arena *arena, const struct dom *dom)
{
	*list = (struct segment_list){0};
	uint32_t body = dom_find(dom, 0, dom->n, TAG_BODY);
	if (body == DOM_NONE)
		return;
	struct cutter cut = {.dom = dom, .arena = arena, .list = list};
	cut_page(&cut, body);
	index_nodes(list, arena, dom);
	mark_twins(list, arena, dom);
}

double
segment_link_density(const struct segment *segment)
{
	return segment->all.chars == 0 ? 0.0 : (double)segment->link_chars / segment->all.chars;
}
