/* SPDX-License-Identifier: MIT */
/* unicode.c - code points in UTF-8, and the classes of them that decide how text is read */
#include "lib/unicode.h"

#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <unistr.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "lib/ascii.h"

#define LEN(array) (sizeof(array) / sizeof *(array))

/* Code points from first to last, in ascending order within a table. */
struct range {
	uint32_t first, last;
};

static const struct range han[] = {
    {0x2E80, 0x2FD5},   /* radicals */
    {0x3005, 0x3005},   /* 々 */
    {0x3007, 0x3007},   /* 〇 */
    {0x3021, 0x3029},   /* Hangzhou numerals */
    {0x3400, 0x4DBF},   /* extension A */
    {0x4E00, 0x9FFF},   /* the unified ideographs */
    {0xF900, 0xFAFF},   /* compatibility */
    {0x20000, 0x2FA1F}, /* extensions B to F, I, compatibility supplement */
    {0x30000, 0x323AF}, /* extensions G and H */
};

static const struct range kana[] = {
    {0x3041, 0x309F},
    {0x30A0, 0x30FF},
    {0x31F0, 0x31FF},
    {0xFF66, 0xFF9F},
};

static const struct range hangul[] = {
    {0x1100, 0x11FF},
    {0x3131, 0x318E},
    {0xA960, 0xA97F},
    {0xAC00, 0xD7FF},
    {0xFFA0, 0xFFDC},
};

static const struct range spaces[] = {
    {0x0009, 0x000D},
    {0x0020, 0x0020},
    {0x0085, 0x0085},
    {0x00A0, 0x00A0},
    {0x1680, 0x1680},
    {0x2000, 0x200A},
    {0x2028, 0x2029},
    {0x202F, 0x202F},
    {0x205F, 0x205F},
    {0x3000, 0x3000},
};

static const struct range cjk_marks[] = {
    {0x2018, 0x2019}, /* ‘ ’ */
    {0x201C, 0x201D}, /* “ ” */
    {0x2026, 0x2026}, /* … */
    {0x3001, 0x3003}, /* 、 。 〃 */
    {0x3008, 0x3011}, /* 〈 to 】 */
    {0x3014, 0x301F}, /* 〔 to 〟 */
    {0xFF01, 0xFF01}, /* ！ */
    {0xFF08, 0xFF09}, /* （ ） */
    {0xFF0C, 0xFF0C}, /* ， */
    {0xFF1A, 0xFF1B}, /* ： ； */
    {0xFF1F, 0xFF1F}, /* ？ */
    {0xFF3B, 0xFF3B}, /* ［ */
    {0xFF3D, 0xFF3D}, /* ］ */
};

static bool
is_in(const struct range *ranges, size_t n, uint32_t c)
{
	size_t from = 0, to = n;
	while (from < to) {
		size_t middle = (from + to) / 2;
		if (c < ranges[middle].first)
			to = middle;
		else if (c > ranges[middle].last)
			from = middle + 1;
		else
			return true;
	}
	return false;
}

static bool
is_tail(unsigned char byte)
{
	return (byte & 0xC0) == 0x80;
}

uint32_t
unicode_next_rare(struct str text, size_t *at)
{
	ucs4_t c;
	int n = u8_mbtoucr(&c, (const uint8_t *)text.ptr + *at, text.len - *at);
	if (n <= 0) {
		*at += 1;
		return UNICODE_REPLACEMENT;
	}
	*at += (size_t)n;
	return c;
}

uint32_t
unicode_previous(struct str text, size_t *at)
{
	size_t first = *at - 1;
	while (
	    first > 0 && *at - first < UNICODE_MAX_BYTES && is_tail((unsigned char)text.ptr[first]))
		first--;
	*at = first;
	return unicode_next(text, &first);
}

size_t
unicode_put(char *out, uint32_t c)
{
	int n = u8_uctomb((uint8_t *)out, c, UNICODE_MAX_BYTES);
	return n > 0 ? (size_t)n : 0;
}

/* Where the run of ASCII that starts at `at` ends, or a little before. */
static size_t
after_ascii(const uint8_t *bytes, size_t at, size_t len)
{
	uint64_t word;
	for (; at + sizeof word <= len; at += sizeof word) {
		memcpy(&word, bytes + at, sizeof word);
		if (word & 0x8080808080808080u)
			break;
	}
	while (at < len && bytes[at] < 0x80)
		at++;
	return at;
}

#ifdef __SSE2__
/* The same for sequences of three bytes, five at a time: the scripts of East Asia in a row.  E0 and
 * ED, after which not every byte may follow, end it. */
