/* SPDX-License-Identifier: MIT */
/* state.h - articles that live only in the JSON state of a script-built page */
#ifndef PARSE_STATE_H
#define PARSE_STATE_H

#include "parse/page.h"

/*
 * When the visible page has next to no body, looks for the article in the page's state objects
 * (application/json scripts, window.__INITIAL_STATE__ = {...} and kin): the object whose members
 * read most like an article's.  Fills what the article lacks: title, authors, date, blocks, terms,
 * disclaimer, related.  A page with a body of its own keeps it, for its state is a twin; but where
 * it shows only how the article begins, the state, or the articleBody of structured data, gives the
 * blocks.  The source of the body if it was replaced, else NULL.
 */
const char *state_fill(struct page *page);

#endif
