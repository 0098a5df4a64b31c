/* SPDX-License-Identifier: MIT */
/* measure.c - how much text a text is, the same for scripts with and without spaces */
#include "parse/measure.h"

#include <stdbool.h>

#include "lib/unicode.h"

enum kind { OTHER, SPACE, CJK, LETTER, DIGIT, STOP, COMMA, N_KINDS };

#define S SPACE
#define L LETTER
#define D DIGIT
#define E STOP
#define C COMMA
/* clang-format off */
static const unsigned char kinds_of_ascii[0x80] = {
    /* 00 */ S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S,
    /* 10 */ S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S,
    /* 20 */ S, E, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, C, 0, E, 0,
    /* 30 */ D, D, D, D, D, D, D, D, D, D, 0, C, 0, 0, 0, E,
    /* 40 */ 0, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
    /* 50 */ L, L, L, L, L, L, L, L, L, L, L, 0, 0, 0, 0, 0,
    /* 60 */ 0, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
    /* 70 */ L, L, L, L, L, L, L, L, L, L, L, 0, 0, 0, 0, 0,
};
/* clang-format on */
#undef S
#undef L
#undef D
#undef E
#undef C

static enum kind
kind_past_ascii(uint32_t c)
{
	if (c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0x2026)
		return STOP;
	if (c == 0xFF0C || c == 0x3001 || c == 0xFF1B)
		return COMMA;
	if (c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200F))
		return SPACE;
	if (unicode_is_cjk(c))
		return CJK;
	if ((c >= 0xC0 && c < 0x2000 && c != 0xD7 && c != 0xF7) || (c >= 0xA000 && c < 0xFE00))
		return LETTER;
	return OTHER;
}

static inline enum kind
kind_of(uint32_t c)
{
	return c < 0x80 ? kinds_of_ascii[c] : kind_past_ascii(c);
}

struct measure
measure_of(struct str text)
{
	uint32_t n[N_KINDS] = {0};
	struct measure m = {0};
	enum kind last = OTHER;
	bool stopped = false; /* behind an ASCII stop, which ends a sentence if a space follows */
	for (size_t i = 0; i < text.len;) {
		uint32_t c = unicode_next(text, &i);
		enum kind kind = kind_of(c);
		n[kind]++;
		m.sentences += (stopped && kind == SPACE) + (kind == STOP && c >= 0x80);
		stopped = kind == STOP && c < 0x80;
		m.words += (kind == LETTER || kind == DIGIT) && last != LETTER && last != DIGIT;
		last = kind;
	}
	m.sentences += stopped;
	m.words += n[CJK];
	m.cjk = n[CJK];
	m.letters = n[LETTER];
	m.digits = n[DIGIT];
	m.commas = n[COMMA];
	m.chars = n[OTHER] + n[CJK] + n[LETTER] + n[DIGIT] + n[STOP] + n[COMMA];
	return m;
}

uint32_t
measure_chars(struct str text)
{
	uint32_t chars = 0;
	for (size_t i = 0; i < text.len;)
		chars += kind_of(unicode_next(text, &i)) != SPACE;
	return chars;
}

void
measure_add(struct measure *sum, struct measure one)
{
	sum->chars += one.chars;
	sum->cjk += one.cjk;
	sum->letters += one.letters;
	sum->digits += one.digits;
	sum->words += one.words;
	sum->sentences += one.sentences;
	sum->commas += one.commas;
}
