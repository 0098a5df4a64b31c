/* SPDX-License-Identifier: MIT */
/* outcome.h - what can become of a URL: the one table behind the records, the manual, the database
 */
#ifndef LIB_OUTCOME_H
#define LIB_OUTCOME_H

#include <stddef.h>

#include "lib/str.h"

enum outcome_class {
	OUTCOME_OK,
	OUTCOME_NOT_MODIFIED,
	OUTCOME_REDIRECTED,
	OUTCOME_DENIED,
	OUTCOME_DEFERRED,
	OUTCOME_FAILED,
	OUTCOME_DUPLICATE,
	OUTCOME_N_CLASSES
};

struct outcome_row {
	enum outcome_class class;
	const char *name;    /* as in the `outcome` and `page_kind` members of records */
	const char *meaning; /* one line, as in winnow-outcomes(5) */
};

extern const struct outcome_row outcome_table[];
extern const size_t outcome_table_len;

/* The word of a class: "ok", "not-modified", ... */
const char *outcome_class_name(enum outcome_class class);
/* The row with this name, or NULL. */
const struct outcome_row *outcome_find(struct str name);

#endif
