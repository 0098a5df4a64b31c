/* SPDX-License-Identifier: MIT */
/* sitemap.c - lists of URLs: sitemaps, sitemap indexes, RSS, Atom, text files (sitemaps.org) */
#include "parse/sitemap.h"

#include <string.h>

/* Without it expat.h hides the limits on entities, which Debian's library has. */
#define XML_DTD
#include <expat.h>

#include "lib/gzip.h"
#include "lib/limits.h"
#include "lib/mem.h"
#include "lib/url.h"
#include "parse/decode.h"
#include "parse/encoding.h"

/* ---- the list ---- */

struct reading {
	struct arena *arena;
	struct str base;
	struct sitemap *out;
};

static void
stop_reading(struct reading *reading, const char *why)
{
	if (!reading->out->truncated)
		reading->out->why = arena_copy(reading->arena, str_from(why));
	reading->out->truncated = true;
}

/* Adds the URL; false when the list is full. */
static bool
add_link(struct reading *reading, struct str text)
{
	struct url url;
	struct record_links *list = &reading->out->list;
	if (str_is_blank(text))
		return true;
	if (list->links.n >= SITEMAP_MAX_LINKS) {
		stop_reading(reading, "more entries than a sitemap may have");
		return false;
	}
	if (url_resolve(reading->arena, reading->base, str_trim(text), &url) == URL_OK)
		*ARENA_PUSH(reading->arena, &list->links) = url.href;
	else
		reading->out->n_refused++;
	return true;
}

/* ---- text: one URL a line ---- */

static bool
is_link_line(struct str line)
{
	line = str_trim(line);
	return line.len == 0 || str_starts_nocase(line, STR("http://")) ||
	       str_starts_nocase(line, STR("https://"));
}

static bool
read_text(struct reading *reading, struct str text)
{
	for (struct str rest = text; rest.ptr;)
		if (!is_link_line(str_cut(&rest, '\n')))
			return false;
	if (str_is_blank(text))
		return false;
	reading->out->list.format = STR("text");
	while (text.ptr && add_link(reading, str_cut(&text, '\n')))
		continue;
	return true;
}

/* ---- XML ---- */

enum element {
	OTHER,
	URLSET,
	SITEMAPINDEX,
	URL,
	SITEMAP,
	LOC,
	RSS,
	RDF,
	ITEM,
	LINK,
	GUID,
	FEED,
	ENTRY
};

/* By local name: prefixes are free to choose, and many namespaces in the wild are misspelt. */
static const struct word {
	const char *name;
	enum element element;
	const char *format; /* of a document with this root */
} words[] = {
    {"urlset", URLSET, "sitemap"},
    {"sitemapindex", SITEMAPINDEX, "sitemap-index"},
    {"url", URL, NULL},
    {"sitemap", SITEMAP, NULL},
    {"loc", LOC, NULL},
    {"rss", RSS, "rss"},
    {"RDF", RDF, "rss"},
    {"item", ITEM, NULL},
    {"link", LINK, NULL},
    {"guid", GUID, NULL},
    {"feed", FEED, "atom"},
    {"entry", ENTRY, NULL},
};

struct tree {
	struct reading reading;
	XML_Parser parser;
	enum element path[SITEMAP_MAX_DEPTH]; /* the open elements, the root first */
	size_t depth;
	unsigned n_entities;
	bool has_link;     /* the open entry gave a URL of its own */
	struct buf text;   /* of the open loc, link or guid */
	struct buf direct; /* of the open url or sitemap: some leave loc out */
	struct str guid;
};

static const struct word *
find_word(const char *name)
{
	const char *colon = strrchr(name, ':');
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i].name, colon ? colon + 1 : name) == 0)
			return &words[i];
	return NULL;
}

static enum element
element_at(const struct tree *tree, size_t above)
{
	return tree->depth > above ? tree->path[tree->depth - 1 - above] : OTHER;
}

