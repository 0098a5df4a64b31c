/* SPDX-License-Identifier: MIT */
/* str.c - a span of bytes that someone else owns: pointer and length, no NUL needed */
#include "lib/str.h"

#include <limits.h>
#include <string.h>

#include "lib/ascii.h"

struct str
str_from(const char *text)
{
	return (struct str){text, text ? strlen(text) : 0};
}

struct str
str_slice(struct str s, size_t from, size_t to)
{
	if (to > s.len)
		to = s.len;
	if (from > to)
		from = to;
	return (struct str){s.ptr ? s.ptr + from : NULL, to - from};
}

struct str
str_trim(struct str s)
{
	while (s.len > 0 && ascii_is_space(s.ptr[s.len - 1]))
		s.len--;
	while (s.len > 0 && ascii_is_space(s.ptr[0])) {
		s.ptr++;
		s.len--;
	}
	return s;
}

bool
str_eq(struct str a, struct str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

bool
str_eq_nocase(struct str a, struct str b)
{
	return a.len == b.len && str_starts_nocase(a, b);
}

int
str_compare(struct str a, struct str b)
{
	size_t shorter = a.len < b.len ? a.len : b.len;
	int order = shorter > 0 ? memcmp(a.ptr, b.ptr, shorter) : 0;
	if (order != 0)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

bool
str_starts(struct str s, struct str prefix)
{
	return s.len >= prefix.len &&
	       (prefix.len == 0 || memcmp(s.ptr, prefix.ptr, prefix.len) == 0);
}

bool
str_starts_nocase(struct str s, struct str prefix)
{
	if (s.len < prefix.len)
		return false;
	for (size_t i = 0; i < prefix.len; i++)
		if (ascii_lower(s.ptr[i]) != ascii_lower(prefix.ptr[i]))
			return false;
	return true;
}

bool
str_ends(struct str s, struct str suffix)
{
	return s.len >= suffix.len && str_eq(str_slice(s, s.len - suffix.len, s.len), suffix);
}

bool
str_is_blank(struct str s)
{
	return str_trim(s).len == 0;
}

uint32_t
str_hash(struct str s)
{
	uint32_t hash = 2166136261u;
	for (size_t i = 0; i < s.len; i++)
		hash = (hash ^ (unsigned char)s.ptr[i]) * 16777619u;
	return hash;
}

size_t
str_find(struct str s, struct str needle)
{
	if (needle.len == 0)
		return 0;
	if (needle.len > s.len)
		return STR_NOT_FOUND;
	const char *end = s.ptr + s.len - needle.len + 1;
	for (const char *at = s.ptr; at < end; at++) {
		at = memchr(at, needle.ptr[0], (size_t)(end - at));
		if (!at)
			break;
		if (memcmp(at, needle.ptr, needle.len) == 0)
			return (size_t)(at - s.ptr);
	}
	return STR_NOT_FOUND;
}

size_t
str_find_nocase(struct str s, struct str needle)
{
	if (needle.len == 0)
		return 0;
	char first = ascii_lower(needle.ptr[0]);
	for (size_t i = 0; i + needle.len <= s.len; i++)
		if (ascii_lower(s.ptr[i]) == first &&
		    str_starts_nocase(str_slice(s, i, s.len), needle))
			return i;
	return STR_NOT_FOUND;
}

size_t
str_find_char(struct str s, char c)
{
	const char *at = s.len > 0 ? memchr(s.ptr, c, s.len) : NULL;
	return at ? (size_t)(at - s.ptr) : STR_NOT_FOUND;
}

struct str
str_cut(struct str *rest, char separator)
{
	size_t at = str_find_char(*rest, separator);
	struct str piece = str_slice(*rest, 0, at);
	if (at == STR_NOT_FOUND)
		*rest = (struct str){NULL, 0};
	else
		*rest = str_slice(*rest, at + 1, rest->len);
	return piece;
}

bool
str_to_uint(struct str s, unsigned long long *out)
{
	unsigned long long value = 0;
	if (s.len == 0)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		if (!ascii_is_digit(s.ptr[i]))
			return false;
		unsigned digit = (unsigned)(s.ptr[i] - '0');
		if (value > (ULLONG_MAX - digit) / 10)
			return false;
		value = value * 10 + digit;
	}
	*out = value;
	return true;
}
