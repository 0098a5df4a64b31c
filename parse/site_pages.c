/* SPDX-License-Identifier: MIT */
/* site_pages.c - the pages a profile is proposed from, each with what winnow finds without one */
#include "parse/site_pages.h"

#include "lib/timestamp.h"
#include "lib/url.h"
#include "parse/decode.h"
#include "parse/encoding.h"
#include "parse/extract.h"
#include "parse/overrule.h"
#include "parse/overrule_rules.h"

/* All of the page by one profile, whatever its hosts. */
static const struct page *
extract(struct arena *arena, struct str html, struct str url, const struct overrule *overrule)
{
	struct url split;
	if (url_join(arena, NULL, url, &split) != URL_OK)
		return NULL;
	struct profile_host host = {split.host, 0};
	struct profile profile = {.name = overrule->profile->name, .hosts = {&host, 1}};
	struct profiles profiles = {.items = &profile, .n = 1};
	struct overrules overrules = {&profiles, &overrule};
	struct extract_input input = {.html = html,
	    .url = url,
	    .overrules = &overrules,
	    .keep_noindex = true,
	    .now = timestamp_now()};
	return extract_all(arena, &input);
}

bool
site_pages_add(struct site_pages *pages, struct str source, struct str url, struct str body,
    struct str content_type, const char **why)
{
	static const struct profile nobody = {.name = STR_INIT("")};
	static const struct overrule nothing = {.profile = &nobody};
	struct encoding_choice choice;
	struct decoded decoded;
	if (pages->n == SITE_MOST_PAGES) {
		*why = "more pages than are looked at";
		return false;
	}
	encoding_sniff(body, content_type, (struct str){NULL, 0}, &choice);
	struct str own = arena_copy(pages->arena, body);
	if (!decode_to_utf8(pages->arena, own, &choice, &decoded)) {
		*why = "no converter for its encoding on this system";
		return false;
	}
	const struct page *page =
	    extract(pages->arena, decoded.text, arena_copy(pages->arena, url), &nothing);
	if (!page) {
		*why = "its address is no URL";
		return false;
	}
	*ARENA_PUSH(pages->arena, pages) =
	    (struct site_page){arena_copy(pages->arena, source), decoded.text, page};
	return true;
}

const struct article *
site_pages_read(const struct site_page *page, struct arena *arena, const struct overrule *overrule)
{
	return extract(arena, page->html, page->page->url->href, overrule)->article;
}
