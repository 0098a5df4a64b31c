/* SPDX-License-Identifier: MIT */
/* rich_text.c - texts that a page's state keeps as a tree of JSON objects, as HTML */
#include "parse/rich_text.h"

#include <json-c/json.h>
#include <string.h>

#include "lib/ascii.h"
#include "lib/buf.h"
#include "parse/loose_json.h"

#define MOST_DEPTH 32
#define MOST_NODES 65536
#define MOST_BYTES (8u << 20)
#define MOST_TYPE  32 /* bytes of a type's name that tell it from others */
#define LEN(array) (sizeof(array) / sizeof *(array))

/* The members by which objects say their type, and where children and texts are; by rank. */
static const char *const types[] = {"type", "nodeType", "_type", "blockType", "kind", "name"};
static const char *const children[] = {"content", "children", "content_elements", "blocks", "items",
    "nodes", "elements", "body", "document", "root", "data", "attributes", "listItems", "value"};
static const char *const texts[] = {"text", "value", "html", "content", "paragraph", "markdown"};
#define N_INLINE_TEXTS 2 /* of them */

/* Types, in small letters without '-' and '_', and their elements; NULL: not part of the text. */
static const struct {
	struct str type;
	const char *tag;
} tags[] = {
    {STR_INIT("paragraph"), "p"},
    {STR_INIT("p"), "p"},
    {STR_INIT("block"), "p"},
    {STR_INIT("coreparagraph"), "p"},
    {STR_INIT("text"), ""},
    {STR_INIT("span"), ""},
    {STR_INIT("heading"), "h2"},
    {STR_INIT("header"), "h2"},
    {STR_INIT("coreheading"), "h2"},
    {STR_INIT("subheading"), "h3"},
    {STR_INIT("h1"), "h2"},
    {STR_INIT("h2"), "h2"},
    {STR_INIT("h3"), "h3"},
    {STR_INIT("h4"), "h4"},
    {STR_INIT("heading1"), "h2"},
    {STR_INIT("heading2"), "h2"},
    {STR_INIT("heading3"), "h3"},
    {STR_INIT("heading4"), "h4"},
    {STR_INIT("list"), "ul"},
    {STR_INIT("ul"), "ul"},
    {STR_INIT("bulletlist"), "ul"},
    {STR_INIT("bulletedlist"), "ul"},
    {STR_INIT("unorderedlist"), "ul"},
    {STR_INIT("ol"), "ol"},
    {STR_INIT("orderedlist"), "ol"},
    {STR_INIT("numberedlist"), "ol"},
    {STR_INIT("li"), "li"},
    {STR_INIT("listitem"), "li"},
    {STR_INIT("quote"), "blockquote"},
    {STR_INIT("blockquote"), "blockquote"},
    {STR_INIT("pullquote"), NULL},
    {STR_INIT("code"), "pre"},
    {STR_INIT("codeblock"), "pre"},
    {STR_INIT("table"), "table"},
    {STR_INIT("tablerow"), "tr"},
    {STR_INIT("tr"), "tr"},
    {STR_INIT("tablecell"), "td"},
    {STR_INIT("td"), "td"},
    {STR_INIT("hardbreak"), "br"},
    {STR_INIT("br"), "br"},
    {STR_INIT("linebreak"), "br"},
    {STR_INIT("ad"), NULL},
    {STR_INIT("advertisement"), NULL},
    {STR_INIT("image"), NULL},
    {STR_INIT("coreimage"), NULL},
    {STR_INIT("video"), NULL},
    {STR_INIT("gallery"), NULL},
    {STR_INIT("embed"), NULL},
    {STR_INIT("media"), NULL},
    {STR_INIT("iframe"), NULL},
    {STR_INIT("newsletter"), NULL},
    {STR_INIT("inlinenewsletter"), NULL},
    {STR_INIT("inlinerecirc"), NULL},
    {STR_INIT("related"), NULL},
    {STR_INIT("relatedlinks"), NULL},
    {STR_INIT("interstitiallink"), NULL},
    {STR_INIT("rawhtml"), NULL},
    {STR_INIT("customembed"), NULL},
};

/* One object or array on the way down. */
struct frame {
	struct json_object *array; /* what is walked */
	size_t next;
	const char *tag; /* closed behind it; "" for none */
};

struct walk {
	struct buf html;
	struct frame frames[MOST_DEPTH];
	size_t depth, n_nodes;
};

