/* SPDX-License-Identifier: MIT */
/* page.c - one page while it is being extracted: its DOM, its segments and what is known of them */
#include "parse/page.h"

void
page_evidence(struct page *page, const char *field, const char *source)
{
	struct evidence *evidence = ARENA_PUSH(page->arena, &page->article->evidence);
	evidence->field = str_from(field);
	evidence->source = str_from(source);
}

struct str
page_link(const struct page *page, struct str href)
{
	struct url url;
	struct str none = {NULL, 0};
	if (!href.ptr || url_join(page->arena, page->base, href, &url) != URL_OK)
		return none;
	return url_without_fragment(&url);
}
