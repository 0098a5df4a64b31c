/* SPDX-License-Identifier: MIT */
/* rule_file.c - the text of a rule file, entry by entry (winnow-rules(5)) */
#include "normalize/rule_file.h"

enum rule_file_entry
rule_file_next(struct rule_file *file, struct str *key, struct str *value)
{
	struct str line = {NULL, 0};
	do {
		if (!file->rest.ptr)
			return RULE_FILE_END;
		line = str_trim(str_cut(&file->rest, '\n'));
		file->line++;
	} while (line.len == 0 || line.ptr[0] == '#');
	if (line.ptr[0] == '[') {
		*key = str_trim(str_slice(line, 1, line.len - 1));
		return line.len > 2 && line.ptr[line.len - 1] == ']' && key->len > 0
			   ? RULE_FILE_ID
			   : RULE_FILE_WRONG;
	}
	size_t equals = str_find_char(line, '=');
	if (equals == STR_NOT_FOUND)
		return RULE_FILE_WRONG;
	*key = str_trim(str_slice(line, 0, equals));
	*value = str_trim(str_slice(line, equals + 1, line.len));
	return key->len > 0 && value->len > 0 ? RULE_FILE_PAIR : RULE_FILE_WRONG;
}
