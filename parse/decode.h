/* SPDX-License-Identifier: MIT */
/* decode.h - bytes in any encoding of the WHATWG Encoding Standard to UTF-8 */
#ifndef PARSE_DECODE_H
#define PARSE_DECODE_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/arena.h"
#include "lib/compiler.h"
#include "lib/str.h"
#include "parse/encoding.h"

/*
 * `text` is valid UTF-8 without a byte order mark and without U+0000 (which HTML leaves out of
 * text); each malformed piece became one U+FFFD, as the standard counts them.  It is a view of the
 * body when nothing had to change, and lies in the arena otherwise.
 */
struct decoded {
	struct str text;
	size_t n_replaced; /* malformed pieces */
};

/* False only when the C library has no converter for the encoding (gconv modules missing). */
NODISCARD bool decode_to_utf8(struct arena *arena, struct str body,
    const struct encoding_choice *choice, struct decoded *out);

#endif
