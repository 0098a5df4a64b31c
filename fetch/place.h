/* SPDX-License-Identifier: MIT */
/* place.h - the IP addresses in use: hosts that share one share its patience */
#ifndef FETCH_PLACE_H
#define FETCH_PLACE_H

#include <stdbool.h>
#include <stddef.h>

#include "fetch/address.h"

/* One address, for as long as the run lasts. */
struct place {
	struct place *next; /* in its bucket */
	struct address address;
	unsigned n_active; /* transfers with it */
	double next_at;    /* no new one before this (clock.h) */
};

struct places {
	struct place **buckets;
	size_t n, n_buckets;
	unsigned most_active; /* transfers with one address at a time */
	double gap;           /* seconds between two of them */
};

void places_init(struct places *places, unsigned most_active, double gap);
void places_clear(struct places *places);

/* The place of an address; made when it is new. Valid until places_clear. */
struct place *places_find(struct places *places, const struct address *address);

/* The next free turn there, taken by the caller: `now`, or when it comes up. */
double place_turn(const struct places *places, struct place *place, double now);

/* A transfer with the address begins and ends. */
bool place_has_room(const struct places *places, const struct place *place);
void place_enter(struct place *place);
void place_leave(struct place *place);

#endif
