/* SPDX-License-Identifier: MIT */
/* utf8.h - is this UTF-8, and where does it stop being so (Unicode 15, 3.9, table 3-7) */
#ifndef PARSE_UTF8_H
#define PARSE_UTF8_H

#include <stddef.h>
#include <stdint.h>

#include "lib/str.h"

#define UTF8_REPLACEMENT "\xef\xbf\xbd" /* U+FFFD */
#define UTF8_MAX         4              /* bytes of the longest sequence */

/* The length of the longest beginning that is valid UTF-8; runs of ASCII go by words. */
size_t utf8_valid_len(struct str text);

/* For text that does not begin with a valid sequence: how many bytes one U+FFFD stands for
 * (a "maximal subpart", as the Encoding Standard's decoder counts); at least 1. */
size_t utf8_broken_len(struct str text);

/* Writes one scalar value to `out` (UTF8_MAX bytes) and returns its length. */
size_t utf8_encode(uint32_t code_point, char *out);

/* The scalar value at the start of valid UTF-8, and its length. */
uint32_t utf8_decode(struct str text, size_t *len);

/* How many bytes at the start are ASCII. */
size_t utf8_ascii_len(struct str text);

#endif
