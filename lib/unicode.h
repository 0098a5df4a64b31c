/* SPDX-License-Identifier: MIT */
/* unicode.h - code points in UTF-8, and the classes of them that decide how text is read */
#ifndef LIB_UNICODE_H
#define LIB_UNICODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/str.h"

#define UNICODE_REPLACEMENT 0xFFFDu
#define UNICODE_MAX_BYTES   4 /* of one code point in UTF-8 */

/* The code point at text.ptr[*at] (*at < text.len); moves *at past it.  A byte that begins no valid
 * sequence gives UNICODE_REPLACEMENT and is one byte long. */
static inline uint32_t unicode_next(struct str text, size_t *at);
/* The code point before text.ptr[*at] (*at > 0) of valid UTF-8; moves *at to its first byte. */
uint32_t unicode_previous(struct str text, size_t *at);

/* Writes a scalar value to `out` (UNICODE_MAX_BYTES bytes of room); returns its length. */
size_t unicode_put(char *out, uint32_t c);

/* Whether all of it is UTF-8 without surrogates and overlong forms (Unicode 15, table 3-7). */
bool unicode_is_valid(struct str text);

/* Code points of the text; a byte that begins no valid sequence counts as one. */
size_t unicode_count(struct str text);

/* Whether the text has at least `n` code points; long texts are not counted to the end. */
bool unicode_has(struct str text, size_t n);

/* The text up to `n` code points. */
struct str unicode_prefix(struct str text, size_t n);

bool unicode_is_han(uint32_t c);    /* an ideograph, with 々 〇 and the compatibility ones */
bool unicode_is_kana(uint32_t c);   /* hiragana and katakana, half-width too */
bool unicode_is_hangul(uint32_t c); /* syllables and jamo */
bool unicode_is_cjk(uint32_t c);    /* any of the three */
bool unicode_is_latin(uint32_t c);  /* a letter of the Latin script */
bool unicode_is_letter(uint32_t c); /* general category L */
bool unicode_is_upper(uint32_t c);
bool unicode_is_digit(uint32_t c); /* 0-9 and full-width ０-９ */
/* Any space a page may use for its looks: ASCII ones, U+00A0, U+1680, U+2000-200A, 2028, 2029,
 * U+202F, U+205F, U+3000. */
static inline bool unicode_is_space(uint32_t c);
/* Punctuation that stands by its full-width form in Chinese text: 、。，：；！？（）《》「」… */
bool unicode_is_cjk_mark(uint32_t c);

/* U+FF01-FF5E and U+3000 to their ASCII form, for comparisons; others as they are. */
uint32_t unicode_fold_width(uint32_t c);
/* The lower-case form of a letter, by simple case mapping. */
uint32_t unicode_lower(uint32_t c);

/* What the two inline functions leave to others. */
uint32_t unicode_next_rare(struct str text, size_t *at);
bool unicode_is_rare_space(uint32_t c);

/* Whether a sequence of three bytes is at text.ptr[at], but for those that begin with E0 and ED,
 * after which not every byte may follow. */
static inline bool
unicode_is_three(struct str text, size_t at)
{
	const unsigned char *p = (const unsigned char *)text.ptr + at;
	return text.len - at >= 3 && p[0] > 0xE0 && p[0] < 0xF0 && p[0] != 0xED &&
	       (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80;
}

/* ASCII and sequences of three bytes are nearly all that pages hold. */
static inline uint32_t
unicode_next(struct str text, size_t *at)
{
	const unsigned char *p = (const unsigned char *)text.ptr + *at;
	if (p[0] < 0x80) {
		*at += 1;
		return p[0];
	}
	if (unicode_is_three(text, *at)) {
		*at += 3;
		return (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 |
		       (uint32_t)(p[2] & 0x3F);
	}
	return unicode_next_rare(text, at);
}

static inline bool
unicode_is_space(uint32_t c)
{
	if (c < 0x80)
		return c == ' ' || (c >= '\t' && c <= '\r');
	return (c <= 0x1680 || (c >= 0x2000 && c <= 0x3000)) && unicode_is_rare_space(c);
}

#endif
