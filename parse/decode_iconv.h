/* SPDX-License-Identifier: MIT */
/* decode_iconv.h - one of the C library's converters, fed with whole characters */
#ifndef PARSE_DECODE_ICONV_H
#define PARSE_DECODE_ICONV_H

#include <iconv.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/buf.h"
#include "lib/compiler.h"
#include "lib/str.h"
#include "parse/multibyte.h"

struct decode_iconv {
	iconv_t cd;
	multibyte_shape *shape; /* of the characters that are fed */
	bool ascii_stays;       /* an ASCII trail of an unknown pair is a character of its own */
	struct buf *out;
	size_t n_replaced;
};

/* False when the C library has no such converter. */
NODISCARD bool decode_iconv_open(
    struct decode_iconv *to, const char *charset, multibyte_shape *shape, struct buf *out);
void decode_iconv_close(struct decode_iconv *to);

/* Whole characters; those that the converter does not know become U+FFFD.  False: `out` is full. */
NODISCARD bool decode_iconv_run(struct decode_iconv *to, struct str run);

/* One U+FFFD, or one character. */
NODISCARD bool decode_iconv_broken(struct decode_iconv *to);
NODISCARD bool decode_iconv_put(struct decode_iconv *to, uint32_t code_point);

#endif
