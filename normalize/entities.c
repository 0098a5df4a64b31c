/* SPDX-License-Identifier: MIT */
/* entities.c - character references that were escaped twice and are still in the text */
#include "normalize/entities.h"

#include <stdint.h>
#include <string.h>

#include "lib/ascii.h"
#include "lib/str.h"
#include "lib/unicode.h"

struct entity {
	struct str name;
	uint32_t c;
};

static const struct entity entities[] = {
    {STR_INIT("amp"), '&'},
    {STR_INIT("apos"), '\''},
    {STR_INIT("bull"), 0x2022},
    {STR_INIT("copy"), 0xA9},
    {STR_INIT("deg"), 0xB0},
    {STR_INIT("emsp"), 0x2003},
    {STR_INIT("ensp"), 0x2002},
    {STR_INIT("ge"), 0x2265},
    {STR_INIT("gt"), '>'},
    {STR_INIT("hellip"), 0x2026},
    {STR_INIT("laquo"), 0xAB},
    {STR_INIT("ldquo"), 0x201C},
    {STR_INIT("le"), 0x2264},
    {STR_INIT("lsquo"), 0x2018},
    {STR_INIT("lt"), '<'},
    {STR_INIT("mdash"), 0x2014},
    {STR_INIT("middot"), 0xB7},
    {STR_INIT("nbsp"), 0xA0},
    {STR_INIT("ndash"), 0x2013},
    {STR_INIT("plusmn"), 0xB1},
    {STR_INIT("quot"), '"'},
    {STR_INIT("raquo"), 0xBB},
    {STR_INIT("rdquo"), 0x201D},
    {STR_INIT("reg"), 0xAE},
    {STR_INIT("rsquo"), 0x2019},
    {STR_INIT("thinsp"), 0x2009},
    {STR_INIT("times"), 0xD7},
};

#define LONGEST 8 /* bytes between '&' and ';' */

static uint32_t
read_number(struct str digits)
{
	uint32_t value = 0;
	bool hex = digits.len > 1 && ascii_lower(digits.ptr[0]) == 'x';
	for (size_t i = hex; i < digits.len; i++) {
		int digit = ascii_hex(digits.ptr[i]);
		if (digit < 0 || (!hex && digit > 9))
			return 0;
		value = value * (hex ? 16 : 10) + (uint32_t)digit;
	}
	bool scalar = value < 0x110000 && (value < 0xD800 || value > 0xDFFF);
	return scalar && (value >= ' ' || value == '\n') ? value : 0;
}

/* The code point that a name or number between '&' and ';' stands for, or 0. */
static uint32_t
look_up(struct str name)
{
	if (name.len > 1 && name.ptr[0] == '#')
		return read_number(str_slice(name, 1, name.len));
	for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
		if (str_eq(name, entities[i].name))
			return entities[i].c;
	return 0;
}

/* The length of "&name;" at the start of the text and its code point; 0 when it is none. */
static size_t
read_reference(struct str text, uint32_t *c)
{
	size_t semicolon = str_find_char(str_slice(text, 0, LONGEST + 2), ';');
	if (semicolon == STR_NOT_FOUND)
		return 0;
	*c = look_up(str_slice(text, 1, semicolon));
	return *c ? semicolon + 1 : 0;
}

size_t
entities_decode(char *text, size_t len)
{
	size_t to = 0;
	for (size_t from = 0; from < len;) {
		uint32_t c;
		size_t n = text[from] == '&'
			       ? read_reference((struct str){text + from, len - from}, &c)
			       : 0;
		if (n == 0) {
			text[to++] = text[from++];
		} else if (c == '&') {
			from += n - 1; /* the ';' becomes an '&' that is read again */
			text[from] = '&';
			if (from + 1 == len ||
			    read_reference((struct str){text + from, len - from}, &c) == 0)
				text[to++] = text[from++];
		} else {
			from += n;
			to += unicode_put(text + to, c);
		}
	}
	return to;
}
