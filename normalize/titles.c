/* SPDX-License-Identifier: MIT */
/* titles.c - titles without the name of their site */
#include "normalize/titles.h"

#include "lib/fingerprint.h"

static bool
is_site_name(struct arena *arena, struct str end, struct str site_name)
{
	if (site_name.len == 0)
		return false;
	/* The separator goes with the fold, but for hyphens and bars. */
	struct str key = fingerprint_fold(arena, end);
	struct str name = fingerprint_fold(arena, site_name);
	return key.len > name.len ? str_ends(key, name) && key.len - name.len <= 3
				  : str_eq(key, name);
}

void
titles_normalize(
    struct arena *arena, const struct frequent *frequent, struct str site, struct article *article)
{
	for (;;) {
		struct str end = learned_title_end(article->title);
		if (end.len == 0 || end.len >= article->title.len)
			return;
		if (!is_site_name(arena, end, article->site_name) &&
		    !(frequent && frequent_has(frequent, site, LEARNED_TITLE, end)))
			return;
		*ARENA_PUSH(arena, &article->removed) = (struct removed){
		    .rule = STR("title-suffix"), .text = end, .member = STR("title")};
		article->title =
		    str_trim(str_slice(article->title, 0, article->title.len - end.len));
	}
}
