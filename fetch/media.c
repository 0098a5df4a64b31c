/* SPDX-License-Identifier: MIT */
/* media.c - the media types worth fetching */
#include "fetch/media.h"

/* `pattern` may hold one '*' on each side of the slash; the rest is compared without case. */
static bool
half_matches(struct str pattern, struct str half)
{
	size_t star = str_find_char(pattern, '*');
	if (star == STR_NOT_FOUND)
		return str_eq_nocase(pattern, half);
	struct str head = str_slice(pattern, 0, star);
	struct str tail = str_slice(pattern, star + 1, pattern.len);
	return half.len >= head.len + tail.len && str_starts_nocase(half, head) &&
	       str_eq_nocase(str_slice(half, half.len - tail.len, half.len), tail);
}

static bool
matches(struct str pattern, struct str type)
{
	struct str pattern_rest = pattern, type_rest = type;
	struct str pattern_head = str_cut(&pattern_rest, '/');
	struct str type_head = str_cut(&type_rest, '/');
	return half_matches(pattern_head, type_head) && half_matches(pattern_rest, type_rest);
}

bool
media_is_wanted(const char *list, struct str content_type)
{
	struct str type = str_trim(str_slice(content_type, 0, str_find_char(content_type, ';')));
	struct str rest = str_from(list);
	if (str_find_char(type, '/') == STR_NOT_FOUND)
		return true;
	while (rest.ptr)
		if (matches(str_trim(str_cut(&rest, ',')), type))
			return true;
	return false;
}