static struct str
type_of(struct json_object *object, char small[MOST_TYPE])
{
	struct str type = {NULL, 0};
	size_t len = 0;
	for (size_t i = 0; i < LEN(types) && !type.ptr; i++)
		if (json_object_is_type(loose_json_member(object, types[i]), json_type_string))
			type = loose_json_text(object, types[i]);
	for (size_t i = 0; i < type.len && len < MOST_TYPE; i++)
		if (ascii_is_alnum(type.ptr[i]))
			small[len++] = ascii_lower(type.ptr[i]);
	return (struct str){small, len};
}

/* The element of a node; "" for none.  False when it is no part of the text. */
static bool
find_tag(struct json_object *object, const char **tag)
{
	char small[MOST_TYPE];
	struct str type = type_of(object, small);
	*tag = "";
	for (size_t i = 0; i < LEN(tags); i++)
		if (str_eq(type, tags[i].type))
			*tag = tags[i].tag;
	return *tag != NULL;
}

/* A text with markup in it is HTML; any other is not to become it. */
static void
add_text(struct buf *html, struct str text)
{
	if (str_find(text, STR("</")) != STR_NOT_FOUND ||
	    str_find(text, STR("<br")) != STR_NOT_FOUND) {
		buf_add_str(html, text);
		return;
	}
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '<')
			buf_add_text(html, "&lt;");
		else if (text.ptr[i] == '&')
			buf_add_text(html, "&amp;");
		else
			buf_add_char(html, text.ptr[i]);
	}
}

static void
open_tag(struct buf *html, const char *tag)
{
	if (tag[0])
		buf_addf(html, "<%s>", tag);
}

static void
close_tag(struct buf *html, const char *tag)
{
	if (tag[0] && strcmp(tag, "br") != 0)
		buf_addf(html, "</%s>", tag);
}

static bool
has_parts(struct json_object *value)
{
	return json_object_is_type(value, json_type_array) ||
	       json_object_is_type(value, json_type_object);
}

/* Goes down into an array, or an object that stands alone. */
static void
enter(struct walk *walk, struct json_object *value, const char *tag)
{
	open_tag(&walk->html, tag);
	walk->frames[walk->depth++] = (struct frame){value, 0, tag};
}

static void
leave(struct walk *walk)
{
	close_tag(&walk->html, walk->frames[--walk->depth].tag);
}

/* A node without children.  A bare text is part of a paragraph when it is called a text, and one of
 * its own when it is called the content of a node. */
static void
take_leaf(struct walk *walk, struct json_object *node, const char *tag)
{
	struct str text = {NULL, 0};
	size_t i = 0;
	for (; i < LEN(texts) && !text.ptr; i++)
		if (json_object_is_type(loose_json_member(node, texts[i]), json_type_string))
			text = loose_json_text(node, texts[i]);
	if (!tag[0] && i > N_INLINE_TEXTS && text.len > 0)
		tag = "p";
	open_tag(&walk->html, tag);
	add_text(&walk->html, text);
	close_tag(&walk->html, tag);
}

static void
take_node(struct walk *walk, struct json_object *node)
{
	const char *tag;
	if (++walk->n_nodes > MOST_NODES || !has_parts(node) || walk->depth == MOST_DEPTH)
		return;
	if (json_object_is_type(node, json_type_array)) {
		enter(walk, node, "");
		return;
	}
	if (!find_tag(node, &tag))
		return;
	for (size_t i = 0; i < LEN(children); i++) {
		struct json_object *below = loose_json_member(node, children[i]);
		if (has_parts(below)) {
			enter(walk, below, tag);
			return;
		}
	}
	take_leaf(walk, node, tag);
}

/* The next node of the innermost frame; NULL at its end. */
static struct json_object *
next_of(struct frame *frame)
{
	if (json_object_is_type(frame->array, json_type_object))
		return frame->next++ == 0 ? frame->array : NULL;
	if (frame->next >= json_object_array_length(frame->array))
		return NULL;
	return json_object_array_get_idx(frame->array, frame->next++);
}

struct str
rich_text_html(struct arena *arena, struct json_object *value)
{
	struct walk walk = {.depth = 0};
	struct str html = {NULL, 0};
	if (!has_parts(value))
		return html;
	buf_init(&walk.html, MOST_BYTES);
	enter(&walk, value, "");
	while (walk.depth > 0) {
		struct json_object *node = next_of(&walk.frames[walk.depth - 1]);
		if (node)
			take_node(&walk, node);
		else
			leave(&walk);
	}
	if (walk.html.len > 0)
		html = arena_copy(arena, buf_str(&walk.html));
	buf_clear(&walk.html);
	return html;
}
