/* SPDX-License-Identifier: MIT */
/* members.h - the members of a stored record, one after another, without reading what they hold */
#ifndef STORE_MEMBERS_H
#define STORE_MEMBERS_H

#include <stdbool.h>

#include "lib/compiler.h"
#include "lib/str.h"

/*
 * `*rest` begins as a line that holds one JSON object as lib/record writes them: valid, without
 * blanks between its tokens.  Each call gives the next member, its name without quotes (names of
 * ours need no escapes) and its value as JSON text; views into the line.  False at the end.
 */
NODISCARD bool members_next(struct str *rest, struct str *name, struct str *value);

#endif
