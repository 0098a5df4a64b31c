/* SPDX-License-Identifier: MIT */
/* timestamp.h - points in time as seconds since 1970 UTC, printed and read as RFC 3339 */
#ifndef LIB_TIMESTAMP_H
#define LIB_TIMESTAMP_H

#include <stdint.h>

#include "lib/arena.h"
#include "lib/compiler.h"
#include "lib/str.h"

#define TIMESTAMP_LEN 20 /* 2026-11-22T18:00:03Z */

int64_t timestamp_now(void);

/* Fills `out` (TIMESTAMP_LEN + 1 bytes) and returns it; years outside 0 to 9999 are clamped. */
const char *timestamp_print(int64_t at, char *out);
struct str timestamp_str(struct arena *arena, int64_t at);

/* Reads an RFC 3339 date-time with any offset, or a date (its midnight UTC). Fractions are cut. */
NODISCARD bool timestamp_read(struct str text, int64_t *at);

#endif
