/* SPDX-License-Identifier: MIT */
/* measure.h - how much text a text is, the same for scripts with and without spaces */
#ifndef PARSE_MEASURE_H
#define PARSE_MEASURE_H

#include <stdint.h>

#include "lib/str.h"

struct measure {
	uint32_t chars;   /* code points that are no white space */
	uint32_t cjk;     /* of these: Han, kana, hangul */
	uint32_t letters; /* of these: letters of other scripts */
	uint32_t digits;
	uint32_t words;     /* runs of letters and digits; each CJK character is one */
	uint32_t sentences; /* sentence ends: 。！？ and .!? before a space or the end */
	uint32_t commas;    /* ，、；,; */
};

struct measure measure_of(struct str text);
uint32_t measure_chars(struct str text); /* of these, `chars` alone */
void measure_add(struct measure *sum, struct measure one);

#endif
