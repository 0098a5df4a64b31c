/* SPDX-License-Identifier: MIT */
/* facts.c - what a page says about itself outside of its visible text, to be weighed, not believed
 */
#include "parse/facts.h"

#include "parse/compare.h"
#include "parse/json_ld.h"
#include "parse/text.h"

/* <meta name|property|itemprop=KEY content=VALUE>, without regard to case. */
struct meta_row {
	struct str key;
	enum fact_field field;
	const char *source;
};

static const struct meta_row meta_rows[] = {
    {STR_INIT("og:title"), FACT_TITLE, "og"},
    {STR_INIT("twitter:title"), FACT_TITLE, "twitter"},
    {STR_INIT("articletitle"), FACT_TITLE, "meta"},
    {STR_INIT("dc.title"), FACT_TITLE, "meta"},
    {STR_INIT("dcterms.title"), FACT_TITLE, "meta"},
    {STR_INIT("citation_title"), FACT_TITLE, "meta"},
    {STR_INIT("title"), FACT_TITLE, "meta"},
    {STR_INIT("og:site_name"), FACT_SITE_NAME, "og"},
    {STR_INIT("application-name"), FACT_SITE_NAME, "meta"},
    {STR_INIT("apple-mobile-web-app-title"), FACT_SITE_NAME, "meta"},
    {STR_INIT("sitename"), FACT_SITE_NAME, "meta"},
    {STR_INIT("description"), FACT_DESCRIPTION, "meta"},
    {STR_INIT("og:description"), FACT_DESCRIPTION, "og"},
    {STR_INIT("twitter:description"), FACT_DESCRIPTION, "twitter"},
    {STR_INIT("keywords"), FACT_KEYWORDS, "meta"},
    {STR_INIT("news_keywords"), FACT_KEYWORDS, "meta"},
    {STR_INIT("og:image"), FACT_IMAGE, "og"},
    {STR_INIT("twitter:image"), FACT_IMAGE, "twitter"},
    {STR_INIT("og:url"), FACT_CANONICAL, "og"},
    {STR_INIT("author"), FACT_AUTHOR, "meta"},
    {STR_INIT("article:author"), FACT_AUTHOR, "meta"},
    {STR_INIT("parsely-author"), FACT_AUTHOR, "meta"},
    {STR_INIT("sailthru.author"), FACT_AUTHOR, "meta"},
    {STR_INIT("dc.creator"), FACT_AUTHOR, "meta"},
    {STR_INIT("dcterms.creator"), FACT_AUTHOR, "meta"},
    {STR_INIT("dc:creator"), FACT_AUTHOR, "meta"},
    {STR_INIT("citation_author"), FACT_AUTHOR, "meta"},
    {STR_INIT("byl"), FACT_AUTHOR, "meta"},
    {STR_INIT("article:published_time"), FACT_PUBLISHED, "meta"},
    {STR_INIT("bytedance:published_time"), FACT_PUBLISHED, "meta"},
    {STR_INIT("og:published_time"), FACT_PUBLISHED, "meta"},
    {STR_INIT("og:release_date"), FACT_PUBLISHED, "meta"},
    {STR_INIT("og:pubdate"), FACT_PUBLISHED, "meta"},
    {STR_INIT("parsely-pub-date"), FACT_PUBLISHED, "meta"},
    {STR_INIT("sailthru.date"), FACT_PUBLISHED, "meta"},
    {STR_INIT("pubdate"), FACT_PUBLISHED, "meta"},
    {STR_INIT("publishdate"), FACT_PUBLISHED, "meta"},
    {STR_INIT("publish_date"), FACT_PUBLISHED, "meta"},
    {STR_INIT("publish-date"), FACT_PUBLISHED, "meta"},
    {STR_INIT("published-date"), FACT_PUBLISHED, "meta"},
    {STR_INIT("publication_date"), FACT_PUBLISHED, "meta"},
    {STR_INIT("firstcreatetime"), FACT_PUBLISHED, "meta"},
    {STR_INIT("datepublished"), FACT_PUBLISHED, "meta"},
    {STR_INIT("datecreated"), FACT_PUBLISHED, "meta"},
    {STR_INIT("date"), FACT_PUBLISHED, "meta"},
    {STR_INIT("dc.date"), FACT_PUBLISHED, "meta"},
    {STR_INIT("dc.date.issued"), FACT_PUBLISHED, "meta"},
    {STR_INIT("dcterms.created"), FACT_PUBLISHED, "meta"},
    {STR_INIT("citation_publication_date"), FACT_PUBLISHED, "meta"},
    {STR_INIT("article:modified_time"), FACT_MODIFIED, "meta"},
    {STR_INIT("bytedance:updated_time"), FACT_MODIFIED, "meta"},
    {STR_INIT("og:updated_time"), FACT_MODIFIED, "meta"},
    {STR_INIT("last-modified"), FACT_MODIFIED, "meta"},
    {STR_INIT("datemodified"), FACT_MODIFIED, "meta"},
    {STR_INIT("dcterms.modified"), FACT_MODIFIED, "meta"},
    {STR_INIT("og:type"), FACT_TYPE, "og"},
    {STR_INIT("robots"), FACT_ROBOTS, "meta"},
    {STR_INIT("og:locale"), FACT_LANGUAGE, "og"},
    {STR_INIT("content-language"), FACT_LANGUAGE, "meta"},
};

