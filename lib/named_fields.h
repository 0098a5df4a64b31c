/* SPDX-License-Identifier: MIT */
/* named_fields.h - lines of "name: value", as heads of WARC records, notes and HTTP have them */
#ifndef LIB_NAMED_FIELDS_H
#define LIB_NAMED_FIELDS_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/str.h"

/* Joins folded lines in place: a line end before a blank becomes blanks itself (RFC 5322 2.2.3). */
void named_fields_unfold(char *text, size_t len);

/* Takes the next field off *rest, with CRLF or LF after it; both are views, trimmed.  Lines without
 * a name or a colon are skipped.  False at the end. */
bool named_fields_next(struct str *rest, struct str *name, struct str *value);

#endif
