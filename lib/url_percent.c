/* SPDX-License-Identifier: MIT */
/* url_percent.c - percent-encoding (WHATWG URL Standard section 1.3, RFC 3986 section 2.1) */
#include "lib/url_percent.h"

#include "lib/ascii.h"

/* By character, the sets that encode it besides controls, the space and bytes past ASCII. */
#define F (1 << URL_PERCENT_FRAGMENT)
#define Q (1 << URL_PERCENT_QUERY)
#define P (1 << URL_PERCENT_PATH)
#define U (1 << URL_PERCENT_USERINFO)
/* clang-format off */
static const unsigned char encoded[0x80] = {
    ['"'] = F | Q | P | U, ['<'] = F | Q | P | U, ['>'] = F | Q | P | U, ['`'] = F | P | U,
    ['#'] = Q | P | U, ['\''] = Q, ['?'] = P | U, ['^'] = P | U, ['{'] = P | U, ['}'] = P | U,
    ['/'] = U, [':'] = U, [';'] = U, ['='] = U, ['@'] = U, ['['] = U, ['\\'] = U, [']'] = U,
    ['|'] = U,
};
/* clang-format on */
#undef F
#undef Q
#undef P
#undef U

static bool
must_encode(char c, enum url_percent_set set)
{
	unsigned char byte = (unsigned char)c;
	return byte <= ' ' || byte >= 0x7f || (encoded[byte] >> set & 1);
}

static void
add_encoded(struct buf *out, char c)
{
	static const char digits[] = "0123456789ABCDEF";
	unsigned byte = (unsigned char)c;
	buf_add(out, (char[]){'%', digits[byte >> 4], digits[byte & 15]}, 3);
}

/* The byte that the text encodes at `at`, or -1. */
static int
encoded_at(struct str text, size_t at)
{
	if (text.len - at < 3 || text.ptr[at] != '%')
		return -1;
	int high = ascii_hex(text.ptr[at + 1]);
	int low = ascii_hex(text.ptr[at + 2]);
	return high < 0 || low < 0 ? -1 : high << 4 | low;
}

static bool
every_percent_encodes(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] == '%' && encoded_at(text, i) < 0)
			return false;
	return true;
}

static bool
is_unreserved(char c)
{
	return ascii_is_alnum(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

void
url_percent_encode(struct buf *out, struct str text, enum url_percent_set set)
{
	size_t plain = 0; /* where the run of characters that stay begins */
	for (size_t i = 0; i < text.len; i++) {
		if (!must_encode(text.ptr[i], set))
			continue;
		buf_add_str(out, str_slice(text, plain, i));
		add_encoded(out, text.ptr[i]);
		plain = i + 1;
	}
	buf_add_str(out, str_slice(text, plain, text.len));
}

void
url_percent_decode(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		int byte = encoded_at(text, i);
		buf_add_char(out, byte < 0 ? text.ptr[i] : (char)byte);
		if (byte >= 0)
			i += 2;
	}
}

void
url_percent_unify(struct buf *out, struct str text)
{
	if (!every_percent_encodes(text)) {
		buf_add_str(out, text);
		return;
	}
	for (size_t i = 0; i < text.len; i++) {
		int byte = encoded_at(text, i);
		if (byte < 0) {
			buf_add_char(out, text.ptr[i]);
			continue;
		}
		if (is_unreserved((char)byte))
			buf_add_char(out, (char)byte);
		else
			add_encoded(out, (char)byte);
		i += 2;
	}
}