/* itemprop=KEY on a visible element. */
static const struct meta_row item_rows[] = {
    {STR_INIT("headline"), FACT_TITLE, "microdata"},
    {STR_INIT("datepublished"), FACT_PUBLISHED, "microdata"},
    {STR_INIT("datemodified"), FACT_MODIFIED, "microdata"},
    {STR_INIT("author"), FACT_AUTHOR, "microdata"},
    {STR_INIT("description"), FACT_DESCRIPTION, "microdata"},
    {STR_INIT("image"), FACT_IMAGE, "microdata"},
    {STR_INIT("thumbnailurl"), FACT_IMAGE, "microdata"},
    {STR_INIT("inlanguage"), FACT_LANGUAGE, "microdata"},
    {STR_INIT("keywords"), FACT_KEYWORDS, "microdata"},
};

struct fact *
facts_add(struct facts *facts, struct arena *arena, enum fact_field field, const char *source,
    struct str value)
{
	value = text_fold(arena, value);
	if (value.len == 0)
		return NULL;
	struct fact *fact = ARENA_PUSH(arena, facts);
	fact->field = field;
	fact->source = source;
	fact->value = value;
	return fact;
}

static const struct meta_row *
find_row(const struct meta_row *rows, size_t n, struct str key)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq_nocase(rows[i].key, key))
			return &rows[i];
	return NULL;
}

static void
collect_meta(struct facts *facts, struct arena *arena, const struct dom *dom, uint32_t node)
{
	enum { PROPERTY, NAME, ITEMPROP, HTTP_EQUIV, N_NAMES };
	static const char *const names[N_NAMES] = {[PROPERTY] = "property",
	    [NAME] = "name",
	    [ITEMPROP] = "itemprop",
	    [HTTP_EQUIV] = "http-equiv"};
	for (size_t i = 0; i < N_NAMES; i++) {
		struct str key = str_trim(dom_attribute(dom, node, names[i]));
		const struct meta_row *row =
		    find_row(meta_rows, sizeof meta_rows / sizeof *meta_rows, key);
		if (!row && i == ITEMPROP)
			row = find_row(item_rows, sizeof item_rows / sizeof *item_rows, key);
		if (!row)
			continue;
		facts_add(
		    facts, arena, row->field, row->source, dom_attribute(dom, node, "content"));
		return;
	}
}

static void
collect_link(struct facts *facts, struct arena *arena, const struct dom *dom, uint32_t node)
{
	struct str rel = dom_attribute(dom, node, "rel");
	struct str href = dom_attribute(dom, node, "href");
	if (str_eq_nocase(rel, STR("canonical")))
		facts_add(facts, arena, FACT_CANONICAL, "link", href);
	else if (str_eq_nocase(rel, STR("next")))
		facts_add(facts, arena, FACT_NEXT, "link", href);
}

