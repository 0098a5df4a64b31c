/* SPDX-License-Identifier: MIT */
/* frequent.c - which texts many pages of a site have: counts from a file or made on the spot */
#include "normalize/frequent.h"

#include <assert.h>
#include <errno.h>
#include <stdint.h>
#include <string.h>

#include "lib/io.h"
#include "lib/mem.h"

#define LINE_MAX_BYTES 4096 /* a site, two numbers and 80 characters */
#define FIRST_SLOTS    1024

/*
 * Texts are kept as 64-bit hashes of (site, kind, text).  Two of a million texts share a hash once
 * in thirty million runs.
 *
 * A pass counts the texts whose hashes lie in a share of all: from `first` to `last`, at the start
 * the whole range.  Whenever the table is full, the upper half of the share is dropped and left to
 * a later pass.  What is in the share at the end was in it all the time, so its counts are exact.
 * Then only what is frequent stays, and the next pass starts behind `last`.
 */
struct slot {
	uint64_t hash; /* 0: empty */
	uint64_t site; /* the site's hash; that of a site has its own */
	uint64_t count;
};

struct table {
	struct slot *slots;
	size_t n, cap; /* cap is a power of two */
};

struct frequent {
	struct table sites; /* pages of each */
	struct table texts;
	size_t most;      /* texts counted at a time */
	size_t n_earlier; /* texts kept from earlier passes */
	uint64_t first, last;
};

static void
table_init(struct table *table, size_t cap)
{
	*table = (struct table){mem_alloc(cap * sizeof *table->slots), 0, cap};
}

static struct slot *
find(const struct table *table, uint64_t hash)
{
	size_t i = (size_t)(hash ^ hash >> 29) & (table->cap - 1);
	while (table->slots[i].hash != 0 && table->slots[i].hash != hash)
		i = (i + 1) & (table->cap - 1);
	return &table->slots[i];
}

/* The slot of the hash, a new one when there was none. */
static struct slot *
add(struct table *table, uint64_t hash, uint64_t site)
{
	if ((table->n + 1) * 4 > table->cap * 3) {
		struct table larger;
		table_init(&larger, table->cap * 2);
		for (size_t i = 0; i < table->cap; i++)
			if (table->slots[i].hash != 0)
				*find(&larger, table->slots[i].hash) = table->slots[i];
		larger.n = table->n;
		mem_free(table->slots);
		*table = larger;
	}
	struct slot *slot = find(table, hash);
	if (slot->hash == 0) {
		slot->hash = hash;
		slot->site = site;
		table->n++;
	}
	return slot;
}

struct frequent *
frequent_new(size_t most)
{
	struct frequent *frequent = mem_alloc(sizeof *frequent);
	assert(most >= 4);
	table_init(&frequent->sites, FIRST_SLOTS);
	table_init(&frequent->texts, FIRST_SLOTS);
	frequent->most = most;
	frequent->last = UINT64_MAX;
	return frequent;
}

void
frequent_free(struct frequent *frequent)
{
	if (!frequent)
		return;
	mem_free(frequent->sites.slots);
	mem_free(frequent->texts.slots);
	mem_free(frequent);
}

/* FNV-1a over the parts with their lengths, never 0.  Its high bits, which choose the share, are
 * mixed with the low ones. */
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
	h = (h ^ h >> 32) * 0xFF51AFD7ED558CCDu;
	return h ? h : 1;
}

static uint64_t
hash_of_site(struct str site)
{
	return hash_of(site, -1, STR(""));
}

static void
set_row(struct frequent *frequent, const struct learned_row *row)
{
	if (!learned_is_common(row->pages, row->count))
		return;
	uint64_t site = hash_of_site(row->site);
	add(&frequent->sites, site, site)->count = row->pages;
	add(&frequent->texts, hash_of(row->site, (int)row->kind, row->text), site)->count =
	    row->count;
}

bool
frequent_load(struct frequent *frequent, struct arena *arena, const char *path, struct str *why)
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
			set_row(frequent, &row);
		else
			*why = arena_printf(
			    arena, "'%s' line %llu: not a line of counts", path, number);
	}
	io_in_close(&in);
	return worked;
}

/* Keeps the texts for which `stays`; the table's size stays too. */
static void
filter(struct frequent *frequent,
    bool (*stays)(const struct frequent *frequent, const struct slot *slot))
{
	struct table kept;
	table_init(&kept, frequent->texts.cap);
	for (size_t i = 0; i < frequent->texts.cap; i++) {
		const struct slot *slot = &frequent->texts.slots[i];
		if (slot->hash != 0 && stays(frequent, slot))
			*add(&kept, slot->hash, slot->site) = *slot;
	}
	mem_free(frequent->texts.slots);
	frequent->texts = kept;
}

/* Those of earlier passes and those of this pass's share. */
static bool
is_in_share(const struct frequent *frequent, const struct slot *slot)
{
	return slot->hash <= frequent->last;
}

static bool
is_frequent(const struct frequent *frequent, const struct slot *slot)
{
	return learned_is_common(find(&frequent->sites, slot->site)->count, slot->count);
}

struct counting {
	struct frequent *frequent;
	uint64_t site_hash;
	struct str site;
};

static void
count_text(void *state, enum learned_kind kind, struct str text)
{
	const struct counting *counting = state;
	struct frequent *frequent = counting->frequent;
	uint64_t hash = hash_of(counting->site, (int)kind, text);
	if (hash < frequent->first || hash > frequent->last)
		return;
	add(&frequent->texts, hash, counting->site_hash)->count++;
	while (frequent->texts.n - frequent->n_earlier > frequent->most) {
		frequent->last = frequent->first + (frequent->last - frequent->first) / 2;
		filter(frequent, is_in_share);
	}
}

void
frequent_count(struct frequent *frequent, struct arena *arena, const struct record *record)
{
	struct str site = learned_site(arena, record);
	struct counting counting = {frequent, hash_of_site(site), site};
	if (frequent->first == 0) /* the first pass sees every page */
		add(&frequent->sites, counting.site_hash, counting.site_hash)->count++;
	learned_each(arena, record, count_text, &counting);
}

bool
frequent_next_pass(struct frequent *frequent)
{
	filter(frequent, is_frequent);
	frequent->n_earlier = frequent->texts.n;
	if (frequent->last == UINT64_MAX)
		return false;
	frequent->first = frequent->last + 1;
	frequent->last = UINT64_MAX;
	return true;
}

bool
frequent_has(
    const struct frequent *frequent, struct str site, enum learned_kind kind, struct str text)
{
	const struct slot *slot = find(&frequent->texts, hash_of(site, (int)kind, text));
	return slot->hash != 0 && is_frequent(frequent, slot);
}
