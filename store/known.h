/* SPDX-License-Identifier: MIT */
/* known.h - texts that were met lately, and the ids they have in the database */
#ifndef STORE_KNOWN_H
#define STORE_KNOWN_H

#include <stdint.h>

#include "lib/str.h"

struct known_text;

/* A table of fixed size: a new text takes the place of the one that its hash meets.  Texts are
 * copied; long ones are not kept, so that all of them take less than 32 MiB. */
struct known {
	struct known_text *slots;
};

void known_open(struct known *known);
void known_close(struct known *known);

/* The id of exactly this text; 0 where it is not known (any more). */
int64_t known_find(const struct known *known, struct str text);
void known_keep(struct known *known, struct str text, int64_t id);

/* Nothing is known any more: after a rollback, or when another writer may have taken rows away. */
void known_forget(struct known *known);

#endif
