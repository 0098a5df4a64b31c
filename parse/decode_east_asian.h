/* SPDX-License-Identifier: MIT */
/* decode_east_asian.h - the encodings of more than one byte a character, by iconv and corrections
 */
#ifndef PARSE_DECODE_EAST_ASIAN_H
#define PARSE_DECODE_EAST_ASIAN_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/buf.h"
#include "lib/compiler.h"
#include "lib/str.h"

/* Whether an encoding, by its WHATWG name, is one of these. */
bool decode_is_east_asian(const char *name);

/* Adds the body to `out` as UTF-8 and the number of its malformed pieces to *n_replaced; false when
 * the C library lacks the converter, or `out` is full. */
NODISCARD bool
decode_east_asian(const char *name, struct str body, struct buf *out, size_t *n_replaced);

#endif
