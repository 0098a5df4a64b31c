/* SPDX-License-Identifier: MIT */
/* decode_single_byte.c - the encodings of one byte a character
 *
 * The table of an encoding is asked of iconv, byte by byte, for some of glibc's converters compose
 * accents with the letter before and the standard's do not.
 */
#include "parse/decode_single_byte.h"

#include <iconv.h>
#include <stdint.h>
#include <string.h>

#include "parse/utf8.h"

#define HIGH 128 /* bytes from 0x80 */

struct table {
	char bytes[HIGH][UTF8_MAX];
	unsigned char len[HIGH]; /* 0: no such character */
};

/* WHATWG name and glibc's where they differ. */
static const struct {
	const char *name, *charset;
} CHARSETS[] = {
    {"windows-1252", "CP1252"},
    {"ISO-8859-8-I", "ISO-8859-8"},
    {"macintosh", "MACINTOSH"},
    {"windows-874", "CP874"},
    {"windows-1250", "CP1250"},
    {"windows-1251", "CP1251"},
    {"windows-1253", "CP1253"},
    {"windows-1254", "CP1254"},
    {"windows-1255", "CP1255"},
    {"windows-1256", "CP1256"},
    {"windows-1257", "CP1257"},
    {"windows-1258", "CP1258"},
    {"x-mac-cyrillic", "MAC-UK"},
};

/* Where glibc's table is not the standard's. */
static const struct {
	const char *name;
	unsigned char byte;
	uint16_t code_point;
} CORRECTIONS[] = {
    {"KOI8-U", 0xae, 0x045e},         /* Belarusian short u, as KOI8-RU */
    {"KOI8-U", 0xbe, 0x040e},         /* its capital */
    {"macintosh", 0xc6, 0x2206},      /* increment, not the Greek letter */
    {"macintosh", 0xf0, 0xf8ff},      /* the apple */
    {"x-mac-cyrillic", 0xff, 0x20ac}, /* the euro took the currency sign's place */
};

static const char *
charset_of(const char *name)
{
	for (size_t i = 0; i < sizeof CHARSETS / sizeof *CHARSETS; i++) {
		if (strcmp(name, CHARSETS[i].name) == 0)
			return CHARSETS[i].charset;
	}
	return name;
}

static void
set(struct table *table, unsigned char byte, uint32_t code_point)
{
	table->len[byte - HIGH] = (unsigned char)utf8_encode(code_point, table->bytes[byte - HIGH]);
}

static bool
build(const char *name, struct table *table)
{
	iconv_t cd = iconv_open("UTF-8", charset_of(name));
	if (cd == (iconv_t)-1)
		return false;
	for (unsigned i = 0; i < HIGH; i++) {
		char byte = (char)(HIGH + i), *in = &byte, *out = table->bytes[i];
		size_t in_left = 1, out_left = UTF8_MAX;
		(void)iconv(cd, NULL, NULL, NULL, NULL);
		(void)iconv(cd, &in, &in_left, &out, &out_left);
		(void)iconv(cd, NULL, NULL, &out, &out_left);
		table->len[i] = in_left == 0 ? (unsigned char)(UTF8_MAX - out_left) : 0;
		/* The standard fills the gaps of the C1 range in windows-* with controls. */
		if (i < 0x20 && table->len[i] == 0)
			set(table, (unsigned char)(HIGH + i), HIGH + i);
	}
	iconv_close(cd);
	for (size_t i = 0; i < sizeof CORRECTIONS / sizeof *CORRECTIONS; i++) {
		if (strcmp(name, CORRECTIONS[i].name) == 0)
			set(table, CORRECTIONS[i].byte, CORRECTIONS[i].code_point);
	}
	return true;
}

bool
decode_single_byte(const char *name, struct str body, struct buf *out, size_t *n_replaced)
{
	struct table table = {.len = {0}};
	if (!build(name, &table))
		return false;
	while (body.len > 0) {
		size_t n = utf8_ascii_len(body);
		if (!buf_add(out, body.ptr, n))
			return false;
		body = str_slice(body, n, body.len);
		if (body.len == 0)
			break;
		unsigned at = (unsigned char)body.ptr[0] - HIGH;
		bool known = table.len[at] > 0;
		*n_replaced += !known;
		if (!(known ? buf_add(out, table.bytes[at], table.len[at])
			    : buf_add_text(out, UTF8_REPLACEMENT)))
			return false;
		body = str_slice(body, 1, body.len);
	}
	return true;
}
