/* SPDX-License-Identifier: MIT */
/* str.h - a span of bytes that someone else owns: pointer and length, no NUL needed */
#ifndef LIB_STR_H
#define LIB_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* An absent text is {NULL, 0}; an empty one has a pointer. */
struct str {
	const char *ptr;
	size_t len;
};

/* STR("literal") as an expression, STR_INIT("literal") in tables of constants. */
#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})
#define STR_INIT(literal)                                                                          \
	{                                                                                          \
		(literal), sizeof(literal) - 1                                                     \
	}
/* For "%.*s". */
#define STR_ARGS(s) (int)(s).len, ((s).ptr ? (s).ptr : "")

#define STR_NOT_FOUND ((size_t)-1)

struct str str_from(const char *text); /* up to the NUL; NULL gives the absent text */
struct str str_slice(struct str s, size_t from, size_t to); /* [from, to), both cut to the length */
struct str str_trim(struct str s); /* without ASCII white space at both ends */

bool str_eq(struct str a, struct str b);
bool str_eq_nocase(struct str a, struct str b); /* ASCII letters only */
int str_compare(struct str a, struct str b);    /* by octets, as strcmp; the shorter first */
bool str_starts(struct str s, struct str prefix);
bool str_starts_nocase(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
bool str_is_blank(struct str s); /* empty or ASCII white space only */

/* FNV-1a over 32 bits, for tables and for what must fall the same way everywhere.  Who chooses the
 * texts can make hashes meet: a table's size bounds what that costs. */
uint32_t str_hash(struct str s);

size_t str_find(struct str s, struct str needle);        /* first offset, or STR_NOT_FOUND */
size_t str_find_nocase(struct str s, struct str needle); /* ASCII letters only */
size_t str_find_char(struct str s, char c);

/* Cuts the text before the first `separator` off *rest and returns it; the whole rest when there
 * is none.  *rest becomes absent after the last piece: `while (rest.ptr) piece = str_cut(&rest)`.
 */
struct str str_cut(struct str *rest, char separator);

/* A whole decimal number without sign, blanks or overflow; false leaves *out alone. */
bool str_to_uint(struct str s, unsigned long long *out);

#endif
