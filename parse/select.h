/* SPDX-License-Identifier: MIT */
/* select.h - what a selector finds on a page, for people who write site profiles */
#ifndef PARSE_SELECT_H
#define PARSE_SELECT_H

#include "lib/arena.h"
#include "lib/compiler.h"
#include "lib/io.h"
#include "parse/dom.h"
#include "parse/selector.h"

/*
 * Prints a line for each match, in document order: the element as name#id.class, a tab, and what a
 * field of a profile would take from it: its text on one line, a <meta>'s content; for a link or
 * an image also a tab and the address as written.  Control characters become U+FFFD.  False when
 * the search was given up (selector.h).
 */
NODISCARD bool select_print(const struct selector *selector, struct arena *arena,
    const struct dom *dom, struct io_out *out);

#endif
