/* SPDX-License-Identifier: MIT */
/* teasers.h - texts beside the article: related teasers, glossary cards */
#ifndef NORMALIZE_TEASERS_H
#define NORMALIZE_TEASERS_H

#include <stdbool.h>

#include "lib/arena.h"
#include "lib/article.h"
#include "normalize/boilerplate.h"
#include "normalize/repair.h"
#include "normalize/rules.h"

struct teasers_tools {
	struct repair *repair;
	struct rules *rules;
	const struct boilerplate_page *page;
	bool whole; /* cut a teaser behind its last full sentence */
};

/*
 * Repairs the texts of `related` and `terms`, takes boilerplate lines and buttons out of them (with
 * entries in `removed`, at = index in the list), bold marks too, and says which teasers stop in the
 * middle of a sentence.
 */
void
teasers_normalize(struct arena *arena, const struct teasers_tools *tools, struct article *article);

#endif
