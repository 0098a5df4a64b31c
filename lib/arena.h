/* SPDX-License-Identifier: MIT */
/* arena.h - memory of one record or page, released all at once */
#ifndef LIB_ARENA_H
#define LIB_ARENA_H

#include <stddef.h>

#include "lib/compiler.h"
#include "lib/str.h"

/*
 * arena_init gives an empty arena of at most `limit` bytes; arena_reset forgets everything in it
 * and keeps the first block; arena_clear gives all memory back.  An allocation past the limit calls
 * `over` (which must not return) or, when that is NULL, ends the program.
 */
struct arena {
	struct arena_block *blocks; /* newest first */
	size_t used, limit;         /* bytes handed out; bytes allowed */
	void (*over)(void);
};

void arena_init(struct arena *arena, size_t limit);
void arena_reset(struct arena *arena);
void arena_clear(struct arena *arena);

void *arena_alloc(struct arena *arena, size_t size); /* zeroed, aligned for anything, never NULL */
void *arena_take(struct arena *arena, size_t size);  /* the same, with whatever was there */
struct str
arena_copy(struct arena *arena, struct str s); /* NUL-terminated copy; absent stays absent */
const char *
arena_text(struct arena *arena, struct str s); /* the copy as a C string; "" if absent */
PRINTF(2, 3) struct str arena_printf(struct arena *arena, const char *format, ...);

/*
 * Lists are structs of `items` and `n` whose capacity follows from n.  ARENA_PUSH makes room for
 * one more and gives a pointer to the new, zeroed item:
 *     *ARENA_PUSH(arena, &article->keywords) = word;
 */
void *arena_more(struct arena *arena, void *items, size_t n, size_t size);
#define ARENA_PUSH(arena, list)                                                                    \
	((list)->items = arena_more((arena), (list)->items, (list)->n, sizeof *(list)->items),     \
	    &(list)->items[(list)->n++])

#endif