static void
collect_item(struct facts *facts, struct arena *arena, const struct dom *dom, uint32_t node)
{
	struct str key = str_trim(dom_attribute(dom, node, "itemprop"));
	const struct meta_row *row = find_row(item_rows, sizeof item_rows / sizeof *item_rows, key);
	if (!row || dom->nodes[node].tag == TAG_META)
		return;
	static const char *const values[] = {"datetime", "content", "src", "href"};
	struct str value = {NULL, 0};
	/* An address is the value of a picture only. */
	size_t n_values = row->field == FACT_IMAGE ? 4 : 2;
	for (size_t i = 0; i < n_values && !value.ptr; i++)
		value = dom_attribute(dom, node, values[i]);
	if (!value.ptr && row->field == FACT_AUTHOR) {
		/* An author's box holds more than the name; its name has an itemprop of its own. */
		for (uint32_t i = node + 1; i < dom->nodes[node].end && !value.ptr; i++)
			if (str_eq_nocase(dom_attribute(dom, i, "itemprop"), STR("name")))
				value = dom_text(dom, arena, i);
	}
	if (!value.ptr)
		value = dom_text(dom, arena, node);
	facts_add(facts, arena, row->field, row->source, value);
}

static bool
is_json_ld(const struct dom *dom, uint32_t node)
{
	return str_starts_nocase(
	    str_trim(dom_attribute(dom, node, "type")), STR("application/ld+json"));
}

void
facts_collect(struct facts *facts, struct arena *arena, const struct dom *dom)
{
	*facts = (struct facts){NULL, 0};
	facts_add(facts, arena, FACT_LANGUAGE, "html", dom_attribute(dom, 0, "lang"));
	for (uint32_t i = 0; i < dom->n; i++) {
		const struct dom_node *node = &dom->nodes[i];
		if (node->tag == TAG_META)
			collect_meta(facts, arena, dom, i);
		else if (node->tag == TAG_LINK)
			collect_link(facts, arena, dom, i);
		else if (node->tag == TAG_TITLE && !facts_first(facts, FACT_TITLE, "title"))
			facts_add(facts, arena, FACT_TITLE, "title", dom_text(dom, arena, i));
		else if (node->n_attributes > 0)
			collect_item(facts, arena, dom, i);
		if (node->tag == TAG_SCRIPT && is_json_ld(dom, i) && i + 1 < node->end)
			json_ld_collect(facts, arena, dom->nodes[i + 1].text);
		if (node->tag == TAG_SVG)
			i = node->end - 1; /* has a <title> of its own */
	}
}

const struct fact *
facts_first(const struct facts *facts, enum fact_field field, const char *source)
{
	for (size_t i = 0; i < facts->n; i++)
		if (facts->items[i].field == field &&
		    (!source || str_eq(str_from(facts->items[i].source), str_from(source))))
			return &facts->items[i];
	return NULL;
}

/* Without scheme, query, fragment and last slash: what pages write carelessly. */
static struct str
bare_address(struct str url)
{
	size_t from = str_find(url, STR("://"));
	if (from != STR_NOT_FOUND)
		url = str_slice(url, from + 3, url.len);
	for (size_t i = 0; i < url.len; i++)
		if (url.ptr[i] == '?' || url.ptr[i] == '#')
			url = str_slice(url, 0, i);
	return str_ends(url, STR("/")) ? str_slice(url, 0, url.len - 1) : url;
}

/* A site's home page is the address of many blocks, and says nothing. */
static bool
is_about(struct str address, struct str page)
{
	address = bare_address(address);
	return str_find(address, STR("/")) != STR_NOT_FOUND && str_eq(address, bare_address(page));
}

void
facts_drop_strangers(struct facts *facts, struct arena *arena, struct str title, struct str url)
{
	size_t kept = 0;
	for (size_t i = 0; i < facts->n; i++) {
		struct str about = facts->items[i].about;
		if (!about.ptr || title.len == 0 || compare_alike(arena, about, title) ||
		    is_about(facts->items[i].address, url))
			facts->items[kept++] = facts->items[i];
	}
	facts->n = kept;
}
