/* SPDX-License-Identifier: MIT */
/* cursor.h - how far a consumer has read: DATABASE-ID:N, opaque to everybody else */
#ifndef STORE_CURSOR_H
#define STORE_CURSOR_H

#include "store/db.h"

#define CURSOR_ID_LEN 32 /* database.id: 128 random bits */
#define CURSOR_LEN    (CURSOR_ID_LEN + 1 + 19)

struct cursor {
	char database[CURSOR_ID_LEN + 1];
	int64_t change; /* 0: nothing was read yet */
};

/* Reads the text of a cursor; false when it is none. */
NODISCARD bool cursor_read(struct str text, struct cursor *out);

/* The cursor of everything that the open transaction sees. */
void cursor_of(struct db *db, struct cursor *out);

/* Fills `out` (CURSOR_LEN + 1 bytes) and returns it. */
const char *cursor_print(const struct cursor *cursor, char *out);

/* Why what changed since `cursor` cannot be told by a database that is at `now`; NULL when it can.
 */
const char *cursor_misfit(const struct cursor *cursor, const struct cursor *now);

#endif
