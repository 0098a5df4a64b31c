/* SPDX-License-Identifier: MIT */
/* mojibake.c - UTF-8 that was read as Latin-1 or GBK: undone where that is exact, else told */
#include "normalize/mojibake.h"

#include <assert.h>
#include <iconv.h>
#include <string.h>

#include "lib/mem.h"
#include "lib/unicode.h"

#define HAN_FIRST 0x4E00u
#define HAN_LAST  0x9FFFu
#define SAMPLED   48 /* Han characters of a text that are looked at first */
#define FEWEST    6  /* Han characters of a text that may be UTF-8 read as GBK */

/*
 * A Chinese text that is UTF-8 read as GBK consists of characters whose GBK codes are the bytes
 * E3-E9 80-BF: `lead` has a bit for each of them.  In ordinary text they are rare.
 */
struct mojibake {
	iconv_t to_gbk, from_gbk;
	unsigned char lead[(HAN_LAST - HAN_FIRST) / 8 + 1];
};

/* What windows-1252 has at 80 to 9F; 0 where it has nothing, and Latin-1 its control character. */
static const uint16_t windows_1252[32] = {0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};

/* Converts all of `in`; the number of bytes, or 0 when something has no counterpart. */
static size_t
convert(iconv_t converter, struct str in, char *out, size_t room)
{
	char *from = (char *)in.ptr; /* iconv does not write there */
	char *to = out;
	size_t left = in.len;
	iconv(converter, NULL, NULL, NULL, NULL);
	if (iconv(converter, &from, &left, &to, &room) != 0 || left > 0)
		return 0;
	return (size_t)(to - out);
}

struct mojibake *
mojibake_new(void)
{
	struct mojibake *mojibake = mem_alloc(sizeof *mojibake);
	mojibake->to_gbk = iconv_open("GBK", "UTF-8");
	mojibake->from_gbk = iconv_open("UTF-8", "GBK");
	assert(mojibake->to_gbk != (iconv_t)-1 && mojibake->from_gbk != (iconv_t)-1);
	for (unsigned code = 0xE380; code <= 0xE9BF; code++) {
		char bytes[2] = {(char)(code >> 8), (char)(code & 0xFF)}, utf8[8];
		if ((code & 0xFF) < 0x80 || (code & 0xFF) > 0xBF)
			continue;
		size_t at = 0;
		struct str text = {
		    utf8, convert(mojibake->from_gbk, (struct str){bytes, 2}, utf8, sizeof utf8)};
		uint32_t c = text.len > 0 ? unicode_next(text, &at) : 0;
		if (c >= HAN_FIRST && c <= HAN_LAST)
			mojibake->lead[(c - HAN_FIRST) / 8] |= (unsigned char)(1u << (c % 8));
	}
	return mojibake;
}

void
mojibake_free(struct mojibake *mojibake)
{
	if (!mojibake)
		return;
	iconv_close(mojibake->to_gbk);
	iconv_close(mojibake->from_gbk);
	mem_free(mojibake);
}

/* The byte that windows-1252 or Latin-1 reads as this character, or -1. */
static int
byte_of(uint32_t c)
{
	if (c >= 0x80 && c <= 0xFF)
		return (int)c;
	for (int i = 0; i < 32; i++)
		if (c >= 0x100 && windows_1252[i] == c)
			return 0x80 + i;
	return -1;
}

/* What the bytes of a run say: they must be UTF-8; one or two sequences of two bytes are believed
 * only for U+00A0 to U+00FF, because "É»" at the end of a quotation is such a sequence too. */
static bool
is_believable(struct str bytes)
{
	size_t n = 0, n_doubtful = 0;
	if (!unicode_is_valid(bytes))
		return false;
	for (size_t at = 0; at < bytes.len; n++) {
		uint32_t c = unicode_next(bytes, &at);
		if (c < 0xA0)
			return false;
		n_doubtful += c > 0xFF && c < 0x800;
	}
	return n_doubtful == 0 || n >= 3;
}

/* Replaces runs of characters that stand for bytes. */
static bool
repair_latin(struct arena *arena, struct str *text)
{
	char *out = arena_alloc(arena, text->len + 1);
	size_t len = 0;
	bool changed = false;
	for (size_t at = 0; at < text->len;) {
		size_t from = at, start = len, end = at;
		int byte = -1;
		while (at < text->len) {
			byte = byte_of(unicode_next(*text, &at));
			if (byte < 0)
				break;
			out[len++] = (char)byte;
			end = at;
		}
		struct str bytes = {out + start, len - start};
		if (bytes.len > 0 && is_believable(bytes)) {
			changed = true;
		} else {
			memcpy(out + start, text->ptr + from, end - from);
			len = start + (end - from);
		}
		memcpy(out + len, text->ptr + end, at - end); /* the one that is no byte */
		len += at - end;
	}
	if (changed)
		*text = (struct str){out, len};
	return changed;
}

