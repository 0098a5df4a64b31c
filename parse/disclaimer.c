/* SPDX-License-Identifier: MIT */
/* disclaimer.c - the page's word that its text replaces no doctor, lawyer or bank */
#include "parse/disclaimer.h"

#define MOST_CHARS 160 /* a longer text speaks of something */
#define REACH      8   /* segments before and after the body */

/* What such a line says, both parts of it. */
struct saying {
	struct str first, second;
};

static const struct saying sayings[] = {
    {STR_INIT("参考"), STR_INIT("不能代替")},
    {STR_INIT("参考"), STR_INIT("不能作为")},
    {STR_INIT("参考"), STR_INIT("不作为")},
    {STR_INIT("参考"), STR_INIT("就医")},
    {STR_INIT("参考"), STR_INIT("遵医嘱")},
    {STR_INIT("不能作为"), STR_INIT("依据")},
    {STR_INIT("不作为"), STR_INIT("依据")},
    {STR_INIT("不能代替"), STR_INIT("面诊")},
    {STR_INIT("不构成"), STR_INIT("建议")},
    {STR_INIT("not a substitute"), STR_INIT("advice")},
    {STR_INIT("informational purposes"), STR_INIT("advice")},
    {STR_INIT("does not constitute"), STR_INIT("advice")},
    {STR_INIT("not intended"), STR_INIT("medical advice")},
    {STR_INIT("ersetzt"), STR_INIT("arzt")},
};

static bool
disclaims(struct str text)
{
	for (size_t i = 0; i < sizeof sayings / sizeof *sayings; i++)
		if (str_find_nocase(text, sayings[i].first) != STR_NOT_FOUND &&
		    str_find_nocase(text, sayings[i].second) != STR_NOT_FOUND)
			return true;
	return false;
}

void
disclaimer_find(struct page *page)
{
	size_t from = page->body_from > REACH ? page->body_from - REACH : 0;
	size_t to = page->body_to + REACH;
	for (size_t i = from; i < to && i < page->segments.n; i++) {
		struct segment *segment = &page->segments.items[i];
		if (segment->use != SEGMENT_FREE || segment->hidden ||
		    segment->all.chars > MOST_CHARS || !disclaims(segment->text))
			continue;
		page->article->disclaimer = segment->text;
		return;
	}
}