static size_t
after_threes(const uint8_t *bytes, size_t at, size_t len)
{
	const __m128i fixed = _mm_set_epi8(0, (char)0xC0, (char)0xC0, (char)0xF0, (char)0xC0,
	    (char)0xC0, (char)0xF0, (char)0xC0, (char)0xC0, (char)0xF0, (char)0xC0, (char)0xC0,
	    (char)0xF0, (char)0xC0, (char)0xC0, (char)0xF0);
	const __m128i form = _mm_set_epi8(0, (char)0x80, (char)0x80, (char)0xE0, (char)0x80,
	    (char)0x80, (char)0xE0, (char)0x80, (char)0x80, (char)0xE0, (char)0x80, (char)0x80,
	    (char)0xE0, (char)0x80, (char)0x80, (char)0xE0);
	const int fifteen = 0x7FFF;
	for (; at + 16 <= len; at += 15) {
		__m128i here = _mm_loadu_si128((const __m128i *)(const void *)(bytes + at));
		__m128i fits = _mm_cmpeq_epi8(_mm_and_si128(here, fixed), form);
		__m128i special = _mm_or_si128(_mm_cmpeq_epi8(here, _mm_set1_epi8((char)0xE0)),
		    _mm_cmpeq_epi8(here, _mm_set1_epi8((char)0xED)));
		if ((_mm_movemask_epi8(_mm_andnot_si128(special, fits)) & fifteen) != fifteen)
			break;
	}
	return at;
}
#else
static size_t
after_threes(const uint8_t *bytes, size_t at, size_t len)
{
	(void)bytes, (void)len;
	return at;
}
#endif

bool
unicode_is_valid(struct str text)
{
	const uint8_t *bytes = (const uint8_t *)text.ptr;
	for (size_t at = 0; at < text.len;) {
		ucs4_t c;
		if (bytes[at] < 0x80) {
			at = after_ascii(bytes, at + 1, text.len);
		} else if (unicode_is_three(text, at)) {
			at = after_threes(bytes, at + 3, text.len);
		} else {
			int n = u8_mbtoucr(&c, bytes + at, text.len - at);
			if (n <= 0)
				return false;
			at += (size_t)n;
		}
	}
	return true;
}

size_t
unicode_count(struct str text)
{
	size_t n = 0;
	for (size_t at = 0; at < text.len; n++)
		unicode_next(text, &at);
	return n;
}

bool
unicode_has(struct str text, size_t n)
{
	if (text.len >= n * UNICODE_MAX_BYTES)
		return true;
	return text.len >= n && unicode_count(text) >= n;
}

struct str
unicode_prefix(struct str text, size_t n)
{
	size_t at = 0;
	while (n-- > 0 && at < text.len)
		unicode_next(text, &at);
	return str_slice(text, 0, at);
}

bool
unicode_is_han(uint32_t c)
{
	return c >= 0x4E00 && c <= 0x9FFF ? true : c >= 0x2E80 && is_in(han, LEN(han), c);
}

bool
unicode_is_kana(uint32_t c)
{
	return c >= 0x3041 && is_in(kana, LEN(kana), c);
}

bool
unicode_is_hangul(uint32_t c)
{
	return c >= 0x1100 && is_in(hangul, LEN(hangul), c);
}

bool
unicode_is_cjk(uint32_t c)
{
	return unicode_is_han(c) || unicode_is_kana(c) || unicode_is_hangul(c);
}

bool
unicode_is_latin(uint32_t c)
{
	if (c < 0x80)
		return ascii_is_alpha((char)c);
	return (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) || (c >= 0x1E00 && c <= 0x1EFF);
}

bool
unicode_is_letter(uint32_t c)
{
	return c < 0x80 ? ascii_is_alpha((char)c) : uc_is_general_category(c, UC_LETTER);
}

bool
unicode_is_upper(uint32_t c)
{
	return c < 0x80 ? ascii_is_upper((char)c) : uc_is_general_category(c, UC_UPPERCASE_LETTER);
}

bool
unicode_is_digit(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

bool
unicode_is_rare_space(uint32_t c)
{
	return is_in(spaces, LEN(spaces), c);
}

bool
unicode_is_cjk_mark(uint32_t c)
{
	return c >= 0x2018 && is_in(cjk_marks, LEN(cjk_marks), c);
}

uint32_t
unicode_fold_width(uint32_t c)
{
	if (c >= 0xFF01 && c <= 0xFF5E)
		return c - 0xFF01 + '!';
	return c == 0x3000 ? ' ' : c;
}

uint32_t
unicode_lower(uint32_t c)
{
	return c < 0x80 ? (uint32_t)(unsigned char)ascii_lower((char)c) : uc_tolower(c);
}
