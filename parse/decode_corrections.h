/* SPDX-License-Identifier: MIT */
/* decode_corrections.h - where glibc's converters and the WHATWG Encoding Standard part ways */
#ifndef PARSE_DECODE_CORRECTIONS_H
#define PARSE_DECODE_CORRECTIONS_H

#include <stddef.h>
#include <stdint.h>

#define DECODE_NO_CHARACTER 0xfffd

/* A character's bytes as one big-endian number, and the code point they stand for. */
struct correction {
	uint32_t bytes, code_point;
};

/* Sorted by `bytes`, so that a search may halve. */
struct correction_list {
	const struct correction *items;
	size_t n;
};

extern const struct correction_list DECODE_CORRECTIONS_GB18030, DECODE_CORRECTIONS_BIG5,
    DECODE_CORRECTIONS_SHIFT_JIS, DECODE_CORRECTIONS_EUC_KR;

#endif
