/* SPDX-License-Identifier: MIT */
/* multibyte.c - where the characters of the East Asian encodings begin and end */
#include "parse/multibyte.h"

static bool
within(unsigned char byte, unsigned char from, unsigned char to)
{
	return byte >= from && byte <= to;
}

static unsigned char
byte_at(struct str text, size_t at)
{
	return (unsigned char)text.ptr[at];
}

/* A lead and what should have been its trail: an ASCII byte is left for the next character. */
static struct shape
broken_pair(struct str text)
{
	return (struct shape){text.len > 1 && byte_at(text, 1) >= 0x80 ? 2 : 1, false};
}

static struct shape
single(bool whole)
{
	return (struct shape){1, whole};
}

static struct shape
pair(struct str text, bool whole)
{
	return whole ? (struct shape){2, true} : broken_pair(text);
}

/* Two bytes, or four whose second is a digit.  0x80 is the euro sign. */
struct shape
multibyte_gb18030(struct str text)
{
	unsigned char lead = byte_at(text, 0);
	if (lead <= 0x80 || lead == 0xff)
		return single(lead != 0xff);
	if (text.len < 2)
		return single(false);
	unsigned char second = byte_at(text, 1);
	if (!within(second, 0x30, 0x39))
		return pair(text, second != 0x7f && within(second, 0x40, 0xfe));
	/* Cut off in the middle, all of it is one error; otherwise only the lead is. */
	if (text.len > 2 && !within(byte_at(text, 2), 0x81, 0xfe))
		return single(false);
	if (text.len < 4)
		return (struct shape){text.len, false};
	if (!within(byte_at(text, 3), 0x30, 0x39))
		return single(false);
	return (struct shape){4, true};
}

struct shape
multibyte_big5(struct str text)
{
	unsigned char lead = byte_at(text, 0);
	if (!within(lead, 0x81, 0xfe))
		return single(lead < 0x80);
	if (text.len < 2)
		return single(false);
	unsigned char trail = byte_at(text, 1);
	return pair(text, within(trail, 0x40, 0x7e) || within(trail, 0xa1, 0xfe));
}

struct shape
multibyte_euc_kr(struct str text)
{
	unsigned char lead = byte_at(text, 0);
	if (!within(lead, 0x81, 0xfe))
		return single(lead < 0x80);
	return text.len < 2 ? single(false) : pair(text, within(byte_at(text, 1), 0x41, 0xfe));
}

/* 0xA1 to 0xDF are katakana of one byte, 0x80 is a control. */
struct shape
multibyte_shift_jis(struct str text)
{
	unsigned char lead = byte_at(text, 0);
	if (lead <= 0x80 || within(lead, 0xa1, 0xdf))
		return single(true);
	if (!within(lead, 0x81, 0x9f) && !within(lead, 0xe0, 0xfc))
		return single(false);
	if (text.len < 2)
		return single(false);
	unsigned char trail = byte_at(text, 1);
	return pair(text, trail != 0x7f && within(trail, 0x40, 0xfc));
}

/* 0x8E leads one byte of katakana, 0x8F two of JIS X 0212. */
struct shape
multibyte_euc_jp(struct str text)
{
	unsigned char lead = byte_at(text, 0);
	if (lead < 0x80)
		return single(true);
	if (lead != 0x8e && lead != 0x8f && !within(lead, 0xa1, 0xfe))
		return single(false);
	if (text.len < 2)
		return single(false);
	unsigned char second = byte_at(text, 1);
	if (lead == 0x8e)
		return pair(text, within(second, 0xa1, 0xdf));
	if (lead != 0x8f || !within(second, 0xa1, 0xfe))
		return pair(text, lead != 0x8f && within(second, 0xa1, 0xfe));
	if (text.len < 3 || byte_at(text, 2) < 0x80)
		return (struct shape){2, false};
	return (struct shape){3, within(byte_at(text, 2), 0xa1, 0xfe)};
}
