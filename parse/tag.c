/* SPDX-License-Identifier: MIT */
/* tag.c - the HTML elements that extraction knows, and how each takes part in the text */
#include "parse/tag.h"

struct row {
	struct str name;
	enum tag_role role;
};

static const struct row rows[TAG_N] = {
    [TAG_NONE] = {STR_INIT(""), TAG_INLINE},
#define X(id, text, role) [TAG_##id] = {STR_INIT(text), role},
    TAG_TABLE(X)
#undef X
	[TAG_OTHER] = {STR_INIT(""), TAG_INLINE},
};

enum tag_role
tag_role(enum tag tag)
{
	return rows[tag].role;
}

struct str
tag_name(enum tag tag)
{
	return rows[tag].name;
}

/* The names stand in alphabetical order, so the search is binary. */
enum tag
tag_find(struct str name)
{
	int low = TAG_NONE + 1, high = TAG_OTHER - 1;
	while (low <= high) {
		int middle = (low + high) / 2;
		int order = str_compare(name, rows[middle].name);
		if (order == 0)
			return (enum tag)middle;
		if (order < 0)
			high = middle - 1;
		else
			low = middle + 1;
	}
	return TAG_OTHER;
}

int
tag_heading_level(enum tag tag)
{
	return tag >= TAG_H1 && tag <= TAG_H6 ? (int)(tag - TAG_H1) + 1 : 0;
}