/* Whether the element that many levels up is an entry of a sitemap or of an index. */
static bool
is_sitemap_entry(const struct tree *tree, size_t above)
{
	enum element element = element_at(tree, above), parent = element_at(tree, above + 1);
	return (element == URL || element == SITEMAP) &&
	       (parent == URLSET || parent == SITEMAPINDEX);
}

static void
give_up(struct tree *tree, const char *why)
{
	stop_reading(&tree->reading, why);
	XML_StopParser(tree->parser, XML_FALSE);
}

static void
add_entry(struct tree *tree, struct str text)
{
	tree->has_link = true;
	if (!add_link(&tree->reading, text))
		XML_StopParser(tree->parser, XML_FALSE);
}

static const char *
attribute(const char **attributes, const char *name)
{
	for (size_t i = 0; attributes[i]; i += 2)
		if (strcmp(attributes[i], name) == 0)
			return attributes[i + 1];
	return NULL;
}

static void
begin_root(struct tree *tree, const struct word *word)
{
	if (word && word->format)
		tree->reading.out->list.format = str_from(word->format);
	else
		XML_StopParser(tree->parser, XML_FALSE);
}

static void
begin_element(void *data, const char *name, const char **attributes)
{
	struct tree *tree = data;
	const struct word *word = find_word(name);
	if (tree->depth == 0)
		begin_root(tree, word);
	if (tree->depth == SITEMAP_MAX_DEPTH) {
		give_up(tree, "elements nest too deep");
		return;
	}
	tree->path[tree->depth++] = word ? word->element : OTHER;
	switch (element_at(tree, 0)) {
	case URL:
	case SITEMAP:
	case ITEM:
	case ENTRY:
		tree->has_link = false;
		tree->guid = (struct str){NULL, 0};
		buf_reset(&tree->direct);
		break;
	case LINK:
		if (element_at(tree, 1) == ENTRY) {
			const char *rel = attribute(attributes, "rel");
			if (!rel || strcmp(rel, "alternate") == 0)
				add_entry(tree, str_from(attribute(attributes, "href")));
		}
		buf_reset(&tree->text);
		break;
	case LOC:
	case GUID:
		buf_reset(&tree->text);
		break;
	default:
		break;
	}
}

static void
keep_text(void *data, const char *bytes, int len)
{
	struct tree *tree = data;
	enum element element = element_at(tree, 0);
	if (element == LOC || element == LINK || element == GUID)
		buf_add(&tree->text, bytes, (size_t)len);
	else if (is_sitemap_entry(tree, 0))
		buf_add(&tree->direct, bytes, (size_t)len);
}

/* The text; when it was too long for a URL, something that is refused as one. */
static struct str
text_of(const struct buf *buf)
{
	return buf->full ? STR("http://") : buf_str(buf);
}

static void
end_element(void *data, const char *name)
{
	struct tree *tree = data;
	enum element element = element_at(tree, 0), parent = element_at(tree, 1);
	(void)name;
	if (element == LOC && is_sitemap_entry(tree, 1))
		add_entry(tree, text_of(&tree->text));
	else if (is_sitemap_entry(tree, 0) && !tree->has_link)
		add_entry(tree, text_of(&tree->direct));
	else if (element == LINK && parent == ITEM && !str_is_blank(text_of(&tree->text)))
		add_entry(tree, text_of(&tree->text));
	else if (element == GUID && parent == ITEM && is_link_line(text_of(&tree->text)))
		tree->guid = arena_copy(tree->reading.arena, text_of(&tree->text));
	else if (element == ITEM && !tree->has_link)
		add_entry(tree, tree->guid);
	if (tree->depth > 0)
		tree->depth--;
}

/* Chains of entities are followed by recursion in expat, so there may be few. */
static void
count_entity(void *data, const char *name, int is_parameter, const char *value, int len,
    const char *base, const char *system_id, const char *public_id, const char *notation)
{
	struct tree *tree = data;
	(void)name, (void)is_parameter, (void)value, (void)len;
	(void)base, (void)system_id, (void)public_id, (void)notation;
	if (++tree->n_entities > SITEMAP_MAX_ENTITIES)
		give_up(tree, "too many entities declared");
}

