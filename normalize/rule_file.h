/* SPDX-License-Identifier: MIT */
/* rule_file.h - the text of a rule file, entry by entry (winnow-rules(5)) */
#ifndef NORMALIZE_RULE_FILE_H
#define NORMALIZE_RULE_FILE_H

#include "lib/compiler.h"
#include "lib/str.h"

enum rule_file_entry {
	RULE_FILE_ID,    /* [id] */
	RULE_FILE_PAIR,  /* key = value */
	RULE_FILE_WRONG, /* neither */
	RULE_FILE_END
};

struct rule_file {
	struct str rest;
	int line; /* of the entry read last */
};

/* The next entry of the text; comments and blank lines are passed over.  *key is the id or the key,
 * *value is set for a pair.  Both are views. */
enum rule_file_entry rule_file_next(struct rule_file *file, struct str *key, struct str *value);

#endif
