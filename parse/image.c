/* SPDX-License-Identifier: MIT */
/* image.c - where an <img> really gets its picture from */
#include "parse/image.h"

#define SMALLEST_SIDE 64 /* pixels: smaller ones are icons, avatars, trackers */

/* In order of trust: what scripts will put into src, then src. */
static const char *const sources[] = {"data-original", "data-src", "data-lazy-src", "data-lazysrc",
    "data-actualsrc", "data-url", "data-lazy", "_src", "src"};

static bool
is_small(const struct page *page, uint32_t img, const char *side)
{
	unsigned long long pixels;
	return str_to_uint(str_trim(dom_attribute(&page->dom, img, side)), &pixels) &&
	       pixels < SMALLEST_SIDE;
}

/* A picture that leads to another page, outside of a figure or paragraph, is that page's. */
static bool
is_of_other_page(const struct page *page, uint32_t img)
{
	return dom_closest(&page->dom, img, TAG_A) != DOM_NONE &&
	       dom_closest(&page->dom, img, TAG_FIGURE) == DOM_NONE &&
	       dom_closest(&page->dom, img, TAG_P) == DOM_NONE;
}

struct str
image_source(const struct page *page, uint32_t img)
{
	struct str none = {NULL, 0};
	if (is_small(page, img, "width") || is_small(page, img, "height"))
		return none;
	if (is_of_other_page(page, img))
		return none;
	if (page->hints.own[img] & (HINT_META | HINT_AD | HINT_SHARE))
		return none;
	for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
		struct str value = str_trim(dom_attribute(&page->dom, img, sources[i]));
		if (value.len == 0 || str_starts_nocase(value, STR("data:")))
			continue;
		struct str url = page_link(page, value);
		if (url.ptr)
			return url;
	}
	return none;
}
