/* SPDX-License-Identifier: MIT */
/* named_fields.c - lines of "name: value", as heads of WARC records, notes and HTTP have them */
#include "lib/named_fields.h"

void
named_fields_unfold(char *text, size_t len)
{
	for (size_t i = 0; i + 1 < len; i++) {
		if (text[i] != '\n' || (text[i + 1] != ' ' && text[i + 1] != '\t'))
			continue;
		text[i] = ' ';
		if (i > 0 && text[i - 1] == '\r')
			text[i - 1] = ' ';
	}
}

bool
named_fields_next(struct str *rest, struct str *name, struct str *value)
{
	while (rest->ptr) {
		struct str line = str_cut(rest, '\n');
		struct str before = str_trim(str_cut(&line, ':'));
		if (!line.ptr || before.len == 0)
			continue;
		*name = before;
		*value = str_trim(line);
		return true;
	}
	return false;
}
