/* SPDX-License-Identifier: MIT */
/* choice.h - the members of records that --fields asks for */
#ifndef STORE_CHOICE_H
#define STORE_CHOICE_H

#include <stdbool.h>

#include "lib/buf.h"
#include "lib/fields.h"

#define CHOICE_MAX 96 /* more than there are fields */

struct choice {
	struct str names[CHOICE_MAX]; /* views of the option's text */
	size_t n;                     /* 0: all */
};

/* Cuts a list at its commas; false for an empty name, one that stands twice, or too many. */
NODISCARD bool choice_read(struct choice *choice, const char *list, struct str *wrong);

bool choice_has(const struct choice *choice, struct str name);

/* The field of a visit or an article by its name, and the struct that it is in; NULL if none. */
const struct field *choice_field(struct str name, const struct field_set **set);

/* Whether every name is a member of article lines; else *wrong is the first that is not. */
NODISCARD bool choice_are_members(const struct choice *choice, struct str *wrong);

/* Appends the line's members that were chosen, with record, schema and url, in its own order. */
void choice_write(const struct choice *choice, struct str line, struct buf *out);

/* Appends the names as a JSON array, in the order they were given. */
void choice_write_names(const struct choice *choice, struct buf *out);

#endif
