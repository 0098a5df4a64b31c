/* SPDX-License-Identifier: MIT */
/* invisible.c - characters that nobody sees: which go, and where some must stay */
#include "normalize/invisible.h"

#include "lib/unicode.h"

enum sort {
	GOES,
	JOINER,   /* U+200C, U+200D */
	SELECTOR, /* variation selectors */
	TAG       /* of a flag: U+E0020 to U+E007F */
};

struct range {
	uint32_t first, last;
	enum sort sort;
};

static const struct range ranges[] = {
    {0x0000, 0x0008, GOES},
    {0x000E, 0x001F, GOES},
    {0x007F, 0x0084, GOES},
    {0x0086, 0x009F, GOES},
    {0x00AD, 0x00AD, GOES}, /* soft hyphen */
    {0x034F, 0x034F, GOES}, /* combining grapheme joiner */
    {0x061C, 0x061C, GOES}, /* Arabic letter mark */
    {0x180E, 0x180E, GOES},
    {0x200B, 0x200B, GOES}, /* zero-width space */
    {0x200C, 0x200D, JOINER},
    {0x200E, 0x200F, GOES}, /* bidi marks */
    {0x202A, 0x202E, GOES}, /* bidi embeddings, overrides */
    {0x2060, 0x206F, GOES}, /* word joiner, invisible operators, bidi isolates */
    {0xFE00, 0xFE0F, SELECTOR},
    {0xFEFF, 0xFEFF, GOES}, /* byte-order mark */
    {0xFFF9, 0xFFFB, GOES}, /* interlinear annotation */
    {0xFFFE, 0xFFFF, GOES},
    {0xE0001, 0xE0001, GOES},
    {0xE0020, 0xE007F, TAG},
    {0xE0100, 0xE01EF, SELECTOR},
};

#define BLACK_FLAG    0x1F3F4u
#define KEYCAP        0x20E3u
#define FIRST_SYMBOL  0x2190u
#define COMPLEX_FIRST 0x0590u /* Hebrew, Arabic, the scripts of India and South-East Asia */
#define COMPLEX_LAST  0x1FFFu

static const struct range *
find(uint32_t c)
{
	size_t from = 0, to = sizeof ranges / sizeof *ranges;
	while (from < to) {
		size_t middle = (from + to) / 2;
		if (c < ranges[middle].first)
			to = middle;
		else if (c > ranges[middle].last)
			from = middle + 1;
		else
			return &ranges[middle];
	}
	return NULL;
}

static bool
is_symbol(uint32_t c)
{
	return c >= FIRST_SYMBOL && !unicode_is_cjk(c) && c != 0xFEFF &&
	       (c < 0x3000 || c >= 0x1F000 || (c >= 0xFE00 && c <= 0xFE0F));
}

static bool
is_complex(uint32_t c)
{
	return c >= COMPLEX_FIRST && c <= COMPLEX_LAST;
}

static bool
stays(enum sort sort, uint32_t before, uint32_t after)
{
	switch (sort) {
	case JOINER:
		return (is_symbol(before) && is_symbol(after)) ||
		       (is_complex(before) && is_complex(after));
	case SELECTOR:
		return unicode_is_han(before) || (is_symbol(before) && !find(before)) ||
		       (before != 0 && after == KEYCAP) || (before >= 0x203C && before < 0x2190);
	case TAG:
		return before == BLACK_FLAG || (before >= 0xE0020 && before <= 0xE007F);
	case GOES:
		break;
	}
	return false;
}

bool
invisible_goes(struct str text, size_t at, uint32_t before)
{
	uint32_t c = unicode_next(text, &at);
	if (c >= ' ' && c < 0x7F)
		return false;
	const struct range *range = find(c);
	if (!range)
		return false;
	uint32_t after = at < text.len ? unicode_next(text, &at) : 0;
	return !stays(range->sort, before, after);
}
