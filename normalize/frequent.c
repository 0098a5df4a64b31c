/* SPDX-License-Identifier: MIT */
/* common.c - which texts are common on a site: counts from a file or made on the spot */
#include "normalize/common.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>

#include "lib/io.h"
#include "lib/mem.h"

#define LINE_MAX_BYTES 4096 /* a site, two numbers and 80 characters */

/*
 * A hash table from 64-bit hashes of (site, kind, text) to counts: sixteen bytes a text, so that
 * counting a large file on the spot (--learn) stays in memory.  Pages of a site are counted under
 * kind PAGES with no text.  Two of a million texts share a hash once in thirty million runs.
 */
#define PAGES (-1)

struct slot {
	uint64_t hash; /* 0: empty */
	uint64_t count;
};

struct common {
	struct slot *slots;
	size_t n, cap; /* cap is a power of two */
};

struct common *
common_new(void)
{
	struct common *common = mem_alloc(sizeof *common);
	common->cap = 1024;
	common->slots = mem_alloc(common->cap * sizeof *common->slots);
	return common;
}

void
common_free(struct common *common)
{
	if (!common)
		return;
	mem_free(common->slots);
	mem_free(common);
}

/* FNV-1a over the parts with their lengths, never 0. */
static uint64_t
hash_of(struct str site, int kind, struct str text)
{
	uint64_t h = 0xCBF29CE484222325u;
	const struct str parts[] = {site, text};
	h = (h ^ (uint64_t)(kind + 2)) * 0x100000001B3u;
	for (size_t p = 0; p < 2; p++) {
		for (size_t i = 0; i < parts[p].len; i++)
			h = (h ^ (unsigned char)parts[p].ptr[i]) * 0x100000001B3u;
		h = (h ^ 0xFF) * 0x100000001B3u;
	}
	return h ? h : 1;
}

static struct slot *
find(const struct common *common, uint64_t hash)
{
	size_t i = (size_t)(hash ^ hash >> 29) & (common->cap - 1);
	while (common->slots[i].hash != 0 && common->slots[i].hash != hash)
		i = (i + 1) & (common->cap - 1);
	return &common->slots[i];
}

static void
grow(struct common *common)
{
	struct common larger = {NULL, common->n, common->cap * 2};
	larger.slots = mem_alloc(larger.cap * sizeof *larger.slots);
	for (size_t i = 0; i < common->cap; i++)
		if (common->slots[i].hash != 0)
			*find(&larger, common->slots[i].hash) = common->slots[i];
	mem_free(common->slots);
	*common = larger;
}

static uint64_t *
count_at(struct common *common, uint64_t hash)
{
	if ((common->n + 1) * 4 > common->cap * 3)
		grow(common);
	struct slot *slot = find(common, hash);
	if (slot->hash == 0) {
		slot->hash = hash;
		common->n++;
	}
	return &slot->count;
}

static void
set_row(struct common *common, const struct learned_row *row)
{
	*count_at(common, hash_of(row->site, PAGES, STR(""))) = row->pages;
	*count_at(common, hash_of(row->site, (int)row->kind, row->text)) = row->count;
}

bool
common_load(struct common *common, struct arena *arena, const char *path, struct str *why)
{
	struct io_in in;
	struct str line;
	unsigned long long number = 0;
	enum io_line got;
	bool worked = true;
	if (!io_in_open(&in, path)) {
		*why = arena_printf(arena, "cannot read '%s': %s", path, strerror(errno));
		return false;
	}
	while (worked && (got = io_in_line(&in, LINE_MAX_BYTES, &line)) != IO_END) {
		struct learned_row row;
		number++;
		worked = got == IO_LINE && learned_read(line, &row);
		if (worked)
			set_row(common, &row);
		else
			*why = arena_printf(
			    arena, "'%s' line %llu: not a line of counts", path, number);
	}
	io_in_close(&in);
	return worked;
}

struct counting {
	struct common *common;
	struct str site;
};

static void
count_text(void *state, enum learned_kind kind, struct str text)
{
	const struct counting *counting = state;
	++*count_at(counting->common, hash_of(counting->site, (int)kind, text));
}

void
common_count(struct common *common, struct arena *arena, const struct record *record)
{
	struct counting counting = {common, learned_site(arena, record)};
	++*count_at(common, hash_of(counting.site, PAGES, STR("")));
	learned_each(arena, record, count_text, &counting);
}

bool
common_has(const struct common *common, struct str site, enum learned_kind kind, struct str text)
{
	uint64_t count = find(common, hash_of(site, (int)kind, text))->count;
	if (count < LEARNED_PAGES)
		return false;
	return learned_is_common(find(common, hash_of(site, PAGES, STR("")))->count, count);
}
