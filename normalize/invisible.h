/* SPDX-License-Identifier: MIT */
/* invisible.h - characters that nobody sees: which go, and where some must stay */
#ifndef NORMALIZE_INVISIBLE_H
#define NORMALIZE_INVISIBLE_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/str.h"

/*
 * Whether the character at text.ptr[at] goes: controls, zero-width and bidi characters, byte-order
 * marks, interlinear marks, non-characters.  What carries meaning stays: joiners inside emoji and
 * inside words of scripts that shape by them, variation selectors after Han and symbols, the tags
 * of flags.  `before` is the character kept last, 0 for none.  White space is never invisible.
 */
bool invisible_goes(struct str text, size_t at, uint32_t before);

#endif
