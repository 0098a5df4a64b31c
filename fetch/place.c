/* SPDX-License-Identifier: MIT */
/* place.c - the IP addresses in use: hosts that share one share its patience */
#include "fetch/place.h"

#include <stdint.h>
#include <string.h>

#include "lib/mem.h"

#define FIRST_BUCKETS 256u /* a power of two, as all that follow */

void
places_init(struct places *places, unsigned most_active, double gap)
{
	*places =
	    (struct places){.n_buckets = FIRST_BUCKETS, .most_active = most_active, .gap = gap};
	places->buckets = mem_alloc(FIRST_BUCKETS * sizeof *places->buckets);
}

void
places_clear(struct places *places)
{
	for (size_t i = 0; i < places->n_buckets; i++) {
		while (places->buckets[i]) {
			struct place *next = places->buckets[i]->next;
			mem_free(places->buckets[i]);
			places->buckets[i] = next;
		}
	}
	mem_free(places->buckets);
	*places = (struct places){0};
}

static struct place **
bucket_of(const struct places *places, const struct address *address)
{
	uint64_t hash = 14695981039346656037u; /* FNV-1a: addresses are few and checked */
	for (size_t i = 0; i < sizeof address->bytes; i++)
		hash = (hash ^ address->bytes[i]) * 1099511628211u;
	return &places->buckets[(hash >> 32) & (places->n_buckets - 1)];
}

static void
grow(struct places *places)
{
	struct places bigger = *places;
	bigger.n_buckets *= 2;
	bigger.buckets = mem_alloc(bigger.n_buckets * sizeof *bigger.buckets);
	for (size_t i = 0; i < places->n_buckets; i++) {
		while (places->buckets[i]) {
			struct place *place = places->buckets[i];
			struct place **to = bucket_of(&bigger, &place->address);
			places->buckets[i] = place->next;
			place->next = *to;
			*to = place;
		}
	}
	mem_free(places->buckets);
	*places = bigger;
}

struct place *
places_find(struct places *places, const struct address *address)
{
	struct place **bucket = bucket_of(places, address);
	for (struct place *place = *bucket; place; place = place->next)
		if (memcmp(&place->address, address, sizeof *address) == 0)
			return place;
	if (places->n >= places->n_buckets) {
		grow(places);
		bucket = bucket_of(places, address);
	}
	struct place *place = mem_alloc(sizeof *place);
	place->address = *address;
	place->next = *bucket;
	*bucket = place;
	places->n++;
	return place;
}

double
place_turn(const struct places *places, struct place *place, double now)
{
	double turn = place->next_at > now ? place->next_at : now;
	place->next_at = turn + places->gap;
	return turn;
}

bool
place_has_room(const struct places *places, const struct place *place)
{
	return place->n_active < places->most_active;
}

void
place_enter(struct place *place)
{
	place->n_active++;
}

void
place_leave(struct place *place)
{
	place->n_active--;
}
