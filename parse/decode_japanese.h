/* SPDX-License-Identifier: MIT */
/* decode_japanese.h - EUC-JP and ISO-2022-JP, whose characters are those of Shift_JIS */
#ifndef PARSE_DECODE_JAPANESE_H
#define PARSE_DECODE_JAPANESE_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/buf.h"
#include "lib/compiler.h"
#include "lib/str.h"

/* Whether an encoding, by its WHATWG name, is one of the two. */
bool decode_is_japanese(const char *name);

/* As decode_east_asian. */
NODISCARD bool
decode_japanese(const char *name, struct str body, struct buf *out, size_t *n_replaced);

#endif
