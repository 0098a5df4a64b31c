/* SPDX-License-Identifier: MIT */
/* hints.h - what the names of classes, ids and elements suggest about a part of a page */
#ifndef PARSE_HINTS_H
#define PARSE_HINTS_H

#include <stdint.h>

#include "lib/arena.h"
#include "parse/dom.h"

enum hint {
	HINT_CONTENT = 1 << 0,  /* article, content, post-body */
	HINT_NAV = 1 << 1,      /* menus, breadcrumbs, pagers, tool bars */
	HINT_HEADER = 1 << 2,   /* the page's head */
	HINT_FOOTER = 1 << 3,   /* the page's foot, legal lines */
	HINT_SIDE = 1 << 4,     /* side bars, widgets */
	HINT_COMMENT = 1 << 5,  /* readers' comments */
	HINT_RELATED = 1 << 6,  /* other articles */
	HINT_AD = 1 << 7,       /* advertising */
	HINT_SHARE = 1 << 8,    /* share and follow buttons */
	HINT_POPUP = 1 << 9,    /* cookie notices, newsletters, sign-up boxes */
	HINT_BYLINE = 1 << 10,  /* the author */
	HINT_DATE = 1 << 11,    /* the date */
	HINT_META = 1 << 12,    /* byline, date, source, counts together */
	HINT_TERM = 1 << 13,    /* a glossary card */
	HINT_TITLE = 1 << 14,   /* the title */
	HINT_CAPTION = 1 << 15, /* what belongs to a picture or video */
	HINT_TAGS = 1 << 16,    /* keywords */
	HINT_UNSEEN = 1 << 17   /* for screen readers or scripts only */
};

struct hints {
	uint32_t *own;       /* by node: of its own element, class and id */
	uint32_t *inherited; /* by node: its own and its ancestors' */
};

/* One walk over the page; both arrays have dom->n items and live in `arena`. */
void hints_collect(struct hints *hints, struct arena *arena, const struct dom *dom);

#endif
