/* SPDX-License-Identifier: MIT */
/* ordinal.h - the numbers that begin headings and items: 一、 （二） 3. ④ */
#ifndef NORMALIZE_ORDINAL_H
#define NORMALIZE_ORDINAL_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/str.h"

/* From the outermost to the innermost, as Chinese texts nest them. */
enum ordinal_kind {
	ORDINAL_HAN,         /* 一、 */
	ORDINAL_HAN_PAREN,   /* （一） (一) */
	ORDINAL_DIGIT,       /* 1. 1、 */
	ORDINAL_DIGIT_PAREN, /* （1） (1) 1) */
	ORDINAL_CIRCLE,      /* ① */
	ORDINAL_N_KINDS
};

struct ordinal {
	enum ordinal_kind kind;
	int value;  /* 1 to 99 */
	size_t len; /* of the marker, without the space after it */
};

/* Reads the ordinal at the start of the text.  1.5 and 12.3.2024 are none. */
bool ordinal_read(struct str text, struct ordinal *out);

#endif
