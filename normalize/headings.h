/* SPDX-License-Identifier: MIT */
/* headings.h - paragraphs that are headings: 一、 … , bold ones, short lines above long text */
#ifndef NORMALIZE_HEADINGS_H
#define NORMALIZE_HEADINGS_H

#include <stdbool.h>

#include "normalize/body.h"

/*
 * Makes headings of the paragraphs that are some, with level and marker, and gives the headings
 * that came in their marker.  A run-in label ("保守治疗：…") and an item of a list are none.  The
 * text is not touched.  True when a heading was found.
 */
bool headings_find(struct body *body);

#endif
