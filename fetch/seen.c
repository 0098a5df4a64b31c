/* SPDX-License-Identifier: MIT */
/* seen.c - the URLs a run has come to, as fingerprints */
#include "fetch/seen.h"

#include <string.h>

#include "lib/ascii.h"
#include "lib/mem.h"
#include "lib/uuid.h"

#define FIRST_SLOTS 1024u /* a power of two, as all that follow */

/* SipHash-2-4 (Aumasson and Bernstein, public domain). */
struct siphash {
	uint64_t v[4];
};

static uint64_t
turn(uint64_t word, int bits)
{
	return word << bits | word >> (64 - bits);
}

static void
mix(struct siphash *state, int rounds)
{
	uint64_t *v = state->v;
	while (rounds-- > 0) {
		v[0] += v[1];
		v[2] += v[3];
		v[1] = turn(v[1], 13) ^ v[0];
		v[3] = turn(v[3], 16) ^ v[2];
		v[0] = turn(v[0], 32);
		v[2] += v[1];
		v[0] += v[3];
		v[1] = turn(v[1], 17) ^ v[2];
		v[3] = turn(v[3], 21) ^ v[0];
		v[2] = turn(v[2], 32);
	}
}

static void
take_word(struct siphash *state, uint64_t word)
{
	state->v[3] ^= word;
	mix(state, 2);
	state->v[0] ^= word;
}

static uint64_t
hash(const uint64_t key[2], struct str text)
{
	struct siphash state = {{key[0] ^ 0x736f6d6570736575u, key[1] ^ 0x646f72616e646f6du,
	    key[0] ^ 0x6c7967656e657261u, key[1] ^ 0x7465646279746573u}};
	uint64_t word, last = (uint64_t)text.len << 56;
	size_t whole = text.len & ~(size_t)7;
	for (size_t i = 0; i < whole; i += 8) {
		memcpy(&word, text.ptr + i, 8);
		take_word(&state, word);
	}
	for (size_t i = whole; i < text.len; i++)
		last |= (uint64_t)(unsigned char)text.ptr[i] << (8 * (i - whole));
	take_word(&state, last);
	state.v[2] ^= 0xff;
	mix(&state, 4);
	uint64_t out = state.v[0] ^ state.v[1] ^ state.v[2] ^ state.v[3];
	return out ? out : 1;
}

/* The key's randomness is that of a version 4 UUID. */
static void
draw_key(uint64_t key[2])
{
	char text[UUID_LEN + 1];
	uuid_new(text);
	for (int i = 0; i < UUID_LEN; i++)
		if (ascii_hex(text[i]) >= 0)
			key[i > 17] = key[i > 17] << 4 | (uint64_t)ascii_hex(text[i]);
}

void
seen_init(struct seen *seen)
{
	*seen = (struct seen){.n_slots = FIRST_SLOTS};
	seen->slots = mem_alloc(FIRST_SLOTS * sizeof *seen->slots);
	draw_key(seen->key);
}

void
seen_clear(struct seen *seen)
{
	mem_free(seen->slots);
	*seen = (struct seen){0};
}

/* The slot that holds the value, or the free one where it belongs. */
static uint64_t *
find(const struct seen *seen, uint64_t value)
{
	size_t at = (size_t)value & (seen->n_slots - 1);
	while (seen->slots[at] && seen->slots[at] != value)
		at = (at + 1) & (seen->n_slots - 1);
	return &seen->slots[at];
}

static void
grow(struct seen *seen)
{
	struct seen bigger = *seen;
	bigger.n_slots *= 2;
	bigger.slots = mem_alloc(bigger.n_slots * sizeof *bigger.slots);
	for (size_t i = 0; i < seen->n_slots; i++)
		if (seen->slots[i])
			*find(&bigger, seen->slots[i]) = seen->slots[i];
	mem_free(seen->slots);
	*seen = bigger;
}

bool
seen_add(struct seen *seen, struct str text)
{
	uint64_t value = hash(seen->key, text);
	uint64_t *slot = find(seen, value);
	if (*slot)
		return false;
	*slot = value;
	if (++seen->n * 4 > seen->n_slots * 3)
		grow(seen);
	return true;
}

bool
seen_has(const struct seen *seen, struct str text)
{
	return *find(seen, hash(seen->key, text)) != 0;
}
