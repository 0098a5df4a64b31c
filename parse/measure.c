/* SPDX-License-Identifier: MIT */
/* measure.c - how much text a text is, the same for scripts with and without spaces */
#include "parse/measure.h"

#include <stdbool.h>

#include "lib/unicode.h"

enum kind { OTHER, SPACE, CJK, LETTER, DIGIT, STOP, COMMA };

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
kind_of(uint32_t c)
{
	if (c < 0x80)
		return kinds_of_ascii[c];
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

struct measure
measure_of(struct str text)
{
	struct measure m = {0};
	bool in_word = false, stopped = false;
	for (size_t i = 0; i < text.len;) {
		uint32_t c = unicode_next(text, &i);
		enum kind kind = kind_of(c);
		if (stopped && kind == SPACE)
			m.sentences++;
		stopped = kind == STOP && c < 0x80;
		m.sentences += kind == STOP && c >= 0x80;
		m.chars += kind != SPACE;
		m.cjk += kind == CJK;
		m.letters += kind == LETTER;
		m.digits += kind == DIGIT;
		m.commas += kind == COMMA;
		bool word = kind == LETTER || kind == DIGIT;
		m.words += kind == CJK || (word && !in_word);
		in_word = word;
	}
	m.sentences += stopped;
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
