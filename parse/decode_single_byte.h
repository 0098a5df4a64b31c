/* SPDX-License-Identifier: MIT */
/* decode_single_byte.h - the encodings of one byte a character */
#ifndef PARSE_DECODE_SINGLE_BYTE_H
#define PARSE_DECODE_SINGLE_BYTE_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/buf.h"
#include "lib/compiler.h"
#include "lib/str.h"

/* As decode_east_asian, for the WHATWG names of section 9 of the Encoding Standard. */
NODISCARD bool
decode_single_byte(const char *name, struct str body, struct buf *out, size_t *n_replaced);

#endif