/* Text may grow by entities to 8 times the bytes it came in, and freely up to 1 MiB. */
#define GROWTH_MAX  8.0f
#define GROWTH_FROM (1u << 20)

static bool
read_xml(struct reading *reading, struct str text)
{
	static const XML_Memory_Handling_Suite memory = {mem_alloc, mem_resize, mem_free};
	struct tree tree = {.reading = *reading};
	tree.parser = XML_ParserCreate_MM("UTF-8", &memory, NULL);
	if (!tree.parser)
		mem_refused();
	buf_init(&tree.text, LIMIT_URL_BYTES);
	buf_init(&tree.direct, LIMIT_URL_BYTES);
	XML_SetUserData(tree.parser, &tree);
	XML_SetElementHandler(tree.parser, begin_element, end_element);
	XML_SetCharacterDataHandler(tree.parser, keep_text);
	XML_SetEntityDeclHandler(tree.parser, count_entity);
	XML_SetBillionLaughsAttackProtectionMaximumAmplification(tree.parser, GROWTH_MAX);
	XML_SetBillionLaughsAttackProtectionActivationThreshold(tree.parser, GROWTH_FROM);
	bool whole = XML_Parse(tree.parser, text.ptr, (int)text.len, 1) == XML_STATUS_OK;
	if (!whole && !reading->out->truncated) {
		const char *why = XML_ErrorString(XML_GetErrorCode(tree.parser));
		reading->out->why = arena_printf(reading->arena, "line %lu: %s",
		    (unsigned long)XML_GetCurrentLineNumber(tree.parser), why);
		reading->out->truncated = true;
	}
	XML_ParserFree(tree.parser);
	buf_clear(&tree.text);
	buf_clear(&tree.direct);
	return reading->out->list.format.ptr;
}

/* ---- any of them ---- */

/* The body without gzip, in the arena if it had it. */
static struct str
gunzip(struct reading *reading, struct str body)
{
	struct buf plain;
	enum gzip_result result;
	struct gzip_in *gzip = gzip_in_new(GZIP_MEMBER);
	size_t used;
	buf_init(&plain, SITEMAP_MAX_BYTES);
	do {
		result = gzip_in_add(gzip, body, &used, &plain, SITEMAP_MAX_BYTES - plain.len);
		body = str_slice(body, used, body.len);
		if (result == GZIP_END)
			gzip_in_reset(gzip);
	} while (result == GZIP_END && gzip_is_member(body));
	if (result == GZIP_MORE && plain.len == SITEMAP_MAX_BYTES)
		stop_reading(reading, "more bytes than a sitemap may have");
	else if (result != GZIP_END)
		stop_reading(reading, "the gzip data is damaged or cut short");
	body = arena_copy(reading->arena, buf_str(&plain));
	buf_clear(&plain);
	gzip_in_free(gzip);
	return body;
}

bool
sitemap_read(struct arena *arena, struct str base, struct str body, struct sitemap *out)
{
	struct sitemap found = {.n_refused = 0};
	struct reading reading = {arena, base, &found};
	struct encoding_choice encoding;
	struct decoded decoded;
	const struct str none = {NULL, 0};
	if (gzip_is_member(body))
		body = gunzip(&reading, body);
	if (body.len > SITEMAP_MAX_BYTES) {
		stop_reading(&reading, "more bytes than a sitemap may have");
		body = str_slice(body, 0, SITEMAP_MAX_BYTES);
	}
	encoding_sniff(body, none, none, &encoding);
	if (!decode_to_utf8(arena, body, &encoding, &decoded))
		return false;
	struct str text = str_trim(decoded.text);
	bool is_list =
	    str_starts(text, STR("<")) ? read_xml(&reading, text) : read_text(&reading, text);
	if (is_list)
		*out = found;
	return is_list;
}
