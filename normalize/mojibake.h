/* SPDX-License-Identifier: MIT */
/* mojibake.h - UTF-8 that was read as Latin-1 or GBK: undone where that is exact, else told */
#ifndef NORMALIZE_MOJIBAKE_H
#define NORMALIZE_MOJIBAKE_H

#include <stdbool.h>

#include "lib/arena.h"
#include "lib/str.h"

struct mojibake;

struct mojibake *mojibake_new(void);
void mojibake_free(struct mojibake *mojibake);

/*
 * Looks at valid UTF-8.  When all of it, or a run of characters above U+007F that bytes of
 * windows-1252 could be, turns into valid UTF-8 byte for byte and back again, *text becomes that
 * (memory of `arena`) and true is returned.
 */
bool mojibake_repair(struct mojibake *mojibake, struct arena *arena, struct str *text);

/* Whether the text shows damage that nobody can undo: U+FFFD, 锟斤拷, ï¿½ and kin. */
bool mojibake_is_damaged(struct str text);

#endif
