/* SPDX-License-Identifier: MIT */
/* encoding_detect.h - which encoding bytes look like, whatever was declared */
#ifndef PARSE_ENCODING_DETECT_H
#define PARSE_ENCODING_DETECT_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/str.h"

/* What of the bytes outside ASCII reads as UTF-8. */
struct utf8_share {
	size_t n_high;   /* bytes in valid sequences of more than one byte */
	size_t n_broken; /* places where no sequence is */
};

/* Stops early where the text clearly is not UTF-8. */
struct utf8_share encoding_utf8_share(struct str body);

/* Enough of it to be meant as UTF-8, in spite of damage. */
bool encoding_is_utf8(struct utf8_share share);

/*
 * How East Asian the bytes look: how many of a thousand characters, read in the encoding `name`,
 * are among the most frequent of its language.  Real text reaches 150 to 500, text in another
 * encoding stays under 60; 0 where the bytes break the encoding's structure, and for other
 * encodings.  `*n_characters` of more than one byte were looked at.
 */
unsigned encoding_frequent(struct str body, const char *name, size_t *n_characters);

/* The East Asian encoding that `body` is in beyond doubt, or NULL. */
const char *encoding_detect_east_asian(struct str body);

/* The best guess (a WHATWG name), or NULL when there is nothing to guess from. */
const char *encoding_detect(struct str body);

#endif
