/* SPDX-License-Identifier: MIT */
/* utf8.c - is this UTF-8, and where does it stop being so (Unicode 15, 3.9, table 3-7) */
#include "parse/utf8.h"

#include <stdbool.h>
#include <string.h>

#define HIGH_BITS UINT64_C(0x8080808080808080)

/* The sequences of table 3-7, by first byte: how long, and what the second byte may be. */
struct lead {
	unsigned char first, last, len, second_min, second_max;
};

static const struct lead LEADS[] = {
    {0xc2, 0xdf, 2, 0x80, 0xbf},
    {0xe0, 0xe0, 3, 0xa0, 0xbf},
    {0xe1, 0xec, 3, 0x80, 0xbf},
    {0xed, 0xed, 3, 0x80, 0x9f},
    {0xee, 0xef, 3, 0x80, 0xbf},
    {0xf0, 0xf0, 4, 0x90, 0xbf},
    {0xf1, 0xf3, 4, 0x80, 0xbf},
    {0xf4, 0xf4, 4, 0x80, 0x8f},
};

static const struct lead *
lead_of(unsigned char byte)
{
	for (size_t i = 0; i < sizeof LEADS / sizeof *LEADS; i++) {
		if (byte >= LEADS[i].first && byte <= LEADS[i].last)
			return &LEADS[i];
	}
	return NULL;
}

static bool
is_trail(unsigned char byte)
{
	return (byte & 0xc0) == 0x80;
}

size_t
utf8_ascii_len(struct str text)
{
	size_t at = 0;
	uint64_t word;
	while (text.len - at >= sizeof word) {
		memcpy(&word, text.ptr + at, sizeof word);
		if (word & HIGH_BITS)
			break;
		at += sizeof word;
	}
	while (at < text.len && !(text.ptr[at] & 0x80))
		at++;
	return at;
}

/* The length of the valid sequence of more than one byte at p, or 0. */
static size_t
sequence_len(const unsigned char *p, size_t left)
{
	/* Most of the world's text outside ASCII: three bytes that need no special second one. */
	if (left >= 3 && p[0] > 0xe0 && p[0] < 0xf0 && p[0] != 0xed)
		return is_trail(p[1]) && is_trail(p[2]) ? 3 : 0;
	if (left >= 2 && p[0] >= 0xc2 && p[0] < 0xe0)
		return is_trail(p[1]) ? 2 : 0;
	const struct lead *lead = lead_of(p[0]);
	if (!lead || left < lead->len || p[1] < lead->second_min || p[1] > lead->second_max)
		return 0;
	for (size_t i = 2; i < lead->len; i++) {
		if (!is_trail(p[i]))
			return 0;
	}
	return lead->len;
}

size_t
utf8_valid_len(struct str text)
{
	const unsigned char *p = (const unsigned char *)text.ptr;
	size_t at = 0;
	while (at < text.len) {
		if (p[at] < 0x80) {
			at += utf8_ascii_len(str_slice(text, at, text.len));
			continue;
		}
		size_t len = sequence_len(p + at, text.len - at);
		if (len == 0)
			break;
		at += len;
	}
	return at;
}

size_t
utf8_broken_len(struct str text)
{
	const unsigned char *p = (const unsigned char *)text.ptr;
	const struct lead *lead = lead_of(p[0]);
	if (!lead || text.len < 2 || p[1] < lead->second_min || p[1] > lead->second_max)
		return 1;
	size_t len = 2;
	while (len < text.len && len + 1 < lead->len && is_trail(p[len]))
		len++;
	return len < lead->len ? len : 1;
}

size_t
utf8_encode(uint32_t code_point, char *out)
{
	if (code_point < 0x80) {
		out[0] = (char)code_point;
		return 1;
	}
	size_t len = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
	static const unsigned char MARKS[] = {0, 0, 0xc0, 0xe0, 0xf0};
	for (size_t i = len - 1; i > 0; i--) {
		out[i] = (char)(0x80 | (code_point & 0x3f));
		code_point >>= 6;
	}
	out[0] = (char)(MARKS[len] | code_point);
	return len;
}

uint32_t
utf8_decode(struct str text, size_t *len)
{
	const unsigned char *p = (const unsigned char *)text.ptr;
	*len = p[0] < 0x80 ? 1 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
	uint32_t code_point = *len == 1 ? p[0] : p[0] & (0xffu >> (*len + 1));
	for (size_t i = 1; i < *len && i < text.len; i++)
		code_point = code_point << 6 | (p[i] & 0x3f);
	return code_point;
}
