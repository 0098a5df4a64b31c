/* SPDX-License-Identifier: MIT */
/* links.c - the page's links that a crawl may follow, and the next page of its article */
#include "parse/links.h"

#include "lib/url.h"
#include "lib/url_site.h"

#define MOST_LINKS      5000 /* of one page, counted once each */
#define MOST_NEXT_NODES 8    /* of a link that says it leads to the next page */
#define MOST_NEXT_BYTES 16

static const struct str next_words[] = {STR_INIT("下一页"), STR_INIT("下页"), STR_INIT("下一頁"),
    STR_INIT("next page"), STR_INIT("next"), STR_INIT("next »"), STR_INIT("next ›")};

/* Endings of paths that are no page. */
static const struct str file_ends[] = {STR_INIT(".jpg"), STR_INIT(".jpeg"), STR_INIT(".png"),
    STR_INIT(".gif"), STR_INIT(".webp"), STR_INIT(".svg"), STR_INIT(".css"), STR_INIT(".js"),
    STR_INIT(".ico"), STR_INIT(".mp3"), STR_INIT(".mp4"), STR_INIT(".zip"), STR_INIT(".exe"),
    STR_INIT(".apk")};

static bool
is_file(struct str path)
{
	for (size_t i = 0; i < sizeof file_ends / sizeof *file_ends; i++)
		if (path.len >= file_ends[i].len &&
		    str_eq_nocase(
			str_slice(path, path.len - file_ends[i].len, path.len), file_ends[i]))
			return true;
	return false;
}

static bool
has_token(struct str value, const char *token)
{
	while (value.ptr) {
		struct str word = str_cut(&value, ' ');
		if (str_eq_nocase(word, str_from(token)))
			return true;
	}
	return false;
}

/* A set of URLs: open addressing over their places in `links`. */
struct seen {
	uint32_t *slots;
	size_t n_slots;
};

static bool
is_new(struct seen *seen, const struct str_list *links, struct str url)
{
	size_t at = str_hash(url) % seen->n_slots;
	for (; seen->slots[at]; at = (at + 1) % seen->n_slots)
		if (str_eq(links->items[seen->slots[at] - 1], url))
			return false;
	seen->slots[at] = (uint32_t)links->n + 1;
	return true;
}

/* Most links of a page are to its own host, and looking a site up takes time. */
static bool
is_of_site(const struct url *own, const struct url *url)
{
	return str_eq(own->host, url->host) || url_same_site(own->host, url->host);
}

static void
take_link(struct page *page, struct seen *seen, uint32_t node)
{
	struct url url;
	struct str href = dom_attribute(&page->dom, node, "href");
	struct str_list *links = &page->article->links;
	if (!href.ptr || has_token(dom_attribute(&page->dom, node, "rel"), "nofollow"))
		return;
	if (url_join(page->arena, page->base, href, &url) != URL_OK || is_file(url.path))
		return;
	if (!is_of_site(page->url, &url))
		return;
	struct str target = url_without_fragment(&url);
	if (!str_eq(target, url_without_fragment(page->url)) && is_new(seen, links, target))
		*ARENA_PUSH(page->arena, links) = target;
}

/* Links to a next page are short; reading the text of every link of a page takes time. */
static bool
is_short(const struct dom *dom, uint32_t node)
{
	size_t len = 0;
	uint32_t end = dom->nodes[node].end;
	if (end - node > MOST_NEXT_NODES)
		return false;
	for (uint32_t i = node + 1; i < end; i++)
		len += dom->nodes[i].tag == TAG_NONE ? str_trim(dom->nodes[i].text).len : 0;
	return len > 0 && len <= MOST_NEXT_BYTES;
}

static bool
says_next(const struct page *page, uint32_t node)
{
	if (has_token(dom_attribute(&page->dom, node, "rel"), "next"))
		return true;
	if (!is_short(&page->dom, node))
		return false;
	struct str text = dom_text(&page->dom, page->arena, node);
	for (size_t i = 0; i < sizeof next_words / sizeof *next_words; i++)
		if (str_eq_nocase(text, next_words[i]))
			return true;
	return false;
}

/* The further pages of one article share its path: /a/4311.html and /a/4311_2.html. */
static bool
continues(struct str own, struct str next)
{
	size_t stem = own.len;
	size_t slash = 0;
	for (size_t i = 0; i < own.len; i++)
		slash = own.ptr[i] == '/' ? i : slash;
	for (size_t i = slash; i < own.len; i++)
		if (own.ptr[i] == '.' || own.ptr[i] == '_') {
			stem = i;
			break;
		}
	return stem > slash + 1 && str_starts(next, str_slice(own, 0, stem)) && !str_eq(own, next);
}

static void
find_next(struct page *page)
{
	struct url url;
	for (uint32_t node = 0; node < page->dom.n; node++) {
		enum tag tag = page->dom.nodes[node].tag;
		if (tag != TAG_A && tag != TAG_LINK)
			continue;
		struct str href = dom_attribute(&page->dom, node, "href");
		if (!href.ptr || !says_next(page, node) ||
		    url_join(page->arena, page->base, href, &url) != URL_OK ||
		    !is_of_site(page->url, &url) ||
		    !continues(url_without_fragment(page->url), url_without_fragment(&url)))
			continue;
		page->article->next_page = url_without_fragment(&url);
		return;
	}
}

static size_t
count_links(const struct dom *dom)
{
	size_t n = 0;
	for (uint32_t node = 0; node < dom->n; node++)
		n += dom->nodes[node].tag == TAG_A;
	return n < MOST_LINKS ? n : MOST_LINKS;
}

void
links_find(struct page *page, bool nofollow)
{
	if (!page->url)
		return;
	find_next(page);
	struct seen seen = {.n_slots = 4 * count_links(&page->dom) + 4};
	seen.slots = arena_alloc(page->arena, seen.n_slots * sizeof *seen.slots);
	for (uint32_t node = 0; node < page->dom.n && !nofollow; node++)
		if (page->dom.nodes[node].tag == TAG_A && page->article->links.n < MOST_LINKS)
			take_link(page, &seen, node);
}