/* Whether the first Han characters of the text are mostly such as UTF-8 read as GBK has. */
static bool
looks_like_gbk(const struct mojibake *mojibake, struct str text)
{
	size_t n = 0, n_lead = 0;
	for (size_t at = 0; at < text.len && n < SAMPLED;) {
		uint32_t c = unicode_next(text, &at);
		if (c < HAN_FIRST || c > HAN_LAST)
			continue;
		n++;
		n_lead += mojibake->lead[(c - HAN_FIRST) / 8] >> (c % 8) & 1;
	}
	return n >= FEWEST && n_lead * 4 >= n;
}

/* The bytes that GBK reads as this character, if it reads them as nothing else; windows-936 reads
 * 80 as the euro sign. */
static size_t
gbk_bytes(struct mojibake *mojibake, struct str character, char *out)
{
	char again[8];
	if (str_eq(character, STR("€"))) {
		out[0] = '\x80';
		return 1;
	}
	size_t n = convert(mojibake->to_gbk, character, out, 2);
	size_t back =
	    n > 0 ? convert(mojibake->from_gbk, (struct str){out, n}, again, sizeof again) : 0;
	return back > 0 && str_eq((struct str){again, back}, character) ? n : 0;
}

static bool
repair_gbk(struct mojibake *mojibake, struct arena *arena, struct str *text)
{
	if (!looks_like_gbk(mojibake, *text))
		return false;
	char *bytes = arena_alloc(arena, text->len + 2);
	size_t len = 0;
	for (size_t at = 0; at < text->len;) {
		size_t from = at;
		unicode_next(*text, &at);
		size_t n = gbk_bytes(mojibake, str_slice(*text, from, at), bytes + len);
		if (n == 0)
			return false;
		len += n;
	}
	struct str result = {bytes, len};
	if (!unicode_is_valid(result))
		return false;
	*text = result;
	return true;
}

/* A character of C2 to F4 before another that is no ASCII: the least that repair_latin needs. */
static bool
looks_like_latin(struct str text)
{
	for (size_t i = 0; i + 2 < text.len; i++) {
		const char *found = memchr(text.ptr + i, 0xC3, text.len - i - 2);
		if (!found)
			return false;
		i = (size_t)(found - text.ptr);
		if ((unsigned char)text.ptr[i + 2] >= 0x80)
			return true;
	}
	return false;
}

bool
mojibake_repair(struct mojibake *mojibake, struct arena *arena, struct str *text)
{
	bool changed = false;
	if (looks_like_latin(*text))
		changed = repair_latin(arena, text);
	return repair_gbk(mojibake, arena, text) || changed;
}

/* What begins a sign of damage, and the whole sign. */
struct sign {
	uint32_t first;
	struct str text;
};

static const struct sign signs[] = {
    {0xFFFD, STR_INIT("\xef\xbf\xbd")},
    {0x951F, STR_INIT("锟斤拷")},
    {0x9286, STR_INIT("銆")}, /* the beginning of 、 and 。 read as GBK */
    {0x951B, STR_INIT("锛")}, /* that of ， and ： */
    {0x70EB, STR_INIT("烫烫烫")},
    {0x5C6F, STR_INIT("屯屯屯")},
    {0xEF, STR_INIT("\xc3\xaf\xc2\xbf\xc2\xbd")},
    {0xE2, STR_INIT("\xc3\xa2\xe2\x82\xac")},
};

/* A bit for each first character, modulo 64: most characters of a text need no walk of the table.
 */
static uint64_t
first_characters(void)
{
	uint64_t bits = 0;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		bits |= (uint64_t)1 << (signs[i].first % 64);
	return bits;
}

bool
mojibake_is_damaged(struct str text)
{
	const uint64_t firsts = first_characters();
	for (size_t at = 0; at < text.len;) {
		size_t here = at;
		uint32_t c = unicode_next(text, &at);
		if (c < 0x80 || !(firsts >> (c % 64) & 1))
			continue;
		for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
			if (c == signs[i].first &&
			    str_starts(str_slice(text, here, text.len), signs[i].text))
				return true;
	}
	return false;
}
