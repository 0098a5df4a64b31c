/* SPDX-License-Identifier: MIT */
/* sections.h - the body's plain text, whole and by its headings */
#ifndef NORMALIZE_SECTIONS_H
#define NORMALIZE_SECTIONS_H

#include "lib/arena.h"
#include "lib/article.h"

/* Fills `text` and `sections` from `blocks`.  Cells of a table's row are joined by tabs, everything
 * else by line feeds; a figure gives its caption.  The lead is there only when it has text. */
void sections_fill(struct arena *arena, struct article *article);

#endif
