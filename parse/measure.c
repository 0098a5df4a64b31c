/* SPDX-License-Identifier: MIT */
/* measure.c - how much text a text is, the same for scripts with and without spaces */
#include "parse/measure.h"

#include <stdbool.h>

#include "lib/ascii.h"
#include "lib/unicode.h"

enum kind { SPACE, CJK, LETTER, DIGIT, STOP, COMMA, OTHER };

static enum kind
kind_of_ascii(char c)
{
	if (ascii_is_alpha(c))
		return LETTER;
	if (ascii_is_digit(c))
		return DIGIT;
	if ((unsigned char)c <= ' ')
		return SPACE;
	if (c == '.' || c == '!' || c == '?')
		return STOP;
	return c == ',' || c == ';' ? COMMA : OTHER;
}

static enum kind
kind_of(uint32_t c)
{
	if (c < 0x80)
		return kind_of_ascii((char)c);
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
