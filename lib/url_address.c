/* SPDX-License-Identifier: MIT */
/* url_address.c - IP addresses as hosts (WHATWG URL Standard section 3.5) */
#include "lib/url_address.h"

#include <stdint.h>

#include "lib/ascii.h"

#define N_GROUPS 8 /* of an IPv6 address, 16 bits each */

/*
 * An IPv4 number: decimal, octal after "0" or hexadecimal after "0x"; "0x" alone is 0.  A value
 * past 32 bits is given as UINT32_MAX + 1, which no place of an address accepts.
 */
static bool
read_ipv4_number(struct str text, uint64_t *out)
{
	unsigned base = 10;
	if (text.len == 0)
		return false;
	if (str_starts_nocase(text, STR("0x"))) {
		base = 16;
		text = str_slice(text, 2, text.len);
	} else if (text.len > 1 && text.ptr[0] == '0') {
		base = 8;
	}
	uint64_t value = 0;
	for (size_t i = 0; i < text.len; i++) {
		int digit = ascii_hex(text.ptr[i]);
		if (digit < 0 || (unsigned)digit >= base)
			return false;
		value = value * base + (unsigned)digit;
		if (value > UINT32_MAX)
			value = (uint64_t)UINT32_MAX + 1;
	}
	*out = value;
	return true;
}

static bool
is_digits(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!ascii_is_digit(text.ptr[i]))
			return false;
	return text.len > 0;
}

static struct str
without_last_dot(struct str host)
{
	return host.len > 0 && host.ptr[host.len - 1] == '.' ? str_slice(host, 0, host.len - 1)
							     : host;
}

/* Up to four hexadecimal digits off the front of *text. */
static unsigned
take_group(struct str *text)
{
	unsigned value = 0;
	for (int n = 0; n < 4 && text->len > 0 && ascii_hex(text->ptr[0]) >= 0; n++) {
		value = value * 16 + (unsigned)ascii_hex(text->ptr[0]);
		*text = str_slice(*text, 1, text->len);
	}
	return value;
}

/* The four decimal numbers at the end of an IPv6 address: strict, no zero in front. */
static bool
read_embedded_ipv4(struct str text, unsigned groups[2])
{
	uint32_t address = 0;
	for (int n = 0; n < 4; n++) {
		if (!text.ptr)
			return false;
		struct str part = str_cut(&text, '.');
		unsigned long long value;
		if (part.len > 3 || (part.len > 1 && part.ptr[0] == '0') ||
		    !str_to_uint(part, &value) || value > 255)
			return false;
		address = address << 8 | (uint32_t)value;
	}
	groups[0] = address >> 16;
	groups[1] = address & 0xffff;
	return !text.ptr;
}

/* Moves the groups after "::" to the end; it stands for one group at least, and without it all
 * eight must be there. */
static bool
spread_groups(unsigned groups[N_GROUPS], int n, int gap)
{
	if (gap < 0 || n == N_GROUPS)
		return gap < 0 && n == N_GROUPS;
	int missing = N_GROUPS - n;
	for (int i = N_GROUPS - 1; i >= gap + missing; i--)
		groups[i] = groups[i - missing];
	for (int i = gap; i < gap + missing; i++)
		groups[i] = 0;
	return true;
}

/* Takes what separates two groups; sets *gap at "::". */
static bool
take_colon(struct str *text, int n, int *gap)
{
	if (text->len == 0)
		return true;
	if (str_starts(*text, STR("::"))) {
		if (*gap >= 0)
			return false;
		*gap = n;
		*text = str_slice(*text, 2, text->len);
		return true;
	}
	bool another = text->len > 1 && text->ptr[0] == ':';
	*text = str_slice(*text, 1, text->len);
	return another;
}

static bool
read_ipv6(struct str text, unsigned groups[N_GROUPS])
{
	int n = 0, gap = -1;
	if (str_starts(text, STR("::")) && !take_colon(&text, 0, &gap))
		return false;
	while (text.len > 0) {
		struct str before = text;
		if (n == N_GROUPS)
			return false;
		unsigned group = take_group(&text);
		if (before.len == text.len)
			return false;
		if (text.len > 0 && text.ptr[0] == '.') {
			if (n > N_GROUPS - 2 || !read_embedded_ipv4(before, &groups[n]))
				return false;
			n += 2;
			break;
		}
		groups[n++] = group;
		if (!take_colon(&text, n, &gap))
			return false;
	}
	return spread_groups(groups, n, gap);
}

/* The first of the longest runs of two or more zero groups: [*from, *to), empty if none. */
static void
find_zeros(const unsigned groups[N_GROUPS], int *from, int *to)
{
	*from = *to = N_GROUPS;
	for (int i = 0, end; i < N_GROUPS; i = end + 1) {
		for (end = i; end < N_GROUPS && groups[end] == 0;)
			end++;
		if (end - i > 1 && end - i > *to - *from) {
			*from = i;
			*to = end;
		}
	}
}

bool
url_address_is_ipv4(struct str host)
{
	struct str rest = without_last_dot(host), last = rest;
	while (rest.ptr)
		last = str_cut(&rest, '.');
	uint64_t number;
	return is_digits(last) || read_ipv4_number(last, &number);
}

bool
url_address_ipv4(struct buf *out, struct str host)
{
	struct str rest = without_last_dot(host);
	uint64_t address = 0;
	for (int n = 1; rest.ptr; n++) {
		uint64_t number;
		if (n > 4 || !read_ipv4_number(str_cut(&rest, '.'), &number))
			return false;
		/* The last number fills all bytes that are left. */
		int bits = rest.ptr ? 8 : 8 * (5 - n);
		if (number >> bits != 0)
			return false;
		address = address << bits | number;
	}
	buf_addf(out, "%u.%u.%u.%u", (unsigned)(address >> 24), (unsigned)(address >> 16 & 255),
	    (unsigned)(address >> 8 & 255), (unsigned)(address & 255));
	return true;
}

bool
url_address_ipv6(struct buf *out, struct str text)
{
	unsigned groups[N_GROUPS];
	int from, to;
	if (!read_ipv6(text, groups))
		return false;
	find_zeros(groups, &from, &to);
	for (int i = 0; i < N_GROUPS; i++) {
		if (i == from) {
			buf_add_text(out, "::");
			i = to - 1;
			continue;
		}
		buf_addf(out, i > 0 && i != to ? ":%x" : "%x", groups[i]);
	}
	return true;
}
