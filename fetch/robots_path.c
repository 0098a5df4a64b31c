/* SPDX-License-Identifier: MIT */
/* robots_path.c - the patterns of robots.txt and the paths they match (RFC 9309 section 2.2) */
#include "fetch/robots_path.h"

#include "lib/ascii.h"
#include "lib/buf.h"
#include "lib/limits.h"
#include "lib/url_percent.h"

/* The longest text that comes here: a line of robots.txt with every octet encoded. */
#define TEXT_BYTES (3 * LIMIT_ROBOTS_BYTES)

static bool
is_encoding(struct str s, size_t at)
{
	return at + 2 < s.len && s.ptr[at] == '%' && ascii_hex(s.ptr[at + 1]) >= 0 &&
	       ascii_hex(s.ptr[at + 2]) >= 0;
}

static char
capital(char c)
{
	return c >= 'a' && c <= 'f' ? (char)(c - 'a' + 'A') : c;
}

struct str
robots_path_pattern(struct arena *arena, struct str value)
{
	struct buf out;
	buf_init(&out, TEXT_BYTES);
	for (size_t i = 0; i < value.len; i++) {
		unsigned char c = (unsigned char)value.ptr[i];
		if (is_encoding(value, i)) {
			buf_add_char(&out, '%');
			buf_add_char(&out, capital(value.ptr[i + 1]));
			buf_add_char(&out, capital(value.ptr[i + 2]));
			i += 2;
		} else if (c >= 0x80) {
			buf_addf(&out, "%%%02X", c);
		} else {
			buf_add_char(&out, (char)c);
		}
	}
	struct str pattern = arena_copy(arena, buf_str(&out));
	buf_clear(&out);
	return pattern;
}

struct str
robots_path_fold(struct arena *arena, struct str path)
{
	struct buf out;
	if (str_find_char(path, '%') == STR_NOT_FOUND)
		return path;
	buf_init(&out, TEXT_BYTES);
	url_percent_unify(&out, path);
	struct str folded = arena_copy(arena, buf_str(&out));
	buf_clear(&out);
	return folded;
}

/* Each piece between asterisks is taken where it first fits: a later place never helps, because
 * only the last piece can be bound to the end. */
bool
robots_path_matches(struct str pattern, struct str path)
{
	bool to_the_end = str_ends(pattern, STR("$"));
	struct str rest = str_slice(pattern, 0, pattern.len - to_the_end);
	struct str piece = str_cut(&rest, '*');
	if (!str_starts(path, piece))
		return false;
	path = str_slice(path, piece.len, path.len);
	if (!rest.ptr)
		return !to_the_end || path.len == 0;
	while (rest.ptr) {
		piece = str_cut(&rest, '*');
		if (!rest.ptr && to_the_end)
			return str_ends(path, piece);
		size_t at = str_find(path, piece);
		if (at == STR_NOT_FOUND)
			return false;
		path = str_slice(path, at + piece.len, path.len);
	}
	return true;
}
