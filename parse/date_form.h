/* SPDX-License-Identifier: MIT */
/* date_form.h - one date at one place of a text, in any of the forms that pages use */
#ifndef PARSE_DATE_FORM_H
#define PARSE_DATE_FORM_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/compiler.h"
#include "lib/str.h"
#include "parse/date.h"

/*
 * Whether a date begins the text; *len is the length of it with its time and zone.  `compact` lets
 * 20240319 be one, which in running text is any number.  Numbers are not checked against the
 * calendar.  `language` settles 03/04/2024 and may be absent.
 */
NODISCARD bool
date_form(struct str text, struct str language, bool compact, struct date *out, size_t *len);

#endif
