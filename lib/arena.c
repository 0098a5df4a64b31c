/* SPDX-License-Identifier: MIT */
/* arena.c - memory of one record or page, released all at once */
#include "lib/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "lib/diag.h"
#include "lib/mem.h"

#define FIRST_BLOCK   65536u
#define LARGEST_BLOCK (8u << 20)

struct arena_block {
	struct arena_block *older;
	size_t size, used; /* bytes after this header */
	alignas(max_align_t) char bytes[];
};

void
arena_init(struct arena *arena, size_t limit)
{
	*arena = (struct arena){.limit = limit};
}

static void
free_newer_than_first(struct arena *arena)
{
	while (arena->blocks && arena->blocks->older) {
		struct arena_block *older = arena->blocks->older;
		mem_free(arena->blocks);
		arena->blocks = older;
	}
}

void
arena_reset(struct arena *arena)
{
	free_newer_than_first(arena);
	if (arena->blocks)
		arena->blocks->used = 0;
	arena->used = 0;
}

void
arena_clear(struct arena *arena)
{
	free_newer_than_first(arena);
	mem_free(arena->blocks);
	arena->blocks = NULL;
	arena->used = 0;
}

static void
add_block(struct arena *arena, size_t size)
{
	size_t room = arena->blocks ? arena->blocks->size * 2 : FIRST_BLOCK;
	if (room > LARGEST_BLOCK)
		room = LARGEST_BLOCK;
	if (room < size)
		room = size;
	struct arena_block *block = mem_resize(NULL, sizeof *block + room);
	block->older = arena->blocks;
	block->size = room;
	block->used = 0;
	arena->blocks = block;
}

void *
arena_take(struct arena *arena, size_t size)
{
	const size_t step = alignof(max_align_t);
	if (size > arena->limit - arena->used) {
		if (arena->over)
			arena->over();
		diag_die("a record needs more than its %zu bytes of memory", arena->limit);
	}
	size_t rounded = (size + step - 1) / step * step;
	if (!arena->blocks || rounded > arena->blocks->size - arena->blocks->used)
		add_block(arena, rounded);
	void *ptr = arena->blocks->bytes + arena->blocks->used;
	arena->blocks->used += rounded;
	arena->used += size;
	return ptr;
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	return memset(arena_take(arena, size), 0, size);
}

struct str
arena_copy(struct arena *arena, struct str s)
{
	if (!s.ptr)
		return s;
	char *copy = arena_take(arena, s.len + 1);
	memcpy(copy, s.ptr, s.len);
	copy[s.len] = '\0';
	return (struct str){copy, s.len};
}

const char *
arena_text(struct arena *arena, struct str s)
{
	return s.ptr ? arena_copy(arena, s).ptr : "";
}

struct str
arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int len = vsnprintf(NULL, 0, format, args);
	char *text = arena_alloc(arena, (size_t)(len < 0 ? 0 : len) + 1);
	if (len > 0)
		vsnprintf(text, (size_t)len + 1, format, again);
	va_end(again);
	va_end(args);
	return (struct str){text, (size_t)(len < 0 ? 0 : len)};
}

void *
arena_more(struct arena *arena, void *items, size_t n, size_t size)
{
	/* The capacity is 0, 4, 8, 16 ...: full exactly when n is 0 or a power of two from 4 up. */
	bool full = n == 0 || (n >= 4 && (n & (n - 1)) == 0);
	if (!full)
		return items;
	void *larger = arena_alloc(arena, (n < 4 ? 4 : n * 2) * size);
	if (n > 0)
		memcpy(larger, items, n * size);
	return larger;
}
