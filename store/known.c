/* SPDX-License-Identifier: MIT */
/* known.c - texts that were met lately, and the ids they have in the database */
#include "store/known.h"

#include <string.h>

#include "lib/mem.h"

#define N_SLOTS    16384u /* a power of two */
#define LONGEST    2048
#define MULTIPLIER 0x9E3779B97F4A7C15u /* 2^64 over the golden ratio: spreads neighbours */

struct known_text {
	char *text;
	size_t len, room;
	int64_t id; /* 0: the slot is free */
};

void
known_open(struct known *known)
{
	known->slots = mem_alloc(N_SLOTS * sizeof *known->slots);
}

void
known_close(struct known *known)
{
	for (size_t i = 0; i < N_SLOTS; i++)
		mem_free(known->slots[i].text);
	mem_free(known->slots);
}

/* Eight bytes at a time: str_hash would take longer than the look itself. */
static size_t
slot_of(struct str text)
{
	uint64_t hash = text.len, piece;
	size_t at = 0;
	for (; at + sizeof piece <= text.len; at += sizeof piece) {
		memcpy(&piece, text.ptr + at, sizeof piece);
		hash = (hash ^ piece) * MULTIPLIER;
		hash ^= hash >> 32;
	}
	for (; at < text.len; at++)
		hash = (hash ^ (unsigned char)text.ptr[at]) * MULTIPLIER;
	return (size_t)(hash >> 40) & (N_SLOTS - 1);
}

int64_t
known_find(const struct known *known, struct str text)
{
	const struct known_text *slot = &known->slots[slot_of(text)];
	bool is_it = slot->id && str_eq(text, (struct str){slot->text, slot->len});
	return is_it ? slot->id : 0;
}

void
known_keep(struct known *known, struct str text, int64_t id)
{
	struct known_text *slot = &known->slots[slot_of(text)];
	if (text.len > LONGEST)
		return;
	if (text.len > slot->room) {
		slot->text = mem_resize(slot->text, text.len);
		slot->room = text.len;
	}
	if (text.len > 0)
		memcpy(slot->text, text.ptr, text.len);
	slot->len = text.len;
	slot->id = id;
}

void
known_forget(struct known *known)
{
	for (size_t i = 0; i < N_SLOTS; i++)
		known->slots[i].id = 0;
}
